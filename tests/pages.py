"""Reading pages in tests."""

import re
from datetime import date
from typing import Any

# Sent along by the page that shows who will be told what.
SEEN = {"confirm": "1"}


def text(answer: Any) -> str:
    """What a page says, in one line without marks."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    words = re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("&amp;", "&")
    return re.sub(r"\s+", " ", words)


def error_beside(answer: Any, field: str) -> str:
    """The error message that stands beside a field; empty where there is none."""
    found = re.search(rf'id="id_{field}(_\d+)?_\d*_?error"[^>]*>(.*?)</', answer.content.decode(), re.S)
    form = answer.context["form"]
    listed = " ".join(form.errors.get(field, []))
    assert not listed or found or listed in text(answer), f"{field}: {listed} is not on the page"
    return listed


def in_boxes(name: str, day: date | str) -> dict[str, Any]:
    """A date as its three boxes are sent: a date, or "31 2 2022"."""
    parts = [str(day.day), str(day.month), str(day.year)] if isinstance(day, date) else day.split(" ")
    return {f"{name}_{number}": part for number, part in enumerate(parts)}
