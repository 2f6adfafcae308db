"""The draft of each demo case: written, approved by both agencies, with the area, commented on and answered."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from inspections import queries
from inspections.models import Revisit
from inspections.timeline import clocks, times
from letters import accuracy, identifier_check, outcome
from letters.actions import quality
from letters.actions.accuracy import close_comments, send_draft
from letters.actions.accuracy_answers import agree_answer, answer_comment, tell_outcome
from letters.actions.accuracy_comments import add_comment, submit
from letters.actions.comment_files import add_file
from letters.actions.outcome import start_letter, write_section
from letters.composing.outcome import ACTIVITIES
from letters.composing.outcome_written import plain
from letters.composing.text import Passage, words
from letters.models import AccuracyRound, Side
from revisits.accounts.actions.memberships import appoint
from revisits.accounts.models import User
from revisits.accounts.roles import Role
from revisits.acting import acting
from revisits.demo.evidence import keep
from revisits.demo.evidence_files import schedule
from revisits.demo.people import REPRESENTATIVE, person

Doing = tuple[datetime, Callable[[], object]]
SETTLED = "Invented for the demo: it identifies nobody."
# The first paragraph that inspectors write is about this demonstration: the letter is on the public page.
NOTE = (
    "This letter is a demonstration, and is not the letter that was published. The days of the revisit and how many "
    "decisions went which way are as published. A day given for the statement of action, and the meetings, visits and "
    "documents counted here, are invented. What inspectors found is not printed."
)
# What the area comments on, and what the letter says instead once the comment was accepted.
TOO_GENERAL, EXACT = "to settings and services", "to an early years setting"


def drafts(revisit: Revisit, lead: User, sent: date) -> Iterator[Doing]:
    """What happens to the letter from its first words to the answers; the draft leaves on `sent`."""
    calendar = queries.calendar()
    assert revisit.last_day
    begun = times.london(calendar.after(revisit.last_day, 1), time(10))
    yield begun, partial(_begin, revisit, lead, begun)
    submitted = times.london(calendar.before(sent, 3), time(15))
    yield submitted, partial(submit_letter, revisit, lead, submitted)
    for hour, mailbox in ((10, "senior-hmi"), (14, "cqc-qa")):
        approved = times.london(calendar.before(sent, 1), time(hour))
        yield approved, partial(approve, revisit, mailbox, approved)
    leaves = times.london(sent, time(11))
    yield leaves, partial(_send, revisit, lead, leaves)
    yield from _comments(revisit, lead, sent)


def _comments(revisit: Revisit, lead: User, sent: date) -> Iterator[Doing]:
    """The authority comments, health has none; the day after the last moment they are answered (G25)."""
    calendar = queries.calendar()
    yield representative(revisit, sent)
    said = times.london(calendar.after(sent, 4), time(16))
    yield said, partial(_comment, revisit, said)
    agreed = times.london(calendar.after(sent, 8), time(12))
    yield agreed, partial(_no_comments, revisit, agreed)
    day = calendar.after(clocks.comments_due(sent, calendar), 1)
    for hour, doing in ((10, _close), (11, _answer), (15, _agree), (16, _tell)):
        at = times.london(day, time(hour))
        yield at, partial(doing, revisit, lead, at)


def representative(revisit: Revisit, sent: date) -> Doing:
    """Whom the director names, the working day after the draft was sent (G24)."""
    named = times.london(queries.calendar().after(sent, 1), time(10))
    return named, partial(_name, revisit, named)


def _begin(revisit: Revisit, lead: User, at: datetime) -> None:
    with acting(person=lead.pk, at=at):
        letter = start_letter(revisit=revisit, by=lead, at=at)
        note = Passage("paragraph", f"{ACTIVITIES}-note", (plain(NOTE),))
        blocks = (note, *outcome.written(letter)[ACTIVITIES])
        write_section(letter=letter, key=ACTIVITIES, blocks=blocks, after=1, by=lead, at=at)


def submit_letter(revisit: Revisit, lead: User, at: datetime) -> None:
    letter = outcome.letter_of(revisit)
    assert letter
    with acting(person=lead.pk, at=at):
        for found in identifier_check.unsettled(letter):
            quality.accept_identifier(
                letter=letter, fingerprint=found.fingerprint, reason=SETTLED, by=lead, at=at
            )
        quality.submit(revisit=revisit, by=lead, at=at)


def approve(revisit: Revisit, mailbox: str, at: datetime) -> None:
    letter, by = outcome.letter_of(revisit), person(mailbox)
    version = outcome.newest(letter) if letter else None
    assert version
    with acting(person=by.pk, at=at):
        quality.review(version=version, decision="approve", comments="", on_site=False, by=by, at=at)


def _send(revisit: Revisit, lead: User, at: datetime) -> None:
    with acting(person=lead.pk, at=at):
        send_draft(revisit=revisit, by=lead, at=at)


def _name(revisit: Revisit, at: datetime) -> None:
    """As accepting the director's invitation would."""
    authority, director = revisit.area.authority, person("dcs")
    assert authority
    with acting(person=director.pk, at=at):
        appoint(
            user=person(REPRESENTATIVE),
            role=Role.REPRESENTATIVE,
            organisation=authority,
            revisit=revisit,
            by=director,
            at=at,
        )


def _comment(revisit: Revisit, at: datetime) -> None:
    """On what inspectors did, where the letter could be more exact."""
    round_, by = _round(revisit), person("dcs")
    said = {name: words(passage) for name, passage in accuracy.passages(round_.version.composed).items()}
    block = next(name for name, text in said.items() if TOO_GENERAL in text)
    with acting(person=by.pk, at=at):
        comment = add_comment(
            round_=round_, side=Side.AUTHORITY, block=block, quotation=TOO_GENERAL, correction=EXACT,
            why="The agreed schedule of the on-site days, day 2. Invented for the demo.", by=by, at=at,
        )  # fmt: skip
        add_file(comment=comment, file=keep("schedule.csv", schedule, by, at), by=by, at=at)
        submit(round_=round_, side=Side.AUTHORITY, none=False, by=by, at=at)


def _no_comments(revisit: Revisit, at: datetime) -> None:
    by = person("health-chief")
    with acting(person=by.pk, at=at):
        submit(round_=_round(revisit), side=Side.HEALTH, none=True, by=by, at=at)


def _close(revisit: Revisit, lead: User, at: datetime) -> None:
    with acting(person=lead.pk, at=at):
        close_comments(revisit=revisit, by=lead, at=at)


def _answer(revisit: Revisit, lead: User, at: datetime) -> None:
    reason = "The visit is on record. The sentence says now what was visited."
    with acting(person=lead.pk, at=at):
        for comment in accuracy.submitted(_round(revisit)):
            answer_comment(comment=comment, decision="accepted", reason=reason, after=0, by=lead, at=at)


def _agree(revisit: Revisit, lead: User, at: datetime) -> None:
    by = person("cqc")
    with acting(person=by.pk, at=at):
        for comment in accuracy.submitted(_round(revisit)):
            if answer := accuracy.newest(comment):
                agree_answer(answer=answer, by=by, at=at + timedelta(minutes=1))


def _tell(revisit: Revisit, lead: User, at: datetime) -> None:
    with acting(person=lead.pk, at=at):
        tell_outcome(revisit=revisit, by=lead, at=at)


def _round(revisit: Revisit) -> AccuracyRound:
    found = accuracy.round_of(revisit)
    assert found, "the draft was sent before"
    return found
