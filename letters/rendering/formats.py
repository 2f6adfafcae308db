"""The formats in which a letter is given out."""

from collections.abc import Callable
from enum import Enum

from letters.composing.text import LetterText
from letters.rendering.html import letter_html
from letters.rendering.pdf import render_pdf
from letters.rendering.plain import plain_text


class LetterFormat(Enum):
    """Value: the format's code, as in addresses and tables."""

    PDF = "pdf"
    LARGE_PRINT = "large-print"
    HTML = "html"
    LARGE_PRINT_HTML = "large-print-html"
    TEXT = "text"

    @property
    def ending(self) -> str:
        """The end of a file's name: ".pdf"."""
        return _ENDINGS[self]

    @property
    def content_type(self) -> str:
        """For HTTP: "text/html; charset=utf-8"."""
        return _CONTENT_TYPES[self.ending.rpartition(".")[2]]


_ENDINGS = {
    LetterFormat.PDF: ".pdf",
    LetterFormat.LARGE_PRINT: "-large-print.pdf",
    LetterFormat.HTML: ".html",
    LetterFormat.LARGE_PRINT_HTML: "-large-print.html",
    LetterFormat.TEXT: ".txt",
}
_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}

# What is made of every letter that is issued.
ISSUED = (LetterFormat.PDF, LetterFormat.LARGE_PRINT, LetterFormat.HTML, LetterFormat.TEXT)

_RENDERERS: dict[LetterFormat, Callable[[LetterText], bytes]] = {
    LetterFormat.PDF: render_pdf,
    LetterFormat.LARGE_PRINT: lambda text: render_pdf(text, large_print=True),
    LetterFormat.HTML: lambda text: letter_html(text).encode(),
    LetterFormat.LARGE_PRINT_HTML: lambda text: letter_html(text, large_print=True).encode(),
    LetterFormat.TEXT: lambda text: plain_text(text).encode(),
}
_BY_ENDING = {
    (".pdf", False): LetterFormat.PDF,
    (".pdf", True): LetterFormat.LARGE_PRINT,
    (".html", False): LetterFormat.HTML,
    (".html", True): LetterFormat.LARGE_PRINT_HTML,
    (".txt", False): LetterFormat.TEXT,
}


def render(text: LetterText, letter_format: LetterFormat) -> bytes:
    """The letter in one format; text is UTF-8."""
    return _RENDERERS[letter_format](text)


def format_for(ending: str, *, large_print: bool = False) -> LetterFormat:
    """The format of a file by its ending (".pdf", ".html", ".txt"). ValueError says which there are."""
    wanted = ending.lower(), large_print
    if wanted in _BY_ENDING:
        return _BY_ENDING[wanted]
    if large_print and (ending.lower(), False) in _BY_ENDING:
        raise ValueError(f"There is no large print in a {ending} file. Use .pdf or .html.")
    raise ValueError(f"A letter is written as .pdf, .html or .txt, not as {ending or 'no ending'}.")
