"""Forms that save themselves: what a browser sends of them, understood or refused, and what a saved form ends.

A form with `{% autosave %}` in its tag and `{% unsaved %}` before it keeps itself, here and in `static/js/drafts.js`.
Its view calls `saved` once its own action has succeeded.
"""

import json
from datetime import UTC
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from inspections.actions.working_copies import forget_copy
from inspections.models import WorkingCopy
from inspections.models.working_copy import LONGEST_KEY
from revisits.accounts.access import signed_in

Fields = dict[str, list[str]]
MOST_BYTES = 400_000
MOST_FIELDS, MOST_TEXTS, LONGEST_NAME = 500, 1000, 100
# The message that tells of a saved form carries this and the form's address among its tags.
TAG = "saved-form"


class Misshapen(Exception):
    """This is not what a form sends; the message says how, for whoever writes such a form."""


def understood(body: bytes, person: int) -> Fields:
    """`{"person": key, "fields": {name: [text, …]}}` as it came in; a page that was open before somebody else signed
    in names another `person`. Raises Misshapen for anything else, and for too much of it."""
    if len(body) > MOST_BYTES:
        raise Misshapen("It is too long.")
    try:
        given = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise Misshapen("It is no JSON.") from None
    fields = given.get("fields") if isinstance(given, dict) else None
    if not isinstance(fields, dict) or set(given) != {"fields", "person"}:
        raise Misshapen("It has no fields.")
    if given["person"] != person:
        raise Misshapen("Somebody else is signed in by now.")
    if len(fields) > MOST_FIELDS or not all(_sound(name, texts) for name, texts in fields.items()):
        raise Misshapen("Its fields are not texts by name.")
    return fields


def since(copy: WorkingCopy) -> str:
    """When it was kept, as pages and answers tell it to browsers, who compare the two."""
    return copy.saved_at.astimezone(UTC).isoformat()


def key_of(request: HttpRequest) -> str:
    """The address of the form that is shown or was sent, without its query."""
    return request.path[:LONGEST_KEY]


def saved(request: HttpRequest, said: str) -> None:
    """The form of this request is saved: its unsent words go, here at once and on the device with the next page."""
    key = key_of(request)
    forget_copy(key=key, by=signed_in(request))
    messages.success(request, said, extra_tags=f"{TAG}:{key}")


def _sound(name: str, texts: Any) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and isinstance(texts, list)
        and len(texts) <= MOST_TEXTS
        and all(isinstance(text, str) for text in [name, *texts])
        and all(_storable(text) for text in [name, *texts])
    )


def _storable(text: str) -> bool:
    """PostgreSQL keeps neither NUL nor half of a character."""
    return "\0" not in text and not any("\ud800" <= each <= "\udfff" for each in text)
