"""The outcome letter in public: from its publication on and not before, in the register, the feed and as data (G26)."""

import csv
import hashlib
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.models import Outcome
from letters.models import LetterFile
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import finals
from tests.letters.finals import AT, DUE
from tests.pages import text
from tests.public.scene import issue
from tests.public.test_finding import old

LISTS = ("/outcomes/", "/outcomes/outcomes.csv", "/outcomes/outcomes.json", "/outcomes/feed/", "/sitemap.xml")
FILES = ("pdf", "large-print", "html", "text")


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    """With the area under embargo, the visit announced by its letter to parents."""
    standing_clock.now = AT
    cast = finals.sent()
    issue(cast, at=AT)
    return cast


def lists(reader: Client) -> list[bytes]:
    return [reader.get(address).content for address in LISTS]


def publish(cast: Cast, clock: StandingClock) -> None:
    clock.now = DUE
    finals.publish_now(cast, DUE)


def asked(reader: Client, address: str) -> tuple[Any, list[str]]:
    with CaptureQueriesContext(connection) as run:
        answer = reader.get(address)
    said = [query["sql"].replace("essez-2022", "essex-2022") for query in run.captured_queries]
    return (answer.status_code, answer.content, sorted(answer.items())), said


def test_g26_before_its_moment_nothing_tells_of_it(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    standing_clock.now = DUE - timedelta(seconds=1)
    for code in FILES:
        there, nowhere = (
            asked(reader, f"/visits/{name}/outcome/{code}/") for name in ("essex-2022", "essez-2022")
        )
        assert there == nowhere and there[0][0] == 404 and len(there[1]) == 1
    page = text(reader.get("/visits/essex-2022/"))
    assert "normally published within 33 working days" in page and "Sufficient progress" not in page
    before = lists(reader)
    assert not any(b"essex" in body.lower() for body in before[:4])
    finals.recall(cast)
    assert lists(reader) == before


def test_g26_from_its_moment_on_everybody_reads_it_as_it_was_signed(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    publish(cast, standing_clock)
    page = text(reader.get("/visits/essex-2022/"))
    assert "2 of 2 weaknesses" in page and "published on 7 July 2022" in page
    assert page.count("Sufficient progress") == 2
    for code in FILES:
        answer = reader.get(f"/visits/essex-2022/outcome/{code}/")
        file = LetterFile.objects.get(letter__kind="outcome", format=code)
        assert hashlib.sha256(answer.content).hexdigest() == file.sha256
        assert answer["ETag"] == f'"{file.sha256}"'
    again = reader.get("/visits/essex-2022/outcome/pdf/", headers={"if-none-match": f'"{pdf_hash()}"'})
    assert again.status_code == 304
    for address in LISTS:
        assert "essex" in reader.get(address).content.decode().lower(), address


def pdf_hash() -> str:
    return LetterFile.objects.get(letter__kind="outcome", format="pdf").sha256


def test_the_register_is_searched_filtered_and_paged_by_the_same_statements(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    publish(cast, standing_clock)
    others = [old(number) for number in range(30)]
    Outcome.objects.filter(revisit__in=others[:3]).update(sufficient=0, not_sufficient=4)
    with CaptureQueriesContext(connection) as run:
        first = text(reader.get("/outcomes/"))
    assert len(run) == 3
    assert "31 published outcomes, page 1 of 2" in first and "Letter (PDF)" in first
    assert "Source: s" in first
    for query, said in (
        ("q=essex+county", "1 published outcome."),
        ("q=Nowhere", "No published outcome is like this."),
        ("year=2021", "30 published outcomes"),
        ("decision=none", "3 published outcomes"),
        ("decision=all&year=2022", "1 published outcome."),
        ("decision=some", "No published outcome"),
        ("year=20222&decision=x&page=z", "31 published outcomes"),
    ):
        assert said in text(reader.get(f"/outcomes/?{query}")), query


def test_csv_and_json_have_all_that_was_asked_for_and_the_licence(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    publish(cast, standing_clock)
    other = old(1)
    Outcome.objects.filter(revisit=other).update(source="=cmd()")
    rows = list(csv.DictReader(io.StringIO(reader.get("/outcomes/outcomes.csv").content.decode("utf-8-sig"))))
    assert [row["reference"] for row in rows] == ["essex-2022", other.reference]
    assert rows[0]["letter"].endswith("/visits/essex-2022/outcome/pdf/") and rows[1]["letter"] == ""
    assert rows[1]["source"] == "'=cmd()"
    said = json.loads(reader.get("/outcomes/outcomes.json?decision=all&q=essex").content)
    assert said["licence"] == "Open Government Licence v3.0"
    (row,) = said["outcomes"]
    assert (row["sufficient"], row["weaknesses"], row["published_on"]) == (2, 2, "2022-07-07")
    assert row["last_day"] == str(date(2022, 5, 19))


def test_the_feed_is_atom_and_names_each_letter_once(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    publish(cast, standing_clock)
    answer = reader.get("/outcomes/feed/")
    body = answer.content.decode()
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert body.count("<entry>") == 1 and "Essex: outcome of the re-visit" in body
    assert "<published>2022-07-07T08:30:00+00:00</published>" in body
    assert (
        "Sufficient progress in 2 of 2 weaknesses." in body and answer["Cache-Control"] == "public, no-cache"
    )


def test_nothing_of_the_register_is_kept_over_a_publication(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    marks = {address: reader.get(address)["ETag"] for address in LISTS[:3]}
    for address, mark in marks.items():
        assert reader.get(address, headers={"if-none-match": mark}).status_code == 304
    publish(cast, standing_clock)
    for address, mark in marks.items():
        answer = reader.get(address, headers={"if-none-match": mark})
        assert (answer.status_code, answer["Cache-Control"]) == (200, "public, no-cache")
