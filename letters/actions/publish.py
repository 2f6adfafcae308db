"""Publishing the outcome letter (G26): on its day and hour by the program, or by hand; once, whoever comes first."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from inspections.actions.moving import move
from inspections.actions.record import record
from inspections.actions.timeline import complete
from inspections.after import follow_publication
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import Event
from letters import correction_policies, corrections, final, final_policies
from letters.actions.correction_steps import mark
from letters.actions.final import about, change_moment, locked
from letters.correction_states import Stage, Step
from letters.models import Correction, Publication
from revisits.accounts.models import User

Kind = CaseEvent.Kind
# So long may a worker take over the files of what is published at once, before anybody is told that it waits.
MAKING = timedelta(minutes=5)
log = logging.getLogger(__name__)


@transaction.atomic
def publish(*, revisit: Revisit, by: User, at: datetime, reason: str = "", note: str = "") -> Publication:
    """Publish by hand; before the moment that was set it needs a reason, and that moment becomes now.

    `note` is a paragraph for those who are told of it.

    Raises Refused with all that is missing, for whoever may not, and where nothing waits.
    """
    revisit = locked(revisit)
    publication = final_policies.check_waits(final.waiting(revisit))
    if publication.due_at > at:
        if not reason.strip():
            raise Refused(f"The embargo ends at {publication.due}: say why it is published before.", "reason")
        change_moment(publication, at, reason.strip(), by, at)
    return _publish(revisit, publication, by, at, reason.strip(), note)


@transaction.atomic
def publish_due(*, publication_id: int, at: datetime) -> bool:
    """Publish one whose moment has come; whether this run did. Nothing where it is published, recalled or put off, nor
    while its files are made that was sent to be published at once.

    Raises Refused where something is missing: `hold_up` tells of it.
    """
    case = Publication.objects.values_list("letter__revisit", flat=True).get(pk=publication_id)
    revisit = locked(Revisit(pk=case))
    publication = final.waiting(revisit)
    if publication is None or publication.pk != publication_id or publication.due_at > at:
        return False
    if at - publication.set_at < MAKING and not final.files_made(publication.letter):
        return False
    _publish(revisit, publication, None, at, "")
    return True


@transaction.atomic
def hold_up(*, publication_id: int, why: str, at: datetime) -> None:
    """Write down that a publication could not be made when it was due; those who can help are told once a cause."""
    case = Publication.objects.values_list("letter__revisit", flat=True).get(pk=publication_id)
    revisit = locked(Revisit(pk=case))
    publication = final.waiting(revisit)
    data: dict[str, Any] = {"publication": publication_id, "why": why}
    if publication is None or revisit.history.filter(kind=Kind.PUBLICATION_HELD, data=data).exists():
        return
    log.error("%s is due and cannot be published: %s", publication, why)
    text = f"The letter was due to be published at {publication.due}, and was not. {why}"
    record(revisit, Kind.PUBLICATION_HELD, by=None, at=at, text=text, data=data)


def _publish(
    revisit: Revisit, publication: Publication, by: User | None, at: datetime, reason: str, note: str = ""
) -> Publication:
    """All of it in the caller's transaction: stage, moment, timeline, outcome on file, and the trace."""
    final_policies.check_files(publication)
    if correction := corrections.at(revisit, Stage.SENT):
        correction.revisit = revisit
        return _publish_correction(correction, publication, by, at, note)
    move(revisit=revisit, event=Event.PUBLISH, by=by, at=at, reason=reason)
    publication.published_at, publication.published_by = at, by
    publication.save()
    event = revisit.timeline.get(code="published")
    event.revisit = revisit
    complete(event, done_on=at.astimezone(LONDON).date(), by=by, at=at)
    follow_publication(revisit=revisit, by=by, at=at)
    letter = publication.letter
    text = f"The outcome letter, version {letter.version}, was published."
    data = about(letter) | {"note": note}
    record(revisit, Kind.PUBLISHED, by=by, at=at, text=text, data=data)
    return publication


def _publish_correction(
    correction: Correction, publication: Publication, by: User | None, at: datetime, note: str
) -> Publication:
    """The corrected letter takes the place of the one before; nothing else of the case moves."""
    # While it still waits: once it is published, nothing is under embargo any more.
    correction_policies.check_step(correction, Step.PUBLISH, by, "")
    publication.published_at, publication.published_by = at, by
    publication.save()
    letter = publication.letter
    mark(correction, Step.PUBLISH, by=by, at=at)
    text = f"The corrected letter, version {letter.version}, was published: {correction.note}"
    data = about(letter) | {"correction": correction.number, "note": note}
    record(correction.revisit, Kind.CORRECTED, by=by, at=at, text=text, data=data)
    return publication
