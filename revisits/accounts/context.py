"""What every template may ask."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from revisits import clock
from revisits.accounts import access


class May:
    """`{% if may.create_case %}`: the permissions of the person who is looking, by name. `may.create_case_everywhere`
    is of a role that is not for one area or case alone."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, name: str) -> bool:
        return name in self.names

    @cached_property
    def names(self) -> frozenset[str]:
        """Read when a template first asks, and once: rows of a table ask again and again."""
        found = access.grants(self.request.user)
        names = {permission.name.lower() for permission in found}
        on_all = (each for each, grants in found.items() if any(grant.everywhere for grant in grants))
        return frozenset(names | {f"{permission.name.lower()}_everywhere" for permission in on_all})


def site(request: HttpRequest) -> dict[str, Any]:
    """The demo flag and clock, what the reader may do, and after how many seconds without a request they are out."""
    return {
        "demo": settings.DEMO,
        "clock_now": clock.now,
        "may": May(request),
        "idle_seconds": settings.IDLE_MINUTES * 60,
    }
