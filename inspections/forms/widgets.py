"""Form widgets of our own."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class Select(forms.Select):
    """A drop-down of plain choices. Django's renders a template for each option: the slowest part of a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        inside = _options(tuple(self.choices), tuple(self.format_value(value)))
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), inside
        )


@lru_cache(maxsize=128)
def _options(choices: tuple[tuple[Any, Any], ...], chosen: tuple[str, ...]) -> SafeString:
    """Drawn once for the same choices: those of most drop-downs never change."""
    options = (
        (given, mark_safe(" selected") if str(given) in chosen else "", label) for given, label in choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
