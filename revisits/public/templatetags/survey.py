"""Words of the survey's pages, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], key: str, **facts: Any) -> SafeString:
    """The text `key` with its placeholders filled in, safe for HTML: `{% say "progress" number=1 total=9 %}`."""
    text = conditional_escape(context["words"][key])
    return mark_safe(text.format(**{name: conditional_escape(value) for name, value in facts.items()}))


@register.filter
def mailto(address: str) -> SafeString:
    """An e-mail address that can be tapped; read from left to right in every language."""
    return format_html('<a class="govuk-link" href="mailto:{0}" dir="ltr">{0}</a>', address)


@register.filter
def get(words: Mapping[str, str], key: str) -> str:
    """A text without placeholders: `{{ words|get:"check.heading" }}`."""
    return words[key]
