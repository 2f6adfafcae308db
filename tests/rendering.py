"""Pages rendered as the program renders them, for tests that ask for very many; and a letter's PDF once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from django.template import Context, Template
from django.test.utils import _TestState

from letters.rendering import formats, pdf


@pytest.fixture(scope="module")
def plainly_rendered() -> Iterator[None]:
    """Without Django's copy of every template's context for `answer.context`, which costs more than the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _plain())
        yield


@contextmanager
def context_of_the_page_alone() -> Iterator[None]:
    """`answer.context` is that of the page: those of its hundred parts and widgets are not copied, too."""
    plain = _plain()
    copied = Template._render  # type: ignore[attr-defined]  # its stubs leave it out
    within = threading.local()

    def rendered(self: Template, context: Context) -> str:
        if getattr(within, "page", False):
            return str(plain(self, context))
        within.page = True
        try:
            return str(copied(self, context))
        finally:
            within.page = False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", rendered)
        yield


@contextmanager
def same_words_rendered_once() -> Iterator[None]:
    """Letters of the same words are the same bytes (tests/letters/rendering/test_pdf.py, which renders each anew).

    Hundreds of tests issue the letter of the cast: each of its PDFs takes longer than the rest of the issuing. Other
    pages on paper, of which everybody who walks through a case reads the same, as well.
    """
    anew = pdf._write
    once = lru_cache(maxsize=256)(anew)

    def written(html: str, stylesheets: tuple[str, ...], *more: Any) -> bytes:
        of_a_letter = "letter.css" in stylesheets
        return (anew if of_a_letter else once)(html, stylesheets, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_write", written)
        for wanted in (formats.LetterFormat.PDF, formats.LetterFormat.LARGE_PRINT):
            patch.setitem(formats._RENDERERS, wanted, lru_cache(maxsize=256)(formats._RENDERERS[wanted]))
        yield


def _plain() -> Any:
    """Django's own way of rendering, which its tests put aside."""
    return _TestState.saved_data.template_render  # type: ignore[attr-defined]  # set while tests run
