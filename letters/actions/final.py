"""The final letter: signed by both agencies, sent to the area under embargo, recalled where it must be (G26, G27)."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections import access, draft_list
from inspections.actions.moving import move
from inspections.actions.record import poke, record
from inspections.actions.timeline import complete, override_date, undo
from inspections.contacts import Contact
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import Event
from letters import correction_policies, corrections, final, final_policies
from letters.actions.correction_steps import take
from letters.correction_states import Stage, Step
from letters.models import Correction, Letter, LetterVersion, Publication, SignOff
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import Role
from revisits.acting import acting

Kind = CaseEvent.Kind
ADVISERS = (Role.DFE_ADVISER, Role.NHSE_ADVISER)


@transaction.atomic
def sign(*, revisit: Revisit, seen: int, by: User, at: datetime) -> SignOff:
    """Sign the final letter for one's own agency, declaring that its accuracy was checked (G27).

    `seen` is the number of the version that the person read. Raises Refused for whoever is neither the lead HMI nor
    the CQC inspector of the case, before both reviewers approved, and for a version that stands no longer.
    """
    revisit = locked(revisit)
    version = final.version_of(revisit)
    final_policies.check_same_version(version, seen)
    agency = final_policies.check_sign(revisit, version, by)
    assert version
    signed = SignOff.objects.create(
        version=version, agency=agency, statement=final.STATEMENT.format(agency=agency.label), by=by, at=at
    )
    text = f"{version} was signed for {agency.label}."
    data = {"version": version.number, "agency": str(agency), "sha256": version.sha256}
    record(revisit, Kind.LETTER_SIGNED, by=by, at=at, text=text, data=data)
    return signed


@transaction.atomic
def send_final(
    *, revisit: Revisit, seen: int, due_at: datetime, by: User, at: datetime, note: str = ""
) -> Letter:
    """Issue the signed letter to the area's directors, under embargo until `due_at`, aware (G26); a worker makes its
    files. They are told, with the paragraph `note` where there is one.

    Raises Refused with all that is missing (`workflow`), for a moment that is past, and for another version than the
    `seen` one.
    """
    revisit = locked(revisit)
    final_policies.check_moment(due_at, at)
    version = final.version_of(revisit)
    final_policies.check_same_version(version, seen)
    before = final.issued(revisit)
    move(revisit=revisit, event=Event.SEND_FINAL, by=by, at=at)
    assert version
    again = before.publication.recall_reason if before else ""
    letter = issue(revisit, version, reason=again, by=by, at=at)
    publication = Publication.objects.create(letter=letter, due_at=due_at, set_by=by, set_at=at)
    _plan(revisit, due_at, "Set when the final letter was sent.", by, at)
    event = revisit.timeline.get(code="final_sent")
    event.revisit = revisit
    complete(event, done_on=at.astimezone(LONDON).date(), by=by, at=at)
    text = (
        f"The final letter, version {letter.version}, was sent to the area. Embargo until {publication.due}."
    )
    data = about(letter) | {"due_at": due_at.isoformat(), "note": note}
    record(revisit, Kind.FINAL_SENT, by=by, at=at, text=text, data=data)
    poke("letters.render", letter.pk)
    return letter


@transaction.atomic
def recall(*, revisit: Revisit, reason: str, by: User, at: datetime) -> Publication:
    """Take the final letter, or a corrected one, back before it is published, with the reason.

    The area no longer sees it, and is told. The version stays in the history; the next one is another. Raises Refused.
    """
    revisit, reason = locked(revisit), reason.strip()
    publication = final_policies.check_waits(final.waiting(revisit))
    correction = corrections.at(revisit, Stage.SENT)
    if correction:
        correction.revisit = revisit
        take(correction, Step.RECALL, by=by, at=at, reason=reason, issued=None)
    else:
        move(revisit=revisit, event=Event.RECALL, by=by, at=at, reason=reason)
    publication.recalled_at, publication.recalled_by, publication.recall_reason = at, by, reason
    with acting(why=reason):
        publication.save(update_fields=["recalled_at", "recalled_by", "recall_reason"])
    if correction is None:
        event = revisit.timeline.get(code="final_sent")
        event.revisit = revisit
        undo(event, by=by, at=at)
    called = "corrected" if correction else "final"
    text = f"The {called} letter, version {publication.letter.version}, was recalled. Reason: {reason}"
    data = about(publication.letter) | {"reason": reason} | _of(correction)
    record(revisit, Kind.FINAL_RECALLED, by=by, at=at, text=text, data=data)
    return publication


@transaction.atomic
def set_publication(
    *, revisit: Revisit, due_at: datetime, reason: str, by: User, at: datetime
) -> Publication:
    """Set another moment of publication (aware), with the reason; those who have the letter are told.

    Raises Refused for whoever may not publish, without a reason, for the past, and where nothing waits.
    """
    revisit, reason = locked(revisit), reason.strip()
    if not access.may(by, Permission.PUBLISH, revisit):
        raise Refused(f"You may not do this: it needs the permission to {Permission.PUBLISH}.")
    publication = final_policies.check_waits(final.waiting(revisit))
    final_policies.check_moment(due_at, at)
    if not reason:
        raise Refused("Say why: those who have the letter are told.", "reason")
    correction = corrections.at(revisit, Stage.SENT)
    if correction:
        correction_policies.check_moment(correction, due_at)
    if publication.due_at == due_at:
        raise Refused(f"It is to be published at {publication.due} already.", "day")
    change_moment(publication, due_at, reason, by, at)
    if correction is None:
        _plan(revisit, due_at, reason, by, at)
    text = f"The letter is to be published at {publication.due}. Reason: {reason}"
    data = about(publication.letter) | {"due_at": due_at.isoformat(), "reason": reason} | _of(correction)
    record(revisit, Kind.PUBLICATION_SET, by=by, at=at, text=text, data=data)
    return publication


def change_moment(publication: Publication, due_at: datetime, reason: str, by: User, at: datetime) -> None:
    """The row of another moment; the caller has checked that it may be."""
    publication.due_at, publication.reason = due_at, reason
    publication.set_by, publication.set_at = by, at
    with acting(why=reason):
        publication.save()


def issue(revisit: Revisit, version: LetterVersion, *, reason: str, by: User, at: datetime) -> Letter:
    """The frozen text as it was signed, as the next outcome letter, with those to whom it goes as they are now."""
    before = final.issued(revisit)
    with acting(why=reason):
        return Letter.objects.create(
            revisit=revisit,
            kind=Letter.Kind.OUTCOME,
            version=before.version + 1 if before else 1,
            facts=version.facts,
            text=version.text,
            template_version=version.text["template_version"],
            addressees=[*_directors(revisit, at), *_copies(revisit, at)],
            sha256=version.sha256,
            issued_at=at,
            issued_by=by,
            reason=reason,
        )


def _directors(revisit: Revisit, at: datetime) -> Iterator[dict[str, Any]]:
    """The director and the chief executives in office (G26)."""
    for held in draft_list.directors(revisit, on=at.astimezone(LONDON).date()).select_related("user"):
        yield asdict(Contact(held.role, held.user.name, held.user.email or "", held.user_id))


def _copies(revisit: Revisit, at: datetime) -> Iterator[dict[str, Any]]:
    """The advisers, to whom the letter is copied once it is published (G28, G29)."""
    held = Membership.objects.on(at.astimezone(LONDON).date()).filter(role__in=ADVISERS)
    for row in held.filter(user__is_active=True).select_related("user").order_by("pk"):
        if access.advises(row.user, revisit):
            yield asdict(Contact(row.role, row.user.name, row.user.email or "", row.user_id)) | {"copy": True}


def _plan(revisit: Revisit, due_at: datetime, reason: str, by: User, at: datetime) -> None:
    """The timeline tells the day, where it is another than was planned."""
    event, moment = revisit.timeline.get(code="published"), due_at.astimezone(LONDON)
    if event.planned_on != moment.date():
        override_date(event=event, on=moment.date(), time=f"{moment:%H:%M}", reason=reason, by=by, at=at)


def _of(correction: Correction | None) -> dict[str, Any]:
    return {"correction": correction.number} if correction else {}


def about(letter: Letter) -> dict[str, Any]:
    """What an event of a letter names it by."""
    return {"letter": letter.pk, "version": letter.version, "sha256": letter.sha256}


def locked(revisit: Revisit) -> Revisit:
    """The case under its lock, with what its letter is composed from."""
    related = Revisit.objects.select_related("area", "wsoa")
    return related.select_for_update(of=("self",)).get(pk=revisit.pk)
