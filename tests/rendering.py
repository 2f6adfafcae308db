"""Pages rendered as the program renders them, for tests that ask for very many."""

from collections.abc import Iterator

import pytest
from django.template import Template
from django.test.utils import _TestState


@pytest.fixture(scope="module")
def plainly_rendered() -> Iterator[None]:
    """Without Django's copy of every template's context for `answer.context`, which costs more than the page."""
    with pytest.MonkeyPatch.context() as patch:
        plain = _TestState.saved_data.template_render  # type: ignore[attr-defined]
        patch.setattr(Template, "_render", plain)
        yield
