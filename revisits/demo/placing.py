"""Placing the four real re-visits at a moment: everything before it has happened, nothing after it has.

The past is played through the program's own actions, each at its own time, so that history, letters and
notices are what they would have been.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pgtrigger
from django.db import transaction

from inspections import queries
from inspections.actions.notify import notify
from inspections.actions.plans import postpone
from inspections.actions.team import add_member
from inspections.actions.timeline import complete, compute_timeline, mark_done
from inspections.after import follow_publication
from inspections.importing.cases import import_cases
from inspections.models import Outcome, Revisit, TeamMember, TimelineEvent
from inspections.policies import FOLLOWS, RECORDED
from inspections.timeline import clocks, times
from inspections.workflow import State
from letters.actions.issue import issue_parents_letter
from letters.models import Circulation, Correction, Letter, LetterFile, Publication
from notifications.models import DemoMail, OutboxMessage
from revisits.accounts.demo_people import MAIL_DOMAIN
from revisits.accounts.models import User
from revisits.acting import acting
from revisits.demo import forum
from revisits.demo.arrangements import arrangements
from revisits.demo.drafts import Doing, drafts, representative
from revisits.demo.evidence import evidence, remove_files
from revisits.demo.fieldwork import fieldwork_of
from revisits.demo.invitations import place_invitation
from revisits.demo.judgements import judgements, next_steps, outcome
from revisits.demo.meetings import meetings
from revisits.demo.notes import notes

CASES = Path(__file__).resolve().parents[2] / "inspections" / "data" / "seed_cases.json"
# When the letters were really published; Worcestershire's visit never began.
PUBLISHED = {
    "oxfordshire-2019": date(2019, 12, 23),
    "lancashire-2020": date(2020, 8, 5),
    "essex-2022": date(2022, 7, 27),
}
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
def place_cases(*, now: datetime) -> None:
    """Have the four cases stand as they stood at `now` (aware). What else is in the demo stays."""
    text = CASES.read_text(encoding="utf-8")
    _remove([case["reference"] for case in json.loads(text)["cases"]])
    for case in json.loads(text)["cases"]:
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
        OutboxMessage.objects.filter(revisit__in=cases).delete()
        Circulation.objects.filter(letter__revisit__in=cases).delete()
        LetterFile.objects.filter(letter__revisit__in=cases).delete()
        Correction.objects.filter(revisit__in=cases).delete()
        Publication.objects.filter(letter__revisit__in=cases).delete()
        Letter.objects.filter(revisit__in=cases).delete()
        for case in cases:
            case.wsoa.monitoring_visits.filter(planned_on__gt=case.first_day).delete()
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
    notified = revisit.timeline.get(code="notify").planned_on
    assert notified and revisit.parents_letter_date
    letter_at = times.london(revisit.parents_letter_date, time(9))
    if letter_at < now:
        with acting(person=lead.pk, at=letter_at):
            issue_parents_letter(revisit=revisit, by=lead, at=letter_at)
    notify_at = times.london(notified, time(9, 30))
    written_at = notify_at - timedelta(hours=18)
    if written_at < now:
        with acting(person=lead.pk, at=written_at):
            forum.first_version(revisit, lead, written_at)
    if notify_at < now:
        with acting(person=lead.pk, at=notify_at):
            notify(revisit=revisit, by=lead, at=notify_at)
        _play_timeline(revisit, lead, notified, now)
    _publish(revisit, now)


def _publish(revisit: Revisit, now: datetime) -> None:
    """The real outcome, once it was published, and what follows from it."""
    real = outcome(revisit)
    published = date.fromisoformat(real["letter_published"]) if real else None
    if real is None or published is None or published > now.date():
        return
    counts = {name: real[name] for name in ("sufficient", "not_sufficient")}
    at = times.london(published, time(9))
    with acting(person=None, at=at):
        with pgtrigger.ignore("inspections.Revisit:state_along_the_table"):
            Revisit.objects.filter(pk=revisit.pk).update(state=State.CLOSED)
        Outcome.objects.create(revisit=revisit, published_on=published, source=real["source"], **counts)
        follow_publication(revisit=revisit, by=None, at=at)
    for later, doing in next_steps(revisit, at):
        if later < now:
            doing()


def _play_timeline(revisit: Revisit, lead: User, notified: date, now: datetime) -> None:
    stop = SUSPENDED.get(revisit.reference)
    past = [*_past(revisit, lead, notified, now), *_letter(revisit, lead, now)]
    for at, doing in sorted(past, key=lambda pair: pair[0]):
        if at < now and not (stop and at >= stop):
            doing()
    if stop and stop < now:
        with acting(person=lead.pk, at=stop):
            postpone(revisit=revisit, reason=WHY_SUSPENDED, by=lead, at=stop)


def _past(revisit: Revisit, lead: User, notified: date, now: datetime) -> Iterator[Doing]:
    for at, event in _happened(revisit, now):
        yield at, partial(_done, event, lead, at)
    yield from evidence(revisit)
    yield from notes(revisit, lead)
    yield from arrangements(revisit, lead)
    yield from judgements(revisit, lead)
    yield from meetings(revisit, lead)
    yield from fieldwork_of(revisit, lead)
    yield from forum.doings(revisit, lead, notified)


def _letter(revisit: Revisit, lead: User, now: datetime) -> Iterator[Doing]:
    """The letter's way to the area and back; of a case that was published before the program, who read it there."""
    if _is_published(revisit, now):
        yield representative(revisit, _drafted(revisit))
    else:
        yield from drafts(revisit, lead, _drafted(revisit))


def _is_published(revisit: Revisit, now: datetime) -> bool:
    published = PUBLISHED.get(revisit.reference)
    return published is not None and published <= now.date()


def _done(event: TimelineEvent, lead: User, at: datetime) -> None:
    event.refresh_from_db()
    if event.done_on:  # by what it is the date of
        return
    with acting(person=lead.pk, at=at):
        if event.code in FOLLOWS:  # of letters that were sent and published before the program
            complete(event, done_on=at.date(), by=lead, at=at)
        else:
            mark_done(event=event, done_on=at.date(), by=lead, at=at)
    with acting(person=None, at=at):
        compute_timeline(revisit_id=event.revisit_id, at=at)


def _drafted(revisit: Revisit) -> date:
    """The day on which the draft was sent, at the latest that leaves time for the rest."""
    assert revisit.last_day
    return clocks.draft_latest(revisit.last_day, queries.calendar())


def _happened(revisit: Revisit, now: datetime) -> Iterator[tuple[datetime, TimelineEvent]]:
    """When each event took place: at its deadline, but for the letter's last steps, which ran late in two of three."""
    calendar = queries.calendar()
    published = PUBLISHED.get(revisit.reference)
    draft = _drafted(revisit)
    really = {
        "draft_sent": draft,
        "comments_due": clocks.comments_due(draft, calendar),
        "response_told": calendar.after(clocks.comments_due(draft, calendar), 1),
        "final_sent": calendar.before(published, 5) if published else None,
        "published": published,
    }
    # By notifying, by the forum's agreeing, by being recorded, and by what the letter goes through.
    followed = () if _is_published(revisit, now) else FOLLOWS
    done_otherwise = ("notify", "questions_agreed", "kit", *RECORDED, *followed)
    for event in revisit.timeline.exclude(code__in=done_otherwise):
        on = really.get(event.code, event.last_on)
        if on:
            yield times.deadline(on, event.planned_time), event
