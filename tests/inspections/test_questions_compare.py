"""Two versions of the questions side by side: word by word, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from inspections.models import Question
from inspections.questions_compare import Piece, compare, pairs


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


def question(line: int, place: int, text: str) -> Question:
    return Question(line=line, place=place, text=text, kind=Question.Kind.TEXT)


def test_g16_a_question_is_followed_by_its_line_wherever_it_stands() -> None:
    before = [question(1, 1, "One"), question(2, 2, "Two"), question(3, 3, "Three")]
    after = [question(3, 1, "Three"), question(1, 2, "One"), question(4, 3, "Four")]
    found = pairs(before, after, focus=("", "The focus"))
    assert [(pair.title, pair.same) for pair in found] == [
        ("Focus", False),
        ("Question 1 (was 3)", True),
        ("Question 2 (was 1)", True),
        ("Question 3", False),
        ("Question 2, taken out", False),
    ]
    assert found[-1].after == []
