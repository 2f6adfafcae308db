"""Nothing confidential comes out anywhere: every page, file, list, search and e-mail, walked as everybody."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import reverse

from notifications.domain.post import as_email
from notifications.models import OutboxMessage
from tests.cast import Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.letters.rendering.pdf_reader import shown
from tests.markers import Marker, plant
from tests.notifications.conftest import expand_all
from tests.routes import ROWS, addresses

# The office's own pages are Django's: who opens them at all is tested in test_access.
LEFT_OUT = re.compile(r"^/office/|^/static/")
# The pages of a case's events differ by the event alone: one of them is looked at.
EVENTS = re.compile(r"/timeline/\d+/")


class Links(HTMLParser):
    """The addresses that a page leads to by links and by forms that are got."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and (href := given.get("href")):
            self.found.add(href)


def body(answer: Any) -> str:
    """All that an answer says, whatever its format."""
    raw: bytes = b"".join(answer) if answer.streaming else answer.content
    if raw.startswith(b"%PDF"):
        return "".join(text for text, _ in shown(raw))
    return raw.decode(errors="replace") + str(answer.headers)


def crawl(browser: Client, start: list[str]) -> Iterator[tuple[str, str]]:
    """Each address that can be reached, with all that it says."""
    waiting, seen = list(start), {EVENTS.sub("/timeline/n/", path) for path in start}
    for path in waiting:
        answer = browser.get(path)
        said = body(answer)
        yield path, said
        found = {*Links(said).found, *filter(None, [answer.get("Location")])}
        for href in found:
            target = urlsplit(urljoin(path, href))
            address = target.path + (f"?{target.query}" if target.query else "")
            kind = EVENTS.sub("/timeline/n/", address)
            if not (target.netloc or target.scheme or LEFT_OUT.search(target.path) or kind in seen):
                seen.add(kind)
                waiting.append(address)


def test_a_marker_is_seen_by_its_readers_and_by_nobody_else(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    start = [*addresses(cast).values(), *addresses(other).values()]
    markers = list(plant(cast, other))
    start += [f"{reverse('revisits')}?q={marker.stem}" for marker in markers]
    start += [f"{reverse('revisits-csv')}?q={marker.stem}" for marker in markers]
    leaks, seen = [], dict.fromkeys(markers, frozenset[str]())
    for name, person in [*cast.people.items(), ("nobody", None)]:
        for path, said in crawl(signed_in(person), start):
            for marker in markers:
                if marker.tail in said:
                    seen[marker] |= {name}
                    if name not in marker.readers:
                        leaks.append(f"{name} read {marker.stem} at {path}")
    assert leaks == []
    # Otherwise the walk would prove nothing: somebody does come upon each of them.
    assert [marker.stem for marker, who in seen.items() if not who] == []


def test_no_answer_to_a_form_says_more_than_its_page(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    where = [addresses(cast), addresses(other)]
    markers = list(plant(cast, other))
    leaks = []
    for name, person in cast.people.items():
        browser = signed_in(person)
        for row in (row for row in ROWS if row.post is not None and name not in row.post):
            for found in where:
                said = body(browser.post(found[row.name], {"q": markers[0].stem}))
                told = [each.stem for each in markers if each.tail in said and name not in each.readers]
                leaks += [f"{name} read {stem} at {row.name}" for stem in told]
    assert leaks == []


def test_an_email_tells_nobody_what_they_may_not_read(cast: Cast) -> None:
    cast.notify()
    markers: list[Marker] = list(plant(cast, make_elsewhere(cast)))
    expand_all()
    names = {person.pk: name for name, person in cast.people.items()}
    rows = list(OutboxMessage.objects.select_related("attach_letter"))
    assert rows
    for row in rows:
        said = as_email(row).message().as_string() + row.text + row.html + row.subject
        name = names.get(row.recipient_user_id or 0, "a mailbox")
        for marker in markers:
            assert marker.tail not in said or name in marker.readers, f"{name} is sent {marker.stem}"
