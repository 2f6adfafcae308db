"""Many people at the same moment, each with a connection of their own."""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any, TypeVar

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions.cases import create_case
from inspections.actions.timeline import compute_timeline
from inspections.models import CaseEvent, LocalArea, Revisit, TeamMember
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from letters.models import Letter, LetterFile
from letters.rendering.formats import ISSUED
from notifications.models import OutboxMessage
from revisits.accounts.models import User
from tests.cast import NOW, Cast, make_cast, new_case
from tests.conftest import StandingClock
from tests.factories import make

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)
CASES, EDITS = 40, 100


def at_once(jobs: list[Callable[[], T]]) -> list[T]:
    """Run the jobs in threads that start together; what they returned, in order."""
    together = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        together.wait()
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_forty_cases_created_at_once_get_forty_references() -> None:
    area = make(LocalArea, name="Essex")
    weekdays = [date(2022, 1, 4) + timedelta(days=7 * week) for week in range(CASES)]

    def create(first_day: date) -> str:
        return create_case(case=new_case(area, [], first_day), by=None, at=NOW).reference

    references = at_once([lambda day=day: create(day) for day in weekdays])  # type: ignore[misc]
    numbered = {f"essex-2022-{number}" for number in range(2, CASES + 1)}
    assert set(references) == {"essex-2022", *numbered}
    assert Revisit.objects.count() == CASES
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.CREATED).count() == CASES


def _form(cast: Cast, place: str) -> dict[str, Any]:
    return {
        "version": cast.revisit.version,
        "survey_kind": "link",
        "survey_url": "https://survey.example.org/essex",
        "has_open_meeting": "on",
        "open_meeting_place": place,
        "letterhead": "on",
        "parents_letter_date_0": "3",
        "parents_letter_date_1": "5",
        "parents_letter_date_2": "2022",
        "circulated_by": "Essex County Council",
    }


def test_of_two_edits_at_once_one_wins_and_the_other_loses_no_text(standing_clock: StandingClock) -> None:
    cast = make_cast()
    clients = [Client(), Client()]
    clients[0].force_login(cast.owner)
    clients[1].force_login(cast["support"])
    address = reverse("details", args=[cast.revisit.reference])
    for round_ in range(EDITS):
        cast.revisit.refresh_from_db()
        places = [f"Room A{round_}", f"Room B{round_}"]

        def edit(client: Client, place: str) -> tuple[int, str]:
            answer = client.post(address, _form(cast, place))
            return answer.status_code, answer.content.decode()

        answers = at_once([lambda c=c, p=p: edit(c, p) for c, p in zip(clients, places, strict=True)])  # type: ignore[misc]
        assert sorted(status for status, _ in answers) == [302, 409]
        winner = [status for status, _ in answers].index(302)
        conflict = answers[1 - winner][1]
        assert places[winner] in conflict, "the loser is not shown what was saved"
        assert conflict.count(places[1 - winner]) >= 2, "the loser's text is neither compared nor in the form"
        stored = Revisit.objects.get(pk=cast.revisit.pk)
        assert (stored.open_meeting_place, stored.version) == (places[winner], cast.revisit.version + 1)
    assert len(cast.happened(CaseEvent.Kind.EDITED)) == EDITS


def test_one_timeline_computed_by_many_workers_at_once_is_computed_once() -> None:
    revisit = make(Revisit, timeline_stale=True)
    at_once([lambda: compute_timeline(revisit_id=revisit.pk, at=NOW)] * 8)
    assert revisit.timeline.count() == 26
    Revisit.objects.filter(pk=revisit.pk).update(
        timeline_stale=True, first_day=date(2022, 5, 24), last_day=date(2022, 5, 26)
    )
    moved = at_once([lambda: compute_timeline(revisit_id=revisit.pk, at=NOW)] * 8)
    assert sorted(len(rows) for rows in moved)[:-1] == [0] * 7
    kind = CaseEvent.Kind.DATE_MOVED
    assert revisit.history.filter(kind=kind).count() == max(len(rows) for rows in moved)


def test_g8_of_many_who_notify_at_once_one_does(standing_clock: StandingClock) -> None:
    cast = make_cast()

    def notify() -> bool:
        client = Client()
        client.force_login(cast.owner)
        return client.post(reverse("notify", args=[cast.revisit.reference]), {"note": ""}).status_code == 302

    assert sorted(at_once([notify] * 6)) == [False] * 5 + [True]
    assert len(cast.happened(CaseEvent.Kind.NOTIFIED)) == 1
    assert not OutboxMessage.objects.exists(), "expansion is a worker's"


def two_transactions(first: Callable[[], Any], second: Callable[[], Any]) -> list[bool]:
    """Both write, each in a transaction of its own and unseen by the other, and then both commit: who could?"""
    written = Barrier(2)

    def attempt(write: Callable[[], Any]) -> bool:
        try:
            with transaction.atomic():
                write()
                connection.check_constraints()  # what the commit would check, while the other has not committed
                # The second of two that lock is kept waiting: then the first goes on alone.
                with contextlib.suppress(BrokenBarrierError):
                    written.wait(timeout=1)
        except IntegrityError:
            return False
        return True

    return at_once([lambda: attempt(first), lambda: attempt(second)])


def test_g6_of_two_cqc_inspectors_who_are_removed_at_once_one_stays(standing_clock: StandingClock) -> None:
    cast = make_cast()
    second = make(TeamMember, revisit=cast.revisit, role="cqc")
    cast.notify()
    first = cast.revisit.team.get(user=cast["cqc"])

    def remove(member: TeamMember) -> int:
        rows = TeamMember.objects.filter(pk=member.pk)
        return rows.update(removed_at=NOW, removed_by=cast.owner)

    assert sorted(two_transactions(lambda: remove(first), lambda: remove(second))) == [False, True]
    assert cast.revisit.team.filter(role="cqc").count() == 1


def test_g6_the_last_cqc_inspector_does_not_leave_while_the_area_is_notified(
    standing_clock: StandingClock,
) -> None:
    cast = make_cast()
    member = TeamMember.objects.filter(revisit=cast.revisit, role="cqc")
    case = Revisit.objects.filter(pk=cast.revisit.pk)
    went = two_transactions(
        lambda: member.update(removed_at=NOW, removed_by=cast.owner), lambda: case.update(state="notified")
    )
    assert sorted(went) == [False, True]
    assert case.get().state == "planned" or member.exists()


def test_g7_of_two_who_put_one_person_on_the_team_and_on_its_quality_at_once_one_does() -> None:
    revisit, person = make(Revisit), make(User)

    def join(role: str, **left: Any) -> None:
        TeamMember.objects.bulk_create([TeamMember(revisit=revisit, user=person, role=role, **left)])

    # The one part has ended in its own transaction: the unique index alone would let both in.
    left = {"removed_at": NOW, "removed_by": person}
    assert sorted(two_transactions(lambda: join("cqc", **left), lambda: join("qa_cqc"))) == [False, True]
    assert TeamMember.everybody.filter(revisit=revisit).count() == 1


def test_g6_of_two_leads_who_are_named_at_once_one_leads() -> None:
    revisit = make(Revisit)

    def lead() -> None:
        person = make(User)
        TeamMember.objects.bulk_create([TeamMember(revisit=revisit, user=person, role="lead")])

    assert sorted(two_transactions(lead, lead)) == [False, True]
    assert revisit.team.filter(role="lead").count() == 1


def test_two_workers_render_one_letter_once(standing_clock: StandingClock) -> None:
    cast = make_cast()
    letter = issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    at_once([lambda: render_letter(letter=Letter.objects.get(pk=letter.pk), at=NOW)] * 2)
    assert LetterFile.objects.count() == len(ISSUED)
