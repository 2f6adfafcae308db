"""The record as people read it: from and to in words, narrowed, paged by key, downloaded, by whom it is for."""

import csv
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.actions.team import add_member
from inspections.actions.timeline import compute_timeline, override_date
from inspections.models import Revisit, TimelineEvent
from inspections.tasks import compute_timeline as compute_task
from revisits.acting import acting
from revisits.record.models import Entry
from revisits.record.reading import read
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.pages import text
from tests.row import STAFF

CHANGES, READINGS = "?show=changes", "?show=readings"


@pytest.fixture
def history(cast: Cast) -> str:
    return reverse("history", args=[cast.revisit.reference])


def rows(answer: Any) -> list[dict[str, str]]:
    content = b"".join(answer).decode().removeprefix("\ufeff")
    return list(csv.DictReader(content.splitlines()))


def change_place(cast: Cast, place: str) -> None:
    with acting(person=cast.owner.pk, means="web"):
        Revisit.objects.filter(pk=cast.revisit.pk).update(open_meeting_place=place)


def test_a_change_is_told_from_and_to_by_whom_and_why(cast: Cast, signed_in: SignedIn, history: str) -> None:
    with acting(person=cast.owner.pk, means="web"):
        override_date(
            event=cast.event("open_meeting"),
            on=date(2022, 5, 18),
            time="",
            reason="The hall",
            by=cast.owner,
            at=NOW,
        )
        add_member(
            revisit=cast.revisit,
            user=cast["hmi"],
            role="hmi",
            reason="SEND in Kent",
            experience="Two areas",
            by=cast.owner,
            at=NOW,
        )
    page = text(signed_in(cast.owner).get(history + CHANGES))
    assert "Timeline event changed: Open meeting" in page
    assert "Why: The hall" in page
    assert "Planned on: 17 May 2022 → became 18 May 2022" in page
    assert "Overridden by: nothing → became The owner" in page
    assert "Team member added: The hmi, HMI by The owner" in page
    assert "26 timeline events added by the program" in page
    assert "Weakness added: 1. Joint commissioning" in page or "2 weaknesses added" in page


def test_rows_that_are_gone_keep_their_names(cast: Cast, signed_in: SignedIn, history: str) -> None:
    cast.revisit.wsoa.weaknesses.filter(number=1).delete()
    page = text(signed_in(cast.owner).get(history + CHANGES + "&kind=delete"))
    assert "Weakness deleted: Joint commissioning" in page


def test_it_is_narrowed_by_kind_person_and_day(cast: Cast, signed_in: SignedIn, history: str) -> None:
    change_place(cast, "Town Hall")
    browser = signed_in(cast.owner)
    today = Entry.objects.latest("pk").at.date()

    def said(asked: str) -> bool:
        return "Town Hall" in text(browser.get(f"{history}{CHANGES}&{asked}"))

    assert said("kind=update") and said("kind=inspections_revisit") and said("who=owner@")
    assert said(f"since={today}&until={today}")
    assert not said("kind=delete") and not said("kind=inspections_wsoa") and not said("who=support")
    assert not said(f"until={date(2020, 1, 1)}") and not said(f"since={date(2049, 1, 1)}")
    assert said("kind=nonsense&since=31-31-31&before=x")


def test_pages_go_by_key_and_cost_the_same(cast: Cast, signed_in: SignedIn, history: str) -> None:
    browser = signed_in(cast.owner)
    browser.get(history + CHANGES)
    counts = []
    for number in (51, 60):
        for place in range(number):
            change_place(cast, f"Room {number}-{place}")
        with CaptureQueriesContext(connection) as captured:
            answer = browser.get(history + CHANGES + "&kind=inspections_revisit")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 11
    assert "Room 60-59" in text(answer)
    older = answer.context["page"].older
    second = text(browser.get(f"{history}{CHANGES}&kind=inspections_revisit&before={older}"))
    assert "Room 60-9" in second
    assert "Room 60-10" not in second


def test_who_may_see_what_of_a_case(cast: Cast, signed_in: SignedIn, history: str) -> None:
    changes = {who for who in STAFF if signed_in(cast[who]).get(history + CHANGES).status_code == 200}
    readings = {who for who in STAFF if signed_in(cast[who]).get(history + READINGS).status_code == 200}
    assert changes == {"owner", "cqc", "senior_hmi", "cqc_qa", "support", "administrator"}
    assert readings == {"owner", "support", "administrator"}
    assert signed_in(cast["cqc"]).get(history + "?show=nonsense").status_code == 404


def test_readings_are_listed_apart_from_changes(cast: Cast, signed_in: SignedIn, history: str) -> None:
    read(person=cast["cqc"].pk, what=cast.revisit, case=cast.revisit.pk, part="draft letter, version 1")
    browser = signed_in(cast.owner)
    assert "Read: draft letter, version 1 by The cqc" in text(browser.get(history + READINGS))
    assert "draft letter, version 1" not in text(browser.get(history + CHANGES))


def test_the_download_is_what_is_shown_and_safe_in_a_spreadsheet(
    cast: Cast, signed_in: SignedIn, history: str
) -> None:
    change_place(cast, "=HYPERLINK(1)")
    browser = signed_in(cast.owner)
    address = reverse("history-csv", args=[cast.revisit.reference])
    found = rows(browser.get(f"{address}{CHANGES}&kind=update"))
    places = [(row["to"], row["who"]) for row in found if row["field"] == "Open meeting place"]
    assert places == [("'=HYPERLINK(1)", "The owner")]
    happened = rows(browser.get(address))
    assert [row["what"] for row in happened] == ["Case created"]
    assert happened[0]["who"] == "The owner"
    taken = Entry.objects.filter(operation="download").order_by("pk").values_list("after", "case")
    assert list(taken) == [
        ({"part": "Every change, as CSV"}, cast.revisit.pk),
        ({"part": "What happened, as CSV"}, cast.revisit.pk),
    ]
    assert signed_in(cast["cqc"]).get(address + READINGS).status_code == 404


def test_the_whole_record_shows_people_and_every_case(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["administrator"])
    with acting(person=cast["support"].pk, means="web"):
        cast["hmi"].telephone = "0123"
        cast["hmi"].save()
    change_place(cast, "Town Hall")
    page = text(browser.get(reverse("record")))
    assert "User changed: The hmi by The support" in page
    assert "Telephone: nothing → became 0123" in page
    assert f"Re-visit changed: {cast.revisit.reference} by The owner" in page
    assert "Town Hall" not in text(browser.get(reverse("record") + "?kind=accounts_user"))
    assert "Nothing on record matches." in text(browser.get(reverse("record") + "?who=nobody"))
    found = rows(browser.get(reverse("record-csv") + "?kind=accounts_user"))
    assert [row["which"] for row in found if row["field"] == "Telephone" and row["from"]] == ["The hmi"]


def test_a_page_that_only_reads_asks_the_database_nothing_more(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.owner)
    browser.get(reverse("revisits"))
    with CaptureQueriesContext(connection) as captured:
        browser.get(reverse("revisits"))
    assert not [
        query["sql"] for query in captured if "revisits.acting" in query["sql"] or "record_" in query["sql"]
    ]


def test_what_a_request_writes_is_by_whoever_signed_in(cast: Cast, signed_in: SignedIn) -> None:
    event = cast.event("information_request")
    address = reverse("done", args=[cast.revisit.reference, event.pk])
    posted = {"done_on_0": "3", "done_on_1": "5", "done_on_2": "2022"}
    assert signed_in(cast["cqc"]).post(address, posted).status_code == 302
    entry = Entry.objects.filter(table=TimelineEvent._meta.db_table, row=str(event.pk)).latest("pk")
    assert (entry.person, entry.means) == (cast["cqc"].pk, "web")


def test_what_a_task_writes_is_by_the_task(cast: Cast) -> None:
    Revisit.objects.update(timeline_stale=True, has_open_meeting=False)
    compute_task.apply(args=(cast.revisit.pk,))
    gone = Entry.objects.filter(operation="delete").latest("pk")
    assert (gone.person, gone.means) == (None, "task inspections.compute_timeline")
    Revisit.objects.update(timeline_stale=True, has_open_meeting=True)
    compute_timeline(revisit_id=cast.revisit.pk, at=NOW)
    assert Entry.objects.latest("pk").means == "program"
