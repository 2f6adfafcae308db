"""A walk through all that a person can come upon, by every link of every page from where they start."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from tests.letters.rendering.pdf_reader import shown
from tests.properties import DEEP

# As our templates and Django's write them; a parser of HTML would take as long as the page.
LINK = re.compile(r'<a(?=\s)[^>]*?\shref="([^"]+)"')
LEFT_OUT = re.compile(r"^/static/")
# The office's lists are Django's, with a link for every order and filter: they show the same rows again.
AGAIN = re.compile(r"^/office/.*[?]")
# Of pages that differ by an event, a person, a language, a message or the words of a search alone.
OF_A_KIND = 2 if DEEP else 1
# What each message tells of a case, tests/leaks/test_tried.py and tests/notifications/test_every_message.py look at.
NAMED = re.compile(r"^/(revisits|bank/pages|messages)/[^/]+/")
# But for what has readers of its own.
EACH = re.compile(r"/(comments|evidence|documents|notes|needs|requests)/\d+/|/registrations/|/questions/")


def links(html: str) -> set[str]:
    """The addresses that a page's links lead to."""
    return {unescape(href) for href in LINK.findall(html)}


@dataclass(frozen=True)
class Stop:
    """What an address answered, whatever its format; `linked` where a page led there."""

    address: str
    status: int
    said: str
    linked: bool


def walk(get: Callable[[str], Any], start: Iterable[str]) -> Iterator[Stop]:
    """Every stop, the start's first; `get` asks for an address as somebody."""
    waiting = [(address, False) for address in start]
    seen = {address for address, _ in waiting}
    kinds = Counter(kind(address) for address in seen)
    for address, linked in waiting:
        answer = get(address)
        said = body(answer)
        yield Stop(address, answer.status_code, said, linked)
        onward = {answer["Location"]: False} if answer.has_header("Location") else {}
        for href, linked_here in [*onward.items(), *((href, True) for href in sorted(links(said)))]:
            target = urlsplit(urljoin(address, href))
            found = target._replace(fragment="").geturl()
            if target.netloc or target.scheme or found in seen or left_out(found):
                continue
            seen.add(found)
            kinds[kind(found)] += 1
            if kinds[kind(found)] <= OF_A_KIND or EACH.search(found):
                waiting.append((found, linked_here))


def left_out(address: str) -> bool:
    return bool(LEFT_OUT.search(address) or AGAIN.search(address))


def kind(address: str) -> str:
    """The address without its numbers and names, and without what a search was for."""
    target = urlsplit(address)
    given = parse_qsl(target.query)
    asked = "&".join(
        name if name in ("q", "page", "before", "next") else f"{name}={value}" for name, value in given
    )
    path = NAMED.sub(r"/\1/a-name/", target.path)
    return f"{re.sub(r'[0-9]+', 'n', path)}?{asked}"


def body(answer: Any) -> str:
    """All that an answer says, its headings included; of a PDF the text that it shows."""
    raw: bytes = b"".join(answer) if answer.streaming else answer.content
    if raw.startswith(b"%PDF"):
        return "".join(text for text, _ in shown(raw))
    return raw.decode(errors="replace") + str(answer.headers)
