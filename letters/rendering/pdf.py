"""A letter as PDF/UA-1: tagged, titled, bookmarked, fonts embedded. The same text gives the same bytes."""

import hashlib
import json
from functools import cache, partial
from threading import Lock
from typing import Any

from letters.composing.text import LetterText
from letters.rendering import system_libraries
from letters.rendering.faces import ALIKE, BY_LANGUAGE
from letters.rendering.html import css, print_html
from letters.rendering.shapes import name_shapes

STYLESHEETS = ("letter.css", "print.css")
LARGE_PRINT_STYLESHEETS = (*STYLESHEETS, "large_print.css")
# Web threads share one font configuration, which is not made for two at a time.
_one_at_a_time = Lock()


def render_pdf(text: LetterText, *, large_print: bool = False, mark: str = "") -> bytes:
    """The letter on A4. Large print is 18 points and up, set anew, not enlarged.

    Dates in the file are the letter's and its identifier is drawn from the text: no clock, no chance. A `mark` says on
    every page whose copy it is: its text stands in the margin and, large and pale, across the page (G24).
    """
    html = print_html(text, large_print=large_print, mark=mark)
    names = (*(LARGE_PRINT_STYLESHEETS if large_print else STYLESHEETS), *(("mark.css",) if mark else ()))
    return _write(html, names, _identifier(text, large_print, mark))


def page_pdf(html: str, stylesheets: tuple[str, ...], *, language: str = "en") -> bytes:
    """Another page of ours on A4, PDF/UA-1 like a letter; with a title of its own, in the letters of its language."""
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    return _write(html.translate(ALIKE), stylesheets, identifier, language)


def _write(html: str, stylesheets: tuple[str, ...], identifier: bytes, language: str = "en") -> bytes:
    with _one_at_a_time:
        weasyprint, fonts = _engine()
        styles = _stylesheets(stylesheets)
        if language in BY_LANGUAGE:
            lettering, fonts = _lettering(language)
            styles = [*styles, lettering]
        document = weasyprint.HTML(string=html, url_fetcher=_refuse)
        pdf: bytes = document.write_pdf(
            stylesheets=styles,
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier,
            finisher=partial(name_shapes, BY_LANGUAGE[language]) if language in BY_LANGUAGE else None,
        )
    return pdf


@cache
def _engine() -> tuple[Any, Any]:
    """WeasyPrint and one font configuration, kept for the life of the process."""
    system_libraries.load()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    return weasyprint, FontConfiguration()


@cache
def _stylesheets(names: tuple[str, ...]) -> list[Any]:
    weasyprint, fonts = _engine()
    return [weasyprint.CSS(string=css(name), font_config=fonts) for name in names]


@cache
def _lettering(language: str) -> tuple[Any, Any]:
    """The style that brings the fonts of a language, and a font configuration apart from the one of letters."""
    weasyprint, _ = _engine()
    from weasyprint.text.fonts import FontConfiguration

    faces, fonts = BY_LANGUAGE[language], FontConfiguration()
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; src: url("{}") }}'
    rules = [rule.format(faces.family, weight, file.as_uri()) for weight, file in faces.files()]
    family = f'body {{ font-family: "Liberation Sans", "{faces.family}", Arial, sans-serif }}'
    return weasyprint.CSS(string="\n".join([*rules, family]), font_config=fonts), fonts


def _identifier(text: LetterText, large_print: bool, mark: str) -> bytes:
    marked = [mark] if mark else []
    source = json.dumps([text.as_dict(), large_print, *marked], sort_keys=True).encode()
    return hashlib.sha256(source).hexdigest()[:32].encode()


def _refuse(url: str, *args: object, **options: object) -> dict[str, Any]:
    """A letter loads nothing: no pictures, no styles from elsewhere, whatever its text says."""
    raise ValueError(f"A letter loads nothing from elsewhere, not {url}")
