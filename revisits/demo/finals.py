"""The final letter of each demo case: put right, approved and signed by both agencies, and published on its real day.

Two of three real letters came later than the guidance has it (G26), so their last weeks go backwards from that day.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

from inspections import queries
from inspections.models import Revisit
from inspections.timeline import times
from letters import final, outcome, publishing
from letters.actions.final import send_final, sign
from letters.actions.outcome import set_date, write_section
from letters.actions.publish import publish_due
from letters.actions.render import render_letter
from letters.composing.outcome import ACTIVITIES
from letters.composing.outcome_written import plain
from letters.composing.text import Block, Passage, words
from revisits.accounts.models import User
from revisits.acting import acting
from revisits.demo.drafts import EXACT, TOO_GENERAL, Doing, approve, submit_letter
from revisits.demo.people import person

# Working days: the area has the letter so long before it is published, and the checks begin so long before that.
EMBARGO, CHECKED = 5, 3


def finals(revisit: Revisit, lead: User, published: date) -> Iterator[Doing]:
    """From the area's comments to the publication, at the usual hour of the day `published`."""
    calendar = queries.calendar()
    sent, moment = calendar.before(published, EMBARGO), times.london(published, publishing.HOUR)
    began = calendar.before(sent, CHECKED)
    written, submitted = (times.london(began, time(hour)) for hour in (10, 11))
    yield written, partial(_write, revisit, lead, sent, written)
    yield submitted, partial(submit_letter, revisit, lead, submitted)
    for hour, mailbox in ((10, "senior-hmi"), (14, "cqc-qa")):
        approved = times.london(calendar.before(sent, 1), time(hour))
        yield approved, partial(approve, revisit, mailbox, approved)
    for hour, by in ((9, lead), (10, person("cqc"))):
        signed = times.london(sent, time(hour))
        yield signed, partial(_sign, revisit, by, signed)
    leaves = times.london(sent, time(11))
    yield leaves, partial(_send, revisit, moment, leaves)
    yield moment, partial(_publish, revisit, moment)


def _write(revisit: Revisit, lead: User, dated: date, at: datetime) -> None:
    """What the area put right, and the date that the letter prints."""
    letter = outcome.letter_of(revisit)
    assert letter
    newest = outcome.newest_words(letter)[ACTIVITIES]
    blocks = [_exact(block) for block in outcome.blocks_of(newest)[ACTIVITIES]]
    with acting(person=lead.pk, at=at):
        write_section(letter=letter, key=ACTIVITIES, blocks=blocks, after=newest.number, by=lead, at=at)
        set_date(letter=letter, dated=dated, by=lead, at=at)


def _exact(block: Block) -> Block:
    if isinstance(block, Passage) and TOO_GENERAL in words(block):
        return replace(block, lines=(plain(words(block).replace(TOO_GENERAL, EXACT)),))
    return block


def _sign(revisit: Revisit, by: User, at: datetime) -> None:
    with acting(person=by.pk, at=at):
        sign(revisit=revisit, seen=_version(revisit), by=by, at=at)


def _send(revisit: Revisit, due: datetime, at: datetime) -> None:
    """Its files are made at once, as its publication waits for them."""
    by = person("support")
    with acting(person=by.pk, at=at):
        letter = send_final(revisit=revisit, seen=_version(revisit), due_at=due, by=by, at=at)
        render_letter(letter=letter, at=at)


def _publish(revisit: Revisit, at: datetime) -> None:
    waiting = final.waiting(revisit)
    assert waiting, "the final letter was sent before"
    with acting(person=None, at=at):
        publish_due(publication_id=waiting.pk, at=at)


def _version(revisit: Revisit) -> int:
    version = final.version_of(revisit)
    assert version, "the final letter was submitted before"
    return version.number
