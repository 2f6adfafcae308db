"""What the area and its forum are asked for, and how each item stands (G12, G14, G15)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inspections.access import items as seen
from inspections.actions.evidence import give_evidence, withdraw
from inspections.actions.information import (
    ask_about_added,
    ask_standing,
    assign,
    declare_none,
    take_back_none,
)
from inspections.information import Standing, Status, outstanding, standing_of
from inspections.models import CaseEvent, InformationItem, Weakness
from inspections.policies import Refused
from inspections.workflow import State
from tests.cast import NOW, Cast
from tests.inspections.actions.test_evidence import DUE, LATER, give, told
from tests.row import EVERYBODY
from tests.stages import put

__all__ = ["told"]
ASKED = ["impact-1", "impact-2", "tribunal", "ombudsman", "other", "forum"]


def item(cast: Cast, code: str) -> InformationItem:
    return cast.revisit.items.get(code=code)


def standing(cast: Cast, code: str, at: Any = NOW) -> Standing:
    (found,) = standing_of(InformationItem.objects.filter(code=code), cast.revisit, at)
    return found


def further(cast: Cast, **changes: Any) -> InformationItem:
    given: dict[str, Any] = {
        "revisit": cast.revisit, "kind": "further", "side": "area", "title": "Exclusions", "due_at": DUE,
        "asked_by": cast.owner, "asked_at": NOW,
    }  # fmt: skip
    return InformationItem.objects.create(**(given | changes))


def test_g12_the_notice_asks_for_impact_on_each_weakness_and_for_the_outcomes(cast: Cast) -> None:
    assert not cast.revisit.items.exists()
    cast.notify()
    asked = cast.revisit.items.all()
    assert [each.code for each in asked] == ASKED
    assert {each.code for each in asked if each.mandatory} == {"tribunal", "ombudsman"}
    assert asked[1].title == "Evidence of impact on weakness 2: Quality of plans & the <waiting> times"
    assert ask_standing(revisit=cast.revisit, by=None, at=LATER) == []


def test_g14_no_item_demands_a_format(told: Cast) -> None:
    words = " ".join(each.guidance for each in told.revisit.items.filter(mandatory=False))
    assert words.count("no format is asked for") == 4
    assert not any(word in words.lower() for word in ("template", "pdf", "spreadsheet", "must be a"))


def test_each_side_sees_what_is_asked_of_it_and_the_team_all(told: Cast) -> None:
    team = {"owner", "cqc", "senior_hmi", "cqc_qa"}
    area = {"lano", "contributor", "health", "dcs", "health_chief"}
    readers = {
        code: {
            name for name in EVERYBODY if seen(told[name]).filter(code=code, revisit=told.revisit).exists()
        }
        for code in ("tribunal", "forum")
    }
    assert readers == {"tribunal": team | area, "forum": team | {"pcf"}}


def test_g15_the_outcomes_are_outstanding_until_given_or_declared_none(told: Cast) -> None:
    assert [each.code for each in outstanding(told.revisit)] == ["tribunal", "ombudsman"]
    given = give(told, item=item(told, "tribunal"))
    declare_none(item=item(told, "ombudsman"), why="", by=told["lano"], at=LATER)
    assert not outstanding(told.revisit)
    assert standing(told, "tribunal").status == Status.GIVEN
    assert standing(told, "ombudsman").status == Status.NONE
    (event,) = told.happened(CaseEvent.Kind.ITEM_DECLARED_NONE)
    assert event.text == "Declared none: outcomes of ombudsman complaints."
    withdraw(document=given.document, why="The wrong year", by=told["lano"], at=LATER)
    take_back_none(item=item(told, "ombudsman"), by=told["lano"], at=LATER)
    assert [each.code for each in outstanding(told.revisit)] == ["tribunal", "ombudsman"]


def test_g15_what_was_given_is_not_declared_none_and_giving_lifts_the_declaration(told: Cast) -> None:
    tribunal = item(told, "tribunal")
    declare_none(item=tribunal, why="None at all", by=told["contributor"], at=NOW)
    with pytest.raises(Refused, match="The contributor has declared this already"):
        declare_none(item=tribunal, why="", by=told["lano"], at=NOW)
    give(told, item=tribunal)
    assert standing(told, "tribunal").status == Status.GIVEN
    assert item(told, "tribunal").none_why == ""
    with pytest.raises(Refused, match="withdraw it first"):
        declare_none(item=tribunal, why="", by=told["lano"], at=NOW)


def test_what_need_not_be_answered_is_not_declared_none(told: Cast) -> None:
    with pytest.raises(Refused, match="need not be answered"):
        declare_none(item=item(told, "impact-1"), why="", by=told["lano"], at=NOW)
    with pytest.raises(Refused, match="was not declared none"):
        take_back_none(item=item(told, "tribunal"), by=told["lano"], at=NOW)


def test_g17_a_further_request_is_met_or_answered_with_a_reason_while_it_is_open(told: Cast) -> None:
    asked = further(told)
    with pytest.raises(Refused, match="Say why"):
        declare_none(item=asked, why=" ", by=told["lano"], at=NOW)
    declare_none(item=asked, why="We keep no such list", by=told["lano"], at=NOW)
    InformationItem.objects.filter(pk=asked.pk).update(closed_at=LATER, closed_by=told.owner)
    for attempt in (
        lambda: take_back_none(item=asked, by=told["lano"], at=LATER),
        lambda: assign(item=asked, person=told["lano"]),
        lambda: give(told, item=asked),
    ):
        with pytest.raises(Refused, match="closed this request"):
            attempt()
    put(State.CLOSED)
    with pytest.raises(Refused, match="This re-visit is closed"):
        declare_none(item=item(told, "tribunal"), why="", by=told["lano"], at=LATER)


def test_g12_evidence_about_a_weakness_answers_what_was_asked_about_it(told: Cast) -> None:
    weakness = told.revisit.wsoa.weaknesses.all()[0]
    assert standing(told, "impact-1", DUE).status == Status.NOT_BEGUN
    late = DUE + timedelta(hours=3)
    assert standing(told, "impact-1", late).status == Status.LATE
    assert told.area.forum
    give_evidence(
        revisit=told.revisit, body=told.area.forum, title="Theirs", text="Of the forum", weaknesses=[weakness],
        by=told["pcf"], at=NOW,
    )  # fmt: skip
    assert standing(told, "impact-1", late).given == 0, "the forum's evidence is not the area's"
    give(told, weaknesses=[weakness], at=late)
    give(told, weaknesses=[weakness], item=item(told, "other"), at=late + timedelta(days=1))
    now = standing(told, "impact-1", late)
    assert (now.status, now.given, now.late_by, now.due_at) == (Status.GIVEN, 2, timedelta(hours=3), DUE)
    assert standing(told, "other", late).given == 1


def test_an_item_is_assigned_and_the_record_tells_of_it(told: Cast) -> None:
    assign(item=item(told, "tribunal"), person=told["contributor"])
    assert item(told, "tribunal").assigned_to == told["contributor"]
    assign(item=item(told, "tribunal"), person=None)
    assert item(told, "tribunal").assigned_to is None


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("item_has_a_title", {"title": ""}),
        ("item_standing_or_further", {"due_at": None}),
        ("item_standing_or_further", {"asked_by": None}),
        ("item_standing_or_further", {"code": "tribunal-2"}),
        ("item_standing_or_further", {"kind": "standard"}),
        ("item_asked_once", {"kind": "standard", "code": "tribunal"}),
        ("item_declared_none_by_somebody", {"none_at": NOW, "none_why": "No"}),
        ("item_declared_none_by_somebody", {"none_why": "No"}),
        ("item_further_none_with_a_reason", {"none_at": NOW, "none_by": "lano"}),
        ("item_closed_by_somebody", {"closed_at": NOW}),
    ],
)
def test_the_database_holds_items_to_their_shape(
    told: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    if "none_by" in changes:
        changes = {**changes, "none_by": told[changes["none_by"]]}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        further(told, **changes)


def test_g12_a_weakness_added_after_the_notice_is_asked_about(cast: Cast) -> None:
    wsoa = cast.revisit.wsoa
    Weakness.objects.create(wsoa=wsoa, number=3, text="Waiting times")
    assert ask_about_added(wsoa=wsoa, by=cast["support"], at=LATER) == 0
    cast.notify()
    assert cast.revisit.items.filter(weakness__number=3).exists()
    Weakness.objects.create(wsoa=wsoa, number=4, text="Transitions")
    assert [ask_about_added(wsoa=wsoa, by=cast["support"], at=LATER) for _ in range(2)] == [1, 0]
    added = cast.revisit.items.get(weakness__number=4)
    assert (added.title, added.asked_by) == ("Evidence of impact on weakness 4: Transitions", cast["support"])
    (event,) = cast.happened(CaseEvent.Kind.REQUEST_MADE)
    assert event.text == "Asked for: Evidence of impact on weakness 4: Transitions"
    Weakness.objects.create(wsoa=wsoa, number=5, text="Therapies")
    put(State.CLOSED)
    assert ask_about_added(wsoa=wsoa, by=cast["support"], at=LATER) == 0
