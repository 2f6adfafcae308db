"""A letter as a standalone HTML document, through the templates in templates/letters/."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from letters.composing.text import LetterText
from letters.rendering.spaces import spaces_apart

CSS_FOLDER = Path(__file__).resolve().parents[2] / "static" / "letters"


def letter_html(text: LetterText, *, large_print: bool = False, stylesheets: Sequence[str] = ()) -> str:
    """The letter for a browser. Its style is inside, or linked where `stylesheets` gives addresses of it."""
    styles = "" if stylesheets else css("letter.css") + css("screen.css")
    return _document(text, large_print=large_print, styles=styles, stylesheets=stylesheets)


def print_html(text: LetterText, *, large_print: bool = False, mark: str = "") -> str:
    """The letter for paper, without style: `pdf.py` adds it, parsed once."""
    return _document(spaces_apart(text), large_print=large_print, mark=mark)


@cache
def css(name: str) -> str:
    return (CSS_FOLDER / name).read_text(encoding="utf-8")


def _document(
    text: LetterText,
    *,
    large_print: bool,
    styles: str = "",
    stylesheets: Sequence[str] = (),
    mark: str = "",
) -> str:
    context = {
        "letter": text,
        "large_print": large_print,
        "mark": mark,
        "styles": mark_safe(styles),  # our own files
        "stylesheets": stylesheets,
    }
    return render_to_string("letters/letter.html", context)
