"""The list of re-visits and its CSV."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections import csv_export
from inspections.importing.outcomes import import_outcomes
from inspections.models import InitialInspection, LocalArea, Revisit, TeamMember, TimelineEvent
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.factories import make
from tests.inspections.importing.files import outcomes_file
from tests.pages import text

LIST, CSV = reverse("revisits"), reverse("revisits-csv")


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def more(count: int, name: str = "Area", **values: Any) -> list[Revisit]:
    """Further cases, each of an area of its own, with a lead and an event."""
    made = []
    for number in range(count):
        area = make(LocalArea, name=f"{name} {number}")
        case = make(Revisit, wsoa__inspection=make(InitialInspection, area=area), **values)
        make(TeamMember, revisit=case, role="lead")
        make(TimelineEvent, revisit=case)
        made.append(case)
    return made


def references(answer: Any) -> list[str]:
    return [row.reference for row in answer.context["rows"]]


def table(answer: Any) -> list[list[str]]:
    content = b"".join(answer.streaming_content).decode()
    assert content.startswith("\ufeff"), "spreadsheet programs read it as UTF-8 by this mark"
    return list(csv.reader(io.StringIO(content[1:])))


@pytest.mark.parametrize(
    "query",
    [
        "q=essex",
        "q=E10000012",
        "q=ESSEX COUNTY",
        "q=essex-2022",
        "q=EX-20",
        "state=planned",
        "region=East of England",
    ],
)
def test_search_and_filters_find_the_case_and_leave_out_the_others(
    query: str, site: Client, cast: Cast
) -> None:
    import_outcomes(outcomes_file(region="London"), at=NOW)
    assert references(site.get(f"{LIST}?{query}")) == ["essex-2022"]


@pytest.mark.parametrize("query", ["q=nowhere", "state=closed", "region=London", "slip=yes"])
def test_nothing_found_is_said_with_a_way_back(query: str, site: Client) -> None:
    answer = site.get(f"{LIST}?{query}")
    assert references(answer) == []
    assert "No re-visit matches." in text(answer)


@pytest.mark.parametrize("query", ["state=nonsense", "lead=999999", "sort=up", "page=x", "page=99", "q=%00"])
def test_what_is_not_understood_narrows_nothing(query: str, site: Client) -> None:
    assert references(site.get(f"{LIST}?{query}")) == ["essex-2022"]


def test_by_lead(site: Client, cast: Cast) -> None:
    [other] = more(1)
    lead = other.team.get().user
    assert references(site.get(f"{LIST}?lead={lead.pk}")) == [other.reference]
    assert references(site.get(f"{LIST}?lead={cast.owner.pk}")) == ["essex-2022"]


def test_g26_slip_is_seen_before_and_after_it_happens(
    site: Client, cast: Cast, standing_clock: StandingClock
) -> None:
    assert references(site.get(f"{LIST}?slip=yes")) == []
    TimelineEvent.objects.filter(pk=cast.event("published").pk).update(
        override_on=date(2022, 7, 8), override_reason="Late", overridden_at=NOW
    )
    assert references(site.get(f"{LIST}?slip=yes")) == ["essex-2022"]
    TimelineEvent.objects.update(override_on=None, override_reason="", overridden_at=None)
    standing_clock.set(date(2022, 6, 30))
    assert references(site.get(f"{LIST}?slip=yes")) == []
    standing_clock.set(date(2022, 7, 1))
    assert references(site.get(f"{LIST}?slip=yes")) == ["essex-2022"]


def test_every_order(site: Client) -> None:
    for name, first in (("Alpha", date(2022, 1, 4)), ("Zeta", date(2022, 8, 2))):
        more(1, name, first_day=first, last_day=first + timedelta(days=2), reference=name.lower())
    assert references(site.get(LIST)) == ["zeta", "essex-2022", "alpha"]
    assert references(site.get(f"{LIST}?sort=-first_day")) == ["zeta", "essex-2022", "alpha"]
    assert references(site.get(f"{LIST}?sort=first_day")) == ["alpha", "essex-2022", "zeta"]
    assert references(site.get(f"{LIST}?sort=area")) == ["alpha", "essex-2022", "zeta"]
    assert references(site.get(f"{LIST}?sort=state")) == ["zeta", "essex-2022", "alpha"]


def test_pages_keep_search_and_order_and_show_every_case_once(site: Client) -> None:
    more(30)
    first = site.get(f"{LIST}?q=case&sort=first_day")
    second = site.get(f"{LIST}?q=case&sort=first_day&page=2")
    assert (len(references(first)), len(references(second))) == (25, 5)
    assert len({*references(first), *references(second)}) == 30
    assert "?q=case&amp;sort=first_day&amp;page=2" in first.content.decode()


def test_the_list_shows_lead_next_event_and_outcome(site: Client, cast: Cast) -> None:
    import_outcomes(outcomes_file(), at=NOW)
    page = text(site.get(LIST))
    assert "The owner" in page
    assert "Tell the area, health leaders and the parent carer forum about the re-visit, 3 May 2022" in page
    assert "3 of 4 sufficient" in page


def test_the_list_costs_the_same_at_3_rows_and_at_30(site: Client) -> None:
    more(2)
    counts = []
    for extra in (0, 27):
        more(extra, f"More {extra}")
        with CaptureQueriesContext(connection) as captured:
            site.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


def test_the_csv_has_every_row_of_the_filter(site: Client) -> None:
    more(30)
    import_outcomes(outcomes_file(), at=NOW)
    header, *rows = table(site.get(CSV))
    assert header == csv_export.HEADER
    assert len(rows) == 32
    by_reference = {row[0]: row for row in rows}
    assert by_reference["essex-2022"] == [
        *("essex-2022", "Essex", "E10000012", "East of England", "2022", "Being planned"),
        *("2022-05-17", "2022-05-19", "3", "The owner", "", "", ""),
    ]
    assert by_reference["suffolk-2018"][5:] == ["Published", "2018-12-10", "", "", "", "3", "1", "2019-01-30"]
    assert [row[0] for row in table(site.get(f"{CSV}?q=suffolk"))[1:]] == ["suffolk-2018"]


def test_the_csv_costs_the_same_at_3_rows_and_at_30(site: Client) -> None:
    counts = []
    for extra in (2, 27):
        more(extra, f"More {extra}")
        with CaptureQueriesContext(connection) as captured:
            table(site.get(CSV))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(start: str, site: Client, cast: Cast) -> None:
    LocalArea.objects.filter(pk=cast.area.pk).update(name=f"{start}cmd|'/c calc'!A1")
    [_, row] = table(site.get(CSV))
    assert row[1] == f"'{start}cmd|'/c calc'!A1"


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (-3, -3), ("Essex", "Essex"), ("", "")])
def test_other_cells_stay_as_they_are(value: object, shown: object) -> None:
    assert csv_export.cell(value) == shown
