"""Pages rendered as the program renders them, for tests that ask for very many; and a letter's PDF once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pytest
from django.template import Template
from django.test.utils import _TestState

from letters.rendering import formats


@pytest.fixture(scope="module")
def plainly_rendered() -> Iterator[None]:
    """Without Django's copy of every template's context for `answer.context`, which costs more than the page."""
    with pytest.MonkeyPatch.context() as patch:
        plain = _TestState.saved_data.template_render  # type: ignore[attr-defined]
        patch.setattr(Template, "_render", plain)
        yield


@contextmanager
def same_words_rendered_once() -> Iterator[None]:
    """Letters of the same words are the same bytes (tests/letters/rendering/test_pdf.py, which renders each anew).

    Hundreds of tests issue the letter of the cast: each of its PDFs takes longer than the rest of the issuing.
    """
    with pytest.MonkeyPatch.context() as patch:
        for wanted in (formats.LetterFormat.PDF, formats.LetterFormat.LARGE_PRINT):
            patch.setitem(formats._RENDERERS, wanted, lru_cache(maxsize=256)(formats._RENDERERS[wanted]))
        yield
