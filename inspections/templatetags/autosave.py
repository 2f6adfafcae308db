"""What makes a form save itself: attributes in its tag, and before it what was left unsaved, and how it stands."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.fieldwork_access import working_copies
from inspections.working_copies import TAG, key_of, since
from revisits import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def autosave(context: Context) -> SafeString:
    """In the tag of a form: `<form method="post" {% autosave %}>`. One form a page; its address is its key."""
    request = context["request"]
    key = key_of(request)
    return format_html(
        'data-autosave="{}" data-autosave-person="{}" data-autosave-to="{}" data-autosave-now="{}"{}',
        key,
        request.user.pk,
        reverse("working-copy", args=[key.lstrip("/")]),
        int(clock.now().timestamp() * 1000),
        # Sent and shown again: what stands in it is newer than whatever was kept.
        SafeString(" data-autosave-typed") if request.method == "POST" else "",
    )


@register.inclusion_tag("components/unsaved.html", takes_context=True)
def unsaved(context: Context) -> dict[str, Any]:
    """Before such a form: the offer of what this person left unsaved in it, and the line that says what is kept."""
    request = context["request"]
    offered = request.method != "POST"
    copy = working_copies(request.user).filter(key=key_of(request)).first() if offered else None
    kept = {"fields": copy.fields, "saved_at": since(copy)} if copy else None
    return {"kept": kept}


@register.filter
def tells_saved(tags: str) -> str:
    """The address of the form that a message says is saved; empty for other messages."""
    return next((each.removeprefix(f"{TAG}:") for each in tags.split() if each.startswith(f"{TAG}:")), "")
