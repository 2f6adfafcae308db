"""After publication: monitoring stops or goes on, next steps, and no further re-visit (G28, G29)."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from inspections import after
from inspections.actions.cases import create_case, reschedule
from inspections.actions.monitoring import record_visit
from inspections.actions.next_steps import Decided, record_next_step
from inspections.after import follow_publication, take_back_publication
from inspections.importing.cases import import_cases
from inspections.importing.errors import ImportFailed
from inspections.models import CaseEvent, MonitoringVisit, NextStep, Outcome, Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.accounts.visibility import visible
from tests.cast import Cast, new_case
from tests.inspections.importing.files import case_file
from tests.inspections.judging import agreed, at_stage, on_site, proposed, published, settled
from tests.stages import put

PUBLISHED = datetime(2022, 7, 7, 9, tzinfo=LONDON)
DIRECTION = Decided(
    kind="497a",
    body="sos",
    decided_on=date(2022, 9, 1),
    text="Improve.",
    source="A letter",
    asks_revisit=True,
)
LATER = datetime(2022, 9, 5, 10, tzinfo=LONDON)


def follow(cast: Cast, at: datetime = PUBLISHED) -> Outcome:
    return follow_publication(revisit=cast.revisit, by=cast.owner, at=at)


def visit(cast: Cast, planned_on: date) -> MonitoringVisit:
    return MonitoringVisit.objects.create(wsoa=cast.revisit.wsoa, planned_on=planned_on)


def decide(cast: Cast, decided: Decided = DIRECTION, **more: Any) -> NextStep:
    return record_next_step(revisit=cast.revisit, decided=decided, by=cast["support"], at=LATER, **more)


def test_g28_all_sufficient_monitoring_stops_from_the_day_of_publication(cast: Cast) -> None:
    published(cast)
    before, due = visit(cast, date(2022, 7, 7)), visit(cast, date(2022, 7, 27))
    outcome = follow(cast)
    assert (outcome.sufficient, outcome.not_sufficient, outcome.published_on) == (2, 0, date(2022, 7, 7))
    due.refresh_from_db()
    assert due.not_needed_since == date(2022, 7, 7) and "monitoring ceases (G28)" in due.not_needed_why
    before.refresh_from_db()
    assert before.not_needed_since is None, "what was due by then is still to be made"
    (told,) = cast.happened(CaseEvent.Kind.OUTCOME_FOLLOWED)
    assert told.text.endswith("monitoring stops, planned visits no longer needed: 1 (G28).")
    follow(cast, LATER)
    assert len(cast.happened(CaseEvent.Kind.OUTCOME_FOLLOWED)) == 1, "a second time changes nothing"
    assert after.of_case(cast.revisit).all_sufficient


def test_g29_any_insufficient_monitoring_goes_on(cast: Cast) -> None:
    published(cast, (True, False))
    follow(cast)
    planned = [visit.planned_on for visit in after.of_case(cast.revisit).planned]
    assert planned == [date(2022, 7, 27), date(2022, 10, 27), date(2023, 1, 27), date(2023, 4, 27)]
    assert not MonitoringVisit.objects.filter(not_needed_since__isnull=False).exists()
    for adviser in ("dfe", "nhse"):
        assert visible(cast[adviser], MonitoringVisit).filter(planned_on__gt=PUBLISHED).count() == 4


def test_g28_a_corrected_letter_is_followed_anew_and_one_taken_back_is_undone(cast: Cast) -> None:
    published(cast)
    due = visit(cast, date(2022, 7, 27))
    follow(cast)
    at_stage(cast, State.FINALISING)
    agreed(cast, sufficient=False, after=1, reason="A mistake")
    at_stage(cast, State.CLOSED)
    outcome = follow(cast, LATER)
    assert (outcome.sufficient, outcome.not_sufficient) == (1, 1)
    assert outcome.published_on == date(2022, 7, 7), "the day of the first publication"
    due.refresh_from_db()
    assert (due.not_needed_since, due.not_needed_why) == (None, "")
    take_back_publication(revisit=cast.revisit, reason="Published by mistake", by=cast.owner, at=LATER)
    assert not Outcome.objects.exists()
    told = cast.happened(CaseEvent.Kind.OUTCOME_FOLLOWED)
    assert (len(told), told[-1].data) == (3, {"taken_back": True})
    take_back_publication(revisit=cast.revisit, reason="Again", by=cast.owner, at=LATER)
    assert len(cast.happened(CaseEvent.Kind.OUTCOME_FOLLOWED)) == 3


def test_g23_nothing_follows_from_what_is_undecided(cast: Cast) -> None:
    on_site(cast)
    proposed(cast)
    with pytest.raises(Refused, match="These weaknesses are not judged: 2"):
        follow(cast)
    assert not Outcome.objects.exists()


def test_what_was_imported_stands_where_nothing_was_judged_here(cast: Cast) -> None:
    known = Outcome.objects.create(
        revisit=cast.revisit,
        sufficient=2,
        not_sufficient=0,
        published_on=date(2022, 7, 27),
        source="Statistics",
    )
    due = visit(cast, date(2022, 10, 27))
    assert follow(cast) == known
    due.refresh_from_db()
    assert due.not_needed_since == date(2022, 7, 27)
    record_visit(
        visit=due, edition=due.edition, took_place_on=date(2022, 5, 3), note="", by=cast["dfe"], at=LATER
    )
    due.refresh_from_db()
    assert due.not_needed_since is None, "it was made after all"


def test_g29_next_steps_are_facts_and_are_corrected_by_further_ones(cast: Cast) -> None:
    published(cast, (True, False))
    follow(cast)
    plan = Decided(kind="decided", body="both", decided_on=date(2022, 8, 1), text="An accelerated plan.")
    first = decide(cast, plan)
    with pytest.raises(Refused, match="cannot be in the future"):
        decide(cast, replace(plan, decided_on=date(2022, 9, 6)))
    second = decide(cast, replace(plan, text="A plan."), corrects=first, reason="It was no accelerated one.")
    with pytest.raises(Refused, match="corrected already"):
        decide(cast, plan, corrects=first, reason="x")
    shown = after.of_case(cast.revisit)
    assert [(each.pk, hasattr(each, "corrected_by")) for each in shown.steps] == [
        (first.pk, True), (second.pk, False)
    ]  # fmt: skip
    told = cast.happened(CaseEvent.Kind.NEXT_STEP_RECORDED)
    assert told[1].text.endswith("It corrects an earlier entry. Reason: It was no accelerated one.")


def test_g28_g29_nothing_follows_before_publication_or_where_all_is_sufficient(cast: Cast) -> None:
    settled(cast)
    with pytest.raises(Refused, match="not published yet"):
        decide(cast)
    at_stage(cast, State.CLOSED)
    follow(cast)
    with pytest.raises(Refused, match=r"nothing follows from this re-visit \(G28\)"):
        decide(cast)


def test_g29_no_further_re_visit_unless_a_direction_asks_for_one(cast: Cast) -> None:
    published(cast, (True, False))
    follow(cast)
    team: list[tuple[User, str]] = [(cast.owner, "lead"), (cast["cqc"], "cqc")]
    case = replace(new_case(cast.area, team), first_day=date(2022, 10, 4))
    with pytest.raises(Refused, match=r"has its re-visit \(essex-2022\).*\(G29\)"):
        create_case(case=case, by=cast.owner, at=LATER)
    decide(cast, replace(DIRECTION, asks_revisit=False))
    with pytest.raises(Refused, match="no further one"):
        create_case(case=case, by=cast.owner, at=LATER)
    direction = decide(cast)
    further = create_case(case=case, by=cast.owner, at=LATER)
    assert after.of_case(cast.revisit).directed
    with pytest.raises(Refused, match=r"essex-2022, essex-2022-2"):
        create_case(case=replace(case, first_day=date(2022, 11, 1)), by=cast.owner, at=LATER)
    with pytest.raises(Refused, match=r"rests on this direction \(essex-2022-2\)"):
        decide(cast, replace(DIRECTION, asks_revisit=False), corrects=direction, reason="x")
    # Its own days may move.
    moved = {"first_day": date(2022, 10, 11), "days": 3, "reason": "x", "by": cast.owner, "at": LATER}
    assert reschedule(revisit=further, version=1, **moved).first_day == date(2022, 10, 11)  # type: ignore[arg-type]
    put(State.CANCELLED, further)
    create_case(case=replace(case, first_day=date(2022, 11, 1)), by=cast.owner, at=LATER)


@pytest.mark.django_db
def test_g29_an_import_of_a_further_re_visit_is_refused_by_its_place() -> None:
    file = case_file()
    import_cases(json.dumps(file), at=LATER)
    (case,) = file["cases"]
    days = {"first_day": "2022-10-04", "last_day": "2022-10-06"}
    case["reference"] = "essex-again"
    case["revisit"] |= days | {"letter_date": None, "survey": None, "open_meeting": None}
    with pytest.raises(ImportFailed, match=r"cases\[0\]: This statement of action has its re-visit"):
        import_cases(json.dumps(file), at=LATER)
    assert not Revisit.objects.filter(reference="essex-again").exists()
