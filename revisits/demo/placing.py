"""Placing the four real re-visits at a moment: everything before it has happened, nothing after it has.

The past is played through the program's own actions, each at its own time, so that history, letters and
notices are what they would have been.
"""

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pgtrigger
from django.db import transaction

from inspections import queries
from inspections.actions.notify import notify
from inspections.actions.plans import postpone
from inspections.actions.team import add_member
from inspections.actions.timeline import compute_timeline, mark_done
from inspections.importing.cases import import_cases
from inspections.models import EvidenceVersion, Revisit, TeamMember, TimelineEvent
from inspections.policies import FOLLOWS, RECORDED
from inspections.timeline import clocks, times
from letters.actions.issue import issue_parents_letter
from letters.models import Circulation, Correction, Letter, LetterFile, Publication
from notifications.models import DemoMail, OutboxMessage
from revisits.accounts.demo_people import MAIL_DOMAIN
from revisits.accounts.models import User
from revisits.acting import acting
from revisits.demo import forum
from revisits.demo.arrangements import arrangements
from revisits.demo.drafts import Doing, drafts
from revisits.demo.evidence import evidence, remove_files
from revisits.demo.fieldwork import fieldwork_of
from revisits.demo.finals import finals
from revisits.demo.invitations import place_invitation
from revisits.demo.judgements import judgements, next_steps, published_on
from revisits.demo.meetings import meetings
from revisits.demo.notes import notes
from revisits.demo.statement import date_statement, undate_statement
from revisits.demo.survey import asks_here, survey
from surveys.models import Survey

CASES = Path(__file__).resolve().parents[2] / "inspections" / "data" / "seed_cases.json"
SUSPENDED = {"worcestershire-2020": datetime(2020, 3, 17, 11, tzinfo=times.LONDON)}
WHY_SUSPENDED = (
    "All Ofsted and CQC inspections were suspended on 17 March 2020 "
    "because of the coronavirus (COVID-19) pandemic."
)
SET_UP_BEFORE = timedelta(days=60)
# The letters do not tell who inspected with the lead.
NEW_TO_THE_AREA = (
    "The demo has one CQC inspector for the four areas.",
    "Joint local area SEND inspections since 2016, in this demo.",
)


@transaction.atomic
def place_cases(*, now: datetime, only: Collection[str] = ()) -> None:
    """Have the four cases stand as they stood at `now` (aware), or `only` those of these references.

    What else is in the demo stays.
    """
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    chosen = [case for case in cases if not only or case["reference"] in only]
    _remove([case["reference"] for case in chosen])
    for case in chosen:
        first_day = date.fromisoformat(case["revisit"]["first_day"])
        set_up = min(times.london(first_day, time(9)) - SET_UP_BEFORE, now)
        with acting(person=None, at=set_up):
            import_cases(json.dumps({"cases": [case]}), at=set_up)
        _play(Revisit.objects.get(reference=case["reference"]), set_up, now)
    place_invitation(now=now)


def _remove(references: list[str]) -> None:
    """Only the demo may do this: the triggers that keep history and letters are set aside for it.

    The record is not: it keeps what the cases were, and that they were taken away.
    """
    remove_their_files = remove_files(references)
    with pgtrigger.ignore():
        cases = Revisit.objects.filter(reference__in=references)
        # A worker that writes notices, files of letters or texts of evidence finishes first, and finds nothing after.
        list(cases.order_by("pk").select_for_update().values_list("pk"))
        list(Letter.objects.filter(revisit__in=cases).select_for_update().values_list("pk"))
        given = EvidenceVersion.objects.filter(document__revisit__in=cases)
        list(given.select_for_update(of=("self",)).values_list("pk"))
        OutboxMessage.objects.filter(revisit__in=cases).delete()
        Circulation.objects.filter(letter__revisit__in=cases).delete()
        LetterFile.objects.filter(letter__revisit__in=cases).delete()
        Correction.objects.filter(revisit__in=cases).delete()
        Publication.objects.filter(letter__revisit__in=cases).delete()
        Letter.objects.filter(revisit__in=cases).delete()
        Survey.objects.filter(revisit__in=cases).delete()
        for case in cases:
            undate_statement(case)
        cases.delete()
    remove_their_files()
    DemoMail.objects.all().delete()


def _play(revisit: Revisit, set_up: datetime, now: datetime) -> None:
    lead = revisit.team.get(role=TeamMember.Role.LEAD).user
    for role, mailbox in (
        (TeamMember.Role.CQC, "cqc"),
        (TeamMember.Role.QA_OFSTED, "senior-hmi"),
        (TeamMember.Role.QA_CQC, "cqc-qa"),
    ):
        person = User.objects.get(email=f"{mailbox}@{MAIL_DOMAIN}")
        reason, experience = NEW_TO_THE_AREA if role in TeamMember.ON_SITE else ("", "")
        with acting(person=lead.pk, at=set_up):
            add_member(
                revisit=revisit,
                user=person,
                role=role,
                reason=reason,
                experience=experience,
                by=lead,
                at=set_up,
            )
    date_statement(revisit, set_up)
    notified = revisit.timeline.get(code="notify").planned_on
    assert notified and revisit.parents_letter_date
    letter_at = times.london(revisit.parents_letter_date, time(9))
    if letter_at < now:
        with acting(person=lead.pk, at=letter_at):
            issue_parents_letter(revisit=revisit, by=lead, at=letter_at)
        asks_here(revisit)
    notify_at = times.london(notified, time(9, 30))
    written_at = notify_at - timedelta(hours=18)
    if written_at < now:
        with acting(person=lead.pk, at=written_at):
            forum.first_version(revisit, lead, written_at)
    if notify_at < now:
        with acting(person=lead.pk, at=notify_at):
            notify(revisit=revisit, by=lead, at=notify_at, quality_on_site=False)
        _play_timeline(revisit, lead, notified, now)


def _play_timeline(revisit: Revisit, lead: User, notified: date, now: datetime) -> None:
    stop = SUSPENDED.get(revisit.reference)
    past = _past(revisit, lead, notified)
    for at, doing in sorted(past, key=lambda pair: pair[0]):
        if at < now and not (stop and at >= stop):
            doing()
    if stop and stop < now:
        with acting(person=lead.pk, at=stop):
            postpone(revisit=revisit, reason=WHY_SUSPENDED, by=lead, at=stop)


def _past(revisit: Revisit, lead: User, notified: date) -> Iterator[Doing]:
    for at, event in _happened(revisit):
        yield at, partial(_done, event, lead, at)
    yield from evidence(revisit)
    yield from notes(revisit, lead)
    yield from arrangements(revisit, lead)
    yield from judgements(revisit, lead)
    yield from meetings(revisit, lead)
    yield from fieldwork_of(revisit, lead)
    yield from forum.doings(revisit, lead, notified)
    yield from survey(revisit)
    assert revisit.last_day
    # At the latest that leaves time for the rest.
    yield from drafts(revisit, lead, clocks.draft_latest(revisit.last_day, queries.calendar()))
    if published := published_on(revisit):
        yield from finals(revisit, lead, published)
        yield from next_steps(revisit)


def _done(event: TimelineEvent, lead: User, at: datetime) -> None:
    event.refresh_from_db()
    if event.done_on:  # by what it is the date of
        return
    with acting(person=lead.pk, at=at):
        mark_done(event=event, done_on=at.date(), by=lead, at=at)
    with acting(person=None, at=at):
        compute_timeline(revisit_id=event.revisit_id, at=at)


def _happened(revisit: Revisit) -> Iterator[tuple[datetime, TimelineEvent]]:
    """When each event took place: at its deadline, but for what is done by something else.

    By notifying, by the forum's agreeing, by being recorded, and by what the letter goes through.
    """
    done_otherwise = ("notify", "questions_agreed", *RECORDED, *FOLLOWS)
    for event in revisit.timeline.exclude(code__in=done_otherwise):
        if event.last_on:
            yield times.deadline(event.last_on, event.planned_time), event
