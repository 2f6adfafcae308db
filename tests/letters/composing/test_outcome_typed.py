"""What is typed becomes named blocks: names are once a section, stay with their words, and are never used anew."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.composing.outcome_typed import MOST_PASSAGES, from_typed, names_of, tidied, to_words
from letters.composing.outcome_written import UnfitBlocks, check_blocks, from_words
from letters.composing.text import Block, Passage, passages, words
from tests.properties import examples

KEY = "weakness-2"
PARAGRAPHS = [
    "Leaders worked together well.",
    "Parents were heard at last.",
    "Waits are shorter than before.",
]


def flat(blocks: tuple[Block, ...]) -> list[Passage]:
    return [passage for block in blocks for passage in passages(block)]


def by_words(blocks: tuple[Block, ...]) -> dict[str, str]:
    return {words(passage): passage.name for passage in flat(blocks)}


def test_paragraphs_keep_their_names_wherever_they_go_and_however_they_are_edited() -> None:
    before = from_typed(KEY, "\n\n".join(PARAGRAPHS), (), ())
    assert list(names_of(before)) == [f"{KEY}-p{number}" for number in (1, 2, 3)]
    text = "Something new stands here.\n\nWaits are shorter.\n\n- Leaders worked together very well.\n- A new item"
    after = by_words(from_typed(KEY, text, before, names_of(before)))
    assert after == {
        "Something new stands here.": f"{KEY}-p4",
        "Waits are shorter.": f"{KEY}-p3",
        "Leaders worked together very well.": f"{KEY}-p1",
        "A new item": f"{KEY}-p5",
    }


def test_a_split_paragraph_leaves_its_name_with_the_longer_half_and_a_list_keeps_its_own() -> None:
    before = from_typed(KEY, "One two three four five six seven. Eight nine.\n\n- a b\n- c d", (), ())
    parts = "One two three four five six seven.\n\nEight nine.\n\n- c d\n- e f"
    after = from_typed(KEY, parts, before, names_of(before))
    named = by_words(after)
    assert named["One two three four five six seven."] == f"{KEY}-p1"
    assert named["Eight nine."] not in set(names_of(before))
    assert named["c d"] == by_words(before)["c d"]
    assert after[-1].name == before[-1].name


def test_a_name_that_was_used_once_is_never_given_to_other_words() -> None:
    before = from_typed(KEY, PARAGRAPHS[0], (), ())
    taken = [f"{KEY}-p7", f"{KEY}-l9", "activities-p99"]
    (new,) = from_typed(KEY, "Quite other words stand there now.", before, taken)
    assert new.name == f"{KEY}-p10"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "{{ settings.SECRET_KEY }} {% now 'Y' %}",
        "[a](javascript:alert)",
        "&lt;b&gt;",
    ],
)
def test_what_looks_like_markup_stands_as_it_is_typed(hostile: str) -> None:
    (block,) = from_typed(KEY, hostile, (), ())
    assert words(flat((block,))[0]) == hostile


def test_what_nobody_sees_goes_and_an_empty_item_is_none() -> None:
    assert tidied("a\u202eb\x00c\u200f\ufeff\r\nd") == "abc\nd"
    blocks = from_typed(KEY, "- one\n- \n-\n– two\n", (), ())
    assert [words(passage) for passage in flat(blocks)] == ["one", "two"]
    check_blocks(KEY, blocks)


def test_too_many_paragraphs_are_refused_in_words() -> None:
    with pytest.raises(UnfitBlocks, match=f"{MOST_PASSAGES} paragraphs"):
        from_typed(KEY, "\n".join(f"- {number}" for number in range(MOST_PASSAGES + 1)), (), ())


_line = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=0, max_size=40)
_sentence = st.lists(
    st.sampled_from(
        ["the", "area", "leaders", "parents", "worked", "waited", "heard", "saw", "met", "plans"]
    ),
    min_size=1,
)
_paragraph = _sentence.map(" ".join)
_text = st.lists(st.one_of(_paragraph, _paragraph.map("- {}".format)), max_size=8).map("\n\n".join)


@settings(max_examples=examples(60), deadline=None)
@given(_line)
def test_whatever_is_typed_is_fit_and_is_typed_again_as_it_stands(text: str) -> None:
    blocks = from_typed(KEY, text, (), ())
    check_blocks(KEY, blocks)
    again = from_typed(KEY, to_words(blocks), blocks, names_of(blocks))
    assert again == blocks


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(_text, min_size=2, max_size=5))
def test_under_any_edits_names_are_once_and_same_words_in_place_keep_theirs(texts: list[str]) -> None:
    taken: set[str] = set()
    before: tuple[Block, ...] = ()
    for text in texts:
        after = from_typed(KEY, text, before, taken)
        check_blocks(KEY, after)
        fresh = set(names_of(after)) - set(names_of(before))
        assert not fresh & taken
        assert [words(each) for each in flat(after)] == [words(each) for each in flat(from_words(KEY, text))]
        if to_words(after) == to_words(before):
            assert after == before
        taken |= set(names_of(after))
        before = after
