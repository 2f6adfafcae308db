import pytest

from letters.composing.parents import compose
from letters.rendering.formats import ISSUED, LetterFormat, format_for, render
from tests.letters.seed_facts import seed_facts


@pytest.mark.parametrize("letter_format", LetterFormat)
def test_each_format_renders_as_its_content_type_says(letter_format: LetterFormat) -> None:
    content = render(compose(seed_facts("lancashire-2020")), letter_format)
    starts = {
        "application/pdf": b"%PDF-1.7",
        "text/html": b"<!DOCTYPE html>",
        "text/plain": b"Ofsted\nAgora\n",
    }
    assert content.startswith(starts[letter_format.content_type.split(";")[0]])
    assert b"Pippa Jackson Maitland" in content or letter_format.content_type == "application/pdf"


def test_formats_have_endings_of_their_own() -> None:
    assert len({letter_format.ending for letter_format in LetterFormat}) == len(LetterFormat)
    assert LetterFormat("large-print") is LetterFormat.LARGE_PRINT
    assert LetterFormat.LARGE_PRINT_HTML not in ISSUED


@pytest.mark.parametrize(
    ("ending", "large_print", "expected"),
    [
        (".pdf", False, LetterFormat.PDF),
        (".PDF", True, LetterFormat.LARGE_PRINT),
        (".html", False, LetterFormat.HTML),
        (".html", True, LetterFormat.LARGE_PRINT_HTML),
        (".txt", False, LetterFormat.TEXT),
    ],
)
def test_format_follows_from_a_files_ending(ending: str, large_print: bool, expected: LetterFormat) -> None:
    assert format_for(ending, large_print=large_print) is expected


@pytest.mark.parametrize(
    ("ending", "large_print", "says"), [(".docx", False, "not as .docx"), (".txt", True, "no large print")]
)
def test_other_endings_are_refused_with_a_sentence(ending: str, large_print: bool, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        format_for(ending, large_print=large_print)
