"""A form typed on a tablet: the connection breaks, the browser is closed, the server dies. Nothing is lost."""

import re
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from socket import create_connection, socket

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from inspections.models import KitRecord, WorkingCopy
from revisits.accounts.demo_people import demo_people
from revisits.demo.clock import set_clock
from tests import chromium
from tests.browser.conftest import ARGUMENTS, PATIENCE, Site
from tests.browser.faults import faults
from tests.browser.scene import LEAD, Scene
from tests.patience import eventually

ATTENDED, SHARED = "Who attended?", "What was shared?"
LEFT = re.compile(r"You left this unsaved on 10 May, 14:\d\d, on this device\.")
COPIES = """() => Object.keys(localStorage).filter((name) => name.startsWith("revisits.unsaved."))"""


@pytest.fixture
def form(scene: Scene) -> str:
    """The address of the record of the second on-site day, in the afternoon of that day."""
    set_clock("2022-05-10T14:02")
    return reverse("kit-write", args=[scene.case.reference, 2])


class Line(socketserver.ThreadingTCPServer):
    """A line to the live server. While it is `dead`, what is sent goes in and nothing comes out."""

    allow_reuse_address, daemon_threads, dead = True, True, False

    def __init__(self, to: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.to = to
        self.lost = 0


class Passing(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        with create_connection(self.server.to) as other:
            back = threading.Thread(target=self.passed, args=(other, self.request), daemon=True)
            back.start()
            self.passed(self.request, other)

    def passed(self, one: socket, other: socket) -> None:
        """Block by block, until either side ends or the line is dead."""
        try:
            while block := one.recv(65536):
                if self.server.dead:
                    self.server.lost += 1
                    break
                other.sendall(block)
        except OSError:
            pass
        for end in (one, other):
            end.close()


class Browser:
    """A browser with a folder of its own, so that it can be closed and opened again."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder

    def opened(self, name: str, form: str) -> Page:
        """Opened anew: whoever closed it has to sign in again."""
        self.context: BrowserContext = self.site.chrome.browser_type.launch_persistent_context(
            self.folder, executable_path=str(chromium.executable()), headless=True, args=ARGUMENTS,
            base_url=self.site.address, viewport={"width": 768, "height": 1024},
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE)
        self.site.opened.append(self.context)
        sign_in(self.context, name, self.site.address)
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.site.errors.append(str(error)))
        page.goto(form)
        return page

    def closed(self, line: Line) -> None:
        """While it closes it would have its connection for a moment, and use it."""
        line.dead = True
        self.context.close()
        line.dead = False


def sign_in(context: BrowserContext, name: str, address: str) -> None:
    client = Client()
    client.force_login(demo_people().get(name=name))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": address}])


def stands(page: Page, words: str) -> None:
    """What the line above the form says."""
    expect(page.locator("[data-autosave-line]")).to_contain_text(words)


def sent_by_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Keep the record").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Keeping-in-touch meeting, day 2: recorded.")).to_be_visible()


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    host, _, port = site.address.removeprefix("http://").partition(":")
    with Line((host, int(port))) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        site.address = f"http://127.0.0.1:{found.server_address[1]}"
        yield found
        found.shutdown()


def typed_without_a_connection(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_label(SHARED).fill("Waiting times")
    stands(page, "No connection: kept on this device, tried again in")
    page.get_by_role("button", name="Keep the record").click()
    stands(page, "No connection: the form was not sent.")
    expect(page.get_by_label(SHARED)).to_have_value("Waiting times")


def test_what_is_typed_without_a_connection_outlives_the_browser_and_is_sent_by_keyboard(
    form: str, line: Line, site: Site, tmp_path: Path
) -> None:
    browser = Browser(site, tmp_path)
    page = browser.opened(LEAD, form)
    page.get_by_label(ATTENDED).fill("Director")
    stands(page, "Saved on the server at 14:0")
    assert WorkingCopy.objects.get().fields["attended"] == ["Director"]
    typed_without_a_connection(page)
    browser.closed(line)

    page = browser.opened(LEAD, form)
    offer = page.get_by_role("region", name="Not saved yet")
    expect(offer).to_be_focused()
    expect(offer.get_by_text(LEFT)).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Tab")
    # The newer first: the server may have had one more of which no word came back.
    expect(page.get_by_role("button", name="Use it").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label(ATTENDED)).to_be_focused()
    expect(page.get_by_label(SHARED)).to_have_value("Waiting times")
    stands(page, "Saved on the server at 14:0")
    page.reload()
    offer = page.get_by_role("region", name="Not saved yet")
    expect(offer.get_by_text(re.compile(r"unsaved on 10 May, 14:\d\d\.$"))).to_be_visible()
    offer.get_by_role("button", name="Use it").click()
    sent_by_keyboard(page)
    record = KitRecord.objects.get(revisit__reference=form.split("/")[2])
    assert (record.shared, page.evaluate(COPIES)) == ("Waiting times", [])
    # What was on its way as the form was sent may come in after it: then the page takes it back.
    assert eventually(lambda: not WorkingCopy.objects.exists())
    page.goto(form)
    expect(page.get_by_role("region", name="Not saved yet")).to_be_hidden()


def test_a_server_that_dies_while_it_saves_loses_nothing(form: str, line: Line, site: Site) -> None:
    page = site.signed_in(LEAD, width=768)
    page.goto(form)
    page.get_by_label(ATTENDED).fill("Director")
    stands(page, "Saved on the server")
    line.dead = True
    page.get_by_label(SHARED).fill("Waiting times")
    stands(page, "No connection: kept on this device, tried again in")
    assert line.lost
    line.dead = False
    stands(page, "Saved on the server")
    assert WorkingCopy.objects.get().fields["shared"] == ["Waiting times"]


def test_a_device_keeps_it_for_its_person_alone(form: str, site: Site) -> None:
    page = site.signed_in(LEAD)
    page.goto(form)
    page.get_by_label(ATTENDED).fill("Director")
    stands(page, "Saved on the server")
    assert len(page.evaluate(COPIES)) == 1
    sign_in(page.context, "Demo CQC inspector", site.address)
    page.goto(form)
    expect(page.get_by_label(ATTENDED)).to_have_value("")
    assert page.evaluate(COPIES) == []
    on_their_way: list[Route] = []
    page.route("**/working-copies/**", lambda route: on_their_way.append(route))
    page.get_by_label(ATTENDED).fill("Leaders")
    stands(page, "Saved on this device")
    page.unroute("**/working-copies/**")
    page.route("**/working-copies/**", lambda route: route.abort())
    for each in on_their_way:
        each.abort()
    page.get_by_label(SHARED).fill("Only here")
    stands(page, "tried again in")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("button", name="Sign out", exact=True).click()
    assert "kept on this device alone" in asked[0]
    assert len(page.evaluate(COPIES)) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page).to_have_url(re.compile("/sign-in/"))
    assert page.evaluate(COPIES) == []
