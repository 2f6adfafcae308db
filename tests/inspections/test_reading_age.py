"""How hard a text is to read, and what the writer of a question for parents is told of it."""

import pytest

from inspections.question_reading import hint
from inspections.reading_age import measure, sentences, syllables


def test_sentences_and_what_several_texts_measure_together() -> None:
    assert sentences("It fell. “Good.” No. 5 stayed") == ["It fell.", "“Good.”", "No. 5 stayed"]
    measured = measure(["Waits fell, e.g. for speech therapy. Did plans improve?", "120 more"])
    assert (measured.words, measured.sentences, measured.syllables) == (12, 3, 15)
    assert (measure([]).age, measure(["!"]).age) == (0, 0)


@pytest.mark.parametrize(
    ("count", "row"),
    [
        (1, "health made while rule school clear plans asked the 2,012"),
        (
            2,
            "parents improve improved needed table people children changes social statement language therefore",
        ),
        (3, "area services families inspectors sufficient quality timeliness implement agreement EHC"),
        (4, "education situation experience identified commissioning co-production SEND"),
        (5, "evaluation"),
        (6, "accountability"),
    ],
)
def test_syllables_of_words_that_letters_use(count: int, row: str) -> None:
    assert {word: syllables(word) for word in row.split()} == dict.fromkeys(row.split(), count)


def test_a_plain_question_is_easy_and_a_hard_one_says_which_words_make_it_so() -> None:
    easy = hint("Do the people who help your child listen to you?", ["Yes", "No"])
    assert (easy.hard, easy.long_words, easy.long_sentences) == (False, (), 0)
    text = (
        "To what extent does multidisciplinary commissioning of provision demonstrably facilitate your child's "
        "participation in education, and how far would you say that it has improved since the last inspection?"
    )
    hard = hint(text, ["Considerable improvement", "None"])
    assert hard.hard and hard.age > 16 and hard.long_sentences == 1
    assert hard.long_words[:3] == ("multidisciplinary", "commissioning", "demonstrably")
    assert hint("  ", []).age == 0
