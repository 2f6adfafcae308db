"""Two versions of a letter's blocks: passages followed, words marked, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from letters.composing.differences import Row, changed, differences
from letters.composing.outcome_written import from_words
from letters.composing.text import Block, BulletedList, Passage, Run, passages, words


def paragraph(name: str, text: str) -> Passage:
    return Passage("paragraph", name, ((Run(text),),))


def told(rows: tuple[Row, ...]) -> list[str]:
    """Each row as "name: words", what came in [+...] and what went in [-...]."""
    marks = {"kept": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return [
        f"{row.name}: " + "".join(marks[each.mark].format(each.text) for each in row.words) for row in rows
    ]


def test_words_that_came_and_went_stand_in_their_place() -> None:
    rows = differences(
        [paragraph("a", "Waits were far too long for many."), paragraph("b", "Plans improved.")],
        [paragraph("a", "Waits were too long for some families."), paragraph("b", "Plans improved.")],
    )
    assert told(rows) == [
        "a: Waits were[- far] too long for [-many.][+some families.]",
        "b: Plans improved.",
    ]
    assert [row.state for row in rows] == ["changed", "same"]
    assert changed(rows) == rows[:1]


def test_changed_words_in_a_row_are_read_out_as_one() -> None:
    (row,) = differences([paragraph("a", "It took account of views.")], [paragraph("a", "It was made then.")])
    assert told((row,)) == ["a: It [-took account of views.][+was made then.]"]


def test_passages_are_followed_by_name_when_they_move_come_or_go() -> None:
    before = [paragraph(name, f"Text of {name}, which is long enough.") for name in "abcd"]
    extra = paragraph("x", "Nothing like the others at all")
    rows = differences(before, [before[0], before[3], extra, before[1]])
    assert [(row.name, row.state, row.moved) for row in rows] == [
        ("a", "same", False),
        ("d", "same", True),
        ("x", "added", False),
        ("b", "same", False),
        ("c", "removed", False),
    ]
    assert [row.name for row in changed(rows)] == ["d", "x", "c"]


def test_what_lost_its_name_is_followed_by_its_words() -> None:
    rows = differences(
        [paragraph("old", "Parents told us that waits for therapy were long.")],
        [paragraph("new", "Parents told us that waits for therapy were too long.")],
    )
    assert told(rows) == ["new: Parents told us that waits for therapy were [+too ]long."]


def test_items_of_lists_are_rows_and_a_paragraph_that_became_one_is_changed() -> None:
    item = Passage("item", "a", ((Run("Waits fell."),),))
    (row,) = differences([paragraph("a", "Waits fell.")], [BulletedList("l", (item,))])
    assert (row.kind, row.state, row.after) == ("item", "changed", "Waits fell.")


def test_nothing_against_something_is_all_new_or_all_gone() -> None:
    block = paragraph("a", "All of it")
    assert told(differences([], [block])) == ["a: [+All of it]"]
    assert told(differences([block], [])) == ["a: [-All of it]"]
    assert differences([], []) == ()


SENTENCES = st.sampled_from(
    ["Waits fell.", "Waits fell again.", "Plans were late.", "- a list", "- more of it"]
)
TEXTS = st.lists(SENTENCES, max_size=5).map("\n\n".join)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return sorted(words(passage) for block in blocks for passage in passages(block))


@given(TEXTS, TEXTS)
def test_every_passage_of_both_versions_is_in_the_rows_once(before: str, after: str) -> None:
    old, new = from_words("a", before), from_words("a", after)
    rows = differences(old, new)
    assert sorted(row.before for row in rows if row.state != "added") == texts(old)
    assert sorted(row.after for row in rows if row.state != "removed") == texts(new)
    assert bool(changed(rows)) == (old != new)
