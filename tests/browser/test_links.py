"""Nobody is offered a link that leads nowhere: every link of every page, followed as each kind of person."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from revisits.accounts.models import User
from tests.browser.conftest import NOTICE_DAY, load_scene

PEOPLE = (
    "paul.wilson", "claire.prince", "cqc", "hmi", "senior-hmi", "cqc-qa", "support", "administrator", "dfe",
    "lano", "dcs", "health", "forum", "representative",
)  # fmt: skip
# Django's own admin is not ours to walk; files are rendered, and tested, elsewhere.
LEFT_OUT = re.compile(r"^/office/|^/static/|preview\.pdf$")


class Links(HTMLParser):
    """The addresses that a page's links lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.add(href)


def kind(path: str) -> str:
    """Pages that differ by a number alone are looked at once, and so are those of the cases behind two."""
    path = re.sub(r"^/revisits/(?!essex|bournemouth)[^/]+/", "/revisits/other/", path)
    return re.sub(r"/\d+/", "/n/", path)


def dead_links(client: Client) -> list[str]:
    waiting, seen, dead = ["/"], {"/"}, []
    for path in waiting:
        response = client.get(path, follow=True)
        if response.status_code >= 400:
            dead.append(f"{response.status_code} {path}")
        if not response["Content-Type"].startswith("text/html") or response.streaming:
            continue
        for href in sorted(Links(response.content.decode()).found):
            target = urlsplit(urljoin(path, href))
            if target.netloc or target.scheme or LEFT_OUT.search(target.path) or kind(target.path) in seen:
                continue
            seen.add(kind(target.path))
            waiting.append(target.path)
    return dead


@pytest.mark.django_db
def test_no_link_is_dead_for_anybody(settings: Settings) -> None:
    settings.DEMO, settings.DEMO_CLOCK = True, NOTICE_DAY
    load_scene()
    found = {}
    for name in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@demo.example"))
        if dead := dead_links(client):
            found[name] = dead
    assert found == {}
