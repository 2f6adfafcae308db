"""Addresses of a case's pages, remembered: a table asks for the same ones row after row, page after page."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=20_000)
def address(name: str, *args: str | int) -> str:
    """The address that `name` has in urls.py, with these arguments."""
    return reverse(name, args=args)
