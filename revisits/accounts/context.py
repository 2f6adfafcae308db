"""What every template may ask."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from revisits import clock
from revisits.accounts import access


class May:
    """`{% if may.create_case %}`: the permissions of the person who is looking, by name."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, name: str) -> bool:
        held = access.grants(self.request.user)
        return any(permission.name.lower() == name for permission in held)


def site(request: HttpRequest) -> dict[str, Any]:
    """The demo flag and clock, and what the reader may do."""
    return {"demo": settings.DEMO, "clock_now": clock.now, "may": May(request)}
