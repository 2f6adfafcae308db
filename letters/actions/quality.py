"""Quality assurance of the outcome letter: submitted, reviewed by both agencies, returned or withdrawn (G7, G24)."""

from datetime import datetime

from django.db import transaction

from inspections.actions.moving import move
from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from inspections.workflow import Event
from letters import correction_policies, corrections, quality, quality_policies
from letters.actions.correction_steps import mark, take
from letters.actions.outcome import freeze
from letters.correction_states import Step
from letters.models import Correction, IdentifierDecision, LetterVersion, OutcomeLetter, QualityReview
from revisits.accounts.models import User

Kind, Decision = CaseEvent.Kind, QualityReview.Decision


@transaction.atomic
def submit(*, revisit: Revisit, by: User, at: datetime) -> LetterVersion:
    """Freeze the letter and give it to quality assurance: the draft, after the area's comments the final text, or the
    correction of what is published.

    Raises Refused with everything that is missing: judgements, words, identifiers, answers, reviewers.
    """
    revisit = _locked(revisit)
    letter, purpose = quality_policies.letter_of(revisit), quality_policies.purpose_now(revisit)
    quality_policies.check_reviewers(revisit)
    correction = _correction(revisit)
    if correction:
        # Frozen while it is written; then it is checked with what was frozen.
        correction_policies.check_step(correction, Step.SUBMIT, by, "")
        version = freeze(letter=letter, purpose=purpose, by=by, at=at)
        mark(correction, Step.SUBMIT, by=by, at=at, version=version)
    else:
        move(revisit=revisit, event=Event.SUBMIT, by=by, at=at)
        version = freeze(letter=letter, purpose=purpose, by=by, at=at)
    data = {"version": version.number, "purpose": version.purpose, "sha256": version.sha256}
    text = f"{version} went to quality assurance."
    record(revisit, Kind.LETTER_SUBMITTED, by=by, at=at, text=text, data=data)
    return version


@transaction.atomic
def withdraw(*, revisit: Revisit, reason: str, by: User, at: datetime) -> None:
    """Take it back from quality assurance, to write again. Raises Refused without a reason."""
    revisit = _locked(revisit)
    if correction := _correction(revisit):
        take(correction, Step.TAKE_BACK, by=by, at=at, reason=reason.strip())
    else:
        move(revisit=revisit, event=Event.WITHDRAW, by=by, at=at, reason=reason.strip())


@transaction.atomic
def review(
    *, version: LetterVersion, decision: str, comments: str, on_site: bool, by: User, at: datetime
) -> QualityReview:
    """Approve a version or return it with comments, for the reviewer's agency (G7).

    A return sends the case back at once. Raises Refused for whoever has no part in its quality assurance, for what
    is not the newest version or no longer there to review, for a decision made already and a return without comments.
    """
    revisit = _locked(version.letter.revisit)
    agency = quality_policies.check_review(version, by)
    quality_policies.check_decision(version, agency, decision, comments)
    made = QualityReview.objects.create(
        version=version,
        agency=agency,
        decision=decision,
        comments=comments.strip(),
        on_site=on_site,
        by=by,
        at=at,
    )
    data = {"version": version.number, "agency": str(agency), "decision": made.decision, "on_site": on_site}
    if made.approves:
        text = f"{agency.label} approved {_said(version)}."
        record(revisit, Kind.LETTER_APPROVED, by=by, at=at, text=text, data=data)
        if quality.approved(version):
            text = f"Both agencies approve {_said(version)}."
            record(revisit, Kind.LETTER_ASSURED, by=by, at=at, text=text, data={"version": version.number})
    else:
        text = f"{agency.label} returned {_said(version)} with comments."
        record(revisit, Kind.LETTER_RETURNED, by=by, at=at, text=text, data=data)
        if correction := _correction(revisit):
            take(correction, Step.RETURN, by=by, at=at)
        else:
            move(revisit=revisit, event=Event.RETURN, by=by, at=at)
    return made


@transaction.atomic
def accept_identifier(
    *, letter: OutcomeLetter, fingerprint: str, reason: str, by: User, at: datetime
) -> IdentifierDecision:
    """Settle a finding that identifies nobody, with the reason; for these words in this section alone.

    Raises Refused without a reason, where the words are gone or were accepted already, and at a stage without writing.
    """
    revisit = _locked(letter.revisit)
    letter.revisit = revisit
    found = quality_policies.check_accept(letter, fingerprint)
    quality_policies.check_reason(reason)
    decision = IdentifierDecision.objects.create(
        letter=letter,
        fingerprint=fingerprint,
        section=found.section or "generated",
        reason=reason.strip(),
        by=by,
        at=at,
    )
    # Never the words: the history is read by all staff.
    text = f"A possible identifier in {found.place} was accepted."
    record(revisit, Kind.IDENTIFIER_ACCEPTED, by=by, at=at, text=text)
    return decision


def _correction(revisit: Revisit) -> Correction | None:
    """The correction under way, on the case as the caller holds it."""
    correction = corrections.open_of(revisit)
    if correction:
        correction.revisit = revisit
    return correction


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)


def _said(version: LetterVersion) -> str:
    """ "draft, version 2", within a sentence."""
    return str(version)[0].lower() + str(version)[1:]
