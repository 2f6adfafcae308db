"""A summary that says the opposite of the decision is warned of, and one that agrees with it is not."""

import pytest

from letters.composing.outcome_contradictions import contradictions
from letters.composing.outcome_written import from_words

KEY = "weakness-1"


def found(sufficient: bool | None, text: str) -> list[str]:
    return [hint.excerpt for hint in contradictions(sufficient, from_words(KEY, text))]


@pytest.mark.parametrize(
    "text",
    [
        "The area has not made sufficient progress.",
        "Leaders haven't yet made enough progress here.",
        "There is insufficient progress in joint commissioning.",
        "Too little progress was seen.",
        "Progress is not yet sufficient.",
        "Progress was insufficient.",
    ],
)
def test_words_against_a_sufficient_decision_are_found_and_agree_with_the_other(text: str) -> None:
    assert len(found(True, text)) == 1
    assert found(False, text) == []
    assert found(None, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The area has made sufficient progress.",
        "Progress is sufficient, and parents said so.",
        "It has not only made sufficient progress, it went beyond.",
    ],
)
def test_words_against_a_decision_of_not_sufficient_are_found_and_agree_with_the_other(text: str) -> None:
    assert len(found(False, text)) == 1
    assert found(True, text) == []


def test_the_hint_names_its_paragraph_and_stays_the_same_until_its_words_change() -> None:
    text = "All is well.\n\n- It has not made sufficient progress\n- Parents agree"
    (hint,) = contradictions(True, from_words(KEY, text))
    assert (hint.kind, hint.block_name) == ("contradiction", f"{KEY}-p2")
    assert hint.key == contradictions(True, from_words(KEY, text + "\n- More"))[0].key
    assert found(True, "Waits are shorter. Leaders know what to do next.") == []
