"""A real browser, the live site, and the real worker and mailbox behind it."""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from revisits.accounts.demo_people import demo_people
from revisits.accounts.models import User
from revisits.demo.clock import set_clock
from revisits.demo.people import make_people
from tests import chromium
from tests.browser.processes import mailbox, worker
from tests.browser.scene import Scene, set_scene
from tests.demo import loading
from tests.patience import eventually
from tests.rendering import plainly_rendered
from tests.snapshots import kept

__all__ = ["plainly_rendered"]
PASSWORD = "a long pass phrase of the tests"
NOTICE_DAY = "2022-05-03T08:30"
PATIENCE = 40_000  # Milliseconds for what a page shows or lets one press: a busy machine is slow, not wrong.
expect.set_options(timeout=PATIENCE)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module", autouse=True)
def _plainly(plainly_rendered: None) -> None:
    """No test of this folder reads a template's context."""


@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    """One browser for all tests of this folder; without Chromium they are skipped, with advice."""
    program = chromium.executable()
    if program is None:
        pytest.skip(chromium.ADVICE)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), headless=True, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Site:
    """The live site, and browser contexts of people who are signed in to it."""

    address: str
    chrome: Browser
    opened: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)

    def visitor(self, *, width: int = 1100, script: bool = True) -> Page:
        """Somebody who is not signed in, with a window of that many pixels."""
        context = self.chrome.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE)
        self.opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if _policy(line.text) else None)
        return page

    def signed_in(self, name: str, *, width: int = 1100, script: bool = True) -> Page:
        """A demo person, at home; `name` as the sign-in page offers it. Signed in already: the page is tested apart."""
        page = self.visitor(width=width, script=script)
        self.become(name, page)
        page.goto("/")
        return page

    def become(self, name: str, page: Page) -> None:
        """Go on in that window as that person, or as nobody."""
        page.context.clear_cookies()
        if name:
            value = self.sessions.get(name) or self.sessions.setdefault(name, _session(name))
            key = django_settings.SESSION_COOKIE_NAME
            page.context.add_cookies([{"name": key, "value": value, "url": self.address}])


def _session(name: str) -> str:
    browser = Client()
    browser.force_login(demo_people().get(name=name))
    return str(browser.session.session_key)


def _policy(line: str) -> bool:
    return "Content Security Policy" in line and "sandbox" not in line


@pytest.fixture
def demo(settings: Settings, live_server: LiveServer) -> None:
    """The demo on the morning of the notice of Essex, with people but without cases."""
    settings.DEMO = True
    set_clock(NOTICE_DAY)
    make_people([])
    lead = User.objects.get(name="Paul Wilson")
    lead.set_password(PASSWORD)
    lead.save()


@pytest.fixture
def loaded(settings: Settings, live_server: LiveServer) -> None:
    """The whole demo on that morning: four real cases in mid-flight and 46 published outcomes."""
    settings.DEMO, settings.DEMO_CLOCK = True, NOTICE_DAY
    loading.loaded()
    set_clock(NOTICE_DAY)


@pytest.fixture
def scene(settings: Settings, live_server: LiveServer) -> Scene:
    """The whole demo, and in it the scene."""
    settings.DEMO, settings.DEMO_CLOCK = True, NOTICE_DAY
    return load_scene()


def load_scene() -> Scene:
    found = kept("scene", _make_scene)
    set_clock(NOTICE_DAY)
    return found


def _make_scene() -> Scene:
    loading.loaded()
    set_clock(NOTICE_DAY)
    return set_scene()


@pytest.fixture
def site(chrome: Browser, live_server: LiveServer) -> Iterator[Site]:
    """The site; what its scripts or its content policy complained of fails the test."""
    found = Site(live_server.url, chrome)
    with all_answered():
        yield found
        for context in found.opened:
            context.close()
    assert not found.errors


@contextmanager
def all_answered() -> Iterator[None]:
    """Ends when the live server has nothing in hand: what pages say in leaving would get in the way of the emptying
    of the tables, and leave rows in them."""
    in_hand: set[int] = set()

    def begun(**kwargs: Any) -> None:
        in_hand.add(threading.get_ident())

    def answered(**kwargs: Any) -> None:
        in_hand.discard(threading.get_ident())

    request_started.connect(begun)
    request_finished.connect(answered)
    try:
        yield
        assert eventually(lambda: not in_hand), "a request is never answered"
    finally:
        request_started.disconnect(begun)
        request_finished.disconnect(answered)


@pytest.fixture
def at_work(live_server: LiveServer, tmp_path: Path) -> Iterator[None]:
    """A real worker with beat, and the demo's real SMTP server, on the database of the test."""
    with ExitStack() as running:
        port = running.enter_context(mailbox(tmp_path))
        running.enter_context(worker(tmp_path, port))
        yield
