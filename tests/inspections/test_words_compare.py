"""Two texts side by side: word by word, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from inspections.words_compare import Piece, compare, likeness, stretches


def marked(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


def test_words_that_differ_are_marked_on_both_sides() -> None:
    before, after = compare("Were you heard by the council?", "Were you listened to by the council?")
    assert marked(before) == "Were you [heard] by the council?"
    assert marked(after) == "Were you [listened to] by the council?"


def test_changed_words_in_a_row_are_read_out_as_one() -> None:
    before, after = compare("plan took account of our views.", "plan was made with us.")
    assert marked(before) == "plan [took account of our views.]"
    assert marked(after) == "plan [was made with us.]"


def test_a_text_that_came_or_went_is_all_new_or_all_gone() -> None:
    assert compare("", "All new") == ([], [Piece("All new", changed=True)])
    assert compare("All gone", "") == ([Piece("All gone", changed=True)], [])


WORDS = st.lists(st.sampled_from(["the", "waiting", "times", "fell", "\n", "we"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_pieces_are_the_whole_texts_and_only_what_differs_is_marked(before: str, after: str) -> None:
    old, new = compare(before, after)
    assert ("".join(piece.text for piece in old), "".join(piece.text for piece in new)) == (before, after)
    same = [" ".join(piece.text.split()) for piece in (*old, *new) if not piece.changed]
    assert all(text in " ".join(before.split()) and text in " ".join(after.split()) for text in same)
    assert (before == after) == (not any(piece.changed for piece in (*old, *new)))


@given(WORDS, WORDS)
def test_stretches_make_both_texts(before: str, after: str) -> None:
    found = list(stretches(before, after))
    assert "".join(stretch.before for stretch in found) == before
    assert "".join(stretch.after for stretch in found) == after
    assert all((stretch.before == stretch.after) == stretch.same for stretch in found)


def test_likeness_is_of_words_in_their_order() -> None:
    assert likeness("waits were long", "waits were long") == 1
    assert likeness("waits were long", "plans improved") == 0
    assert 0.6 < likeness("waits were long", "waits were short") < 0.7
