"""May the letter be submitted, reviewed or taken back now? Each refusal carries the sentence that is read (G7, G24)."""

from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import AFTER_VISIT, State
from letters import corrections, identifier_check, outcome, quality
from letters.actions.issue import digest
from letters.correction_states import Stage
from letters.identifying import Found
from letters.models import LetterVersion, OutcomeLetter, QualityReview
from revisits.accounts.models import User

Agency, Decision, Purpose = QualityReview.Agency, QualityReview.Decision, LetterVersion.Purpose
_IN_WORDS = {Agency.OFSTED: "the Senior HMI (Ofsted)", Agency.CQC: "the CQC inspector for quality assurance"}


def letter_of(revisit: Revisit) -> OutcomeLetter:
    """The letter; Refused where nobody began it."""
    letter = outcome.letter_of(revisit)
    if letter is None:
        raise Refused("Nobody has begun the letter yet.")
    return letter


def purpose_now(revisit: Revisit) -> LetterVersion.Purpose:
    """What would be submitted at this stage."""
    purpose = quality.next_purpose(revisit)
    if purpose is None:
        raise Refused(
            "The letter is submitted while it is being written, or finalised after the area's comments."
        )
    return purpose


def check_reviewers(revisit: Revisit) -> None:
    """G7: both agencies have somebody to whom it goes."""
    there = set(revisit.team.filter(role__in=quality.PARTS).values_list("role", flat=True))
    missing = [_IN_WORDS[agency] for part, agency in quality.PARTS.items() if part not in there]
    if missing:
        raise Refused(f"Name {' and '.join(missing)} on the page “Team” first (G7).")


def check_review(version: LetterVersion, by: User) -> QualityReview.Agency:
    """For which agency somebody reviews this version now. Call it with the case locked (G7, G24)."""
    revisit = Revisit.objects.get(pk=version.letter.revisit_id)
    agency = quality.agency_of(revisit, by)
    if agency is None:
        raise Refused("Only those who assure the quality of this re-visit review its letter (G7).")
    current = quality.with_quality(revisit)
    if current is None:
        raise Refused(
            "The letter is not with quality assurance now: it was returned, withdrawn or has gone on."
        )
    if current.pk != version.pk:
        raise Refused(f"This is not the newest version. Read version {current.number}: that one is reviewed.")
    return agency


def check_decision(
    version: LetterVersion, agency: QualityReview.Agency, decision: str, comments: str
) -> None:
    """Once a decision an agency; a return says what is to be changed."""
    earlier = version.reviews.filter(agency=agency, decision=decision).select_related("by").first()
    if earlier:
        raise Refused(
            f"{earlier.by} {earlier.get_decision_display().lower()} this version for {agency.label} already."
        )
    if decision == Decision.RETURN and not comments.strip():
        raise Refused("Say what is to be changed: the team works from your comments.", "comments")


def check_identifiers(letter: OutcomeLetter) -> None:
    """Nothing that identifies an individual leaves: every finding is settled."""
    count = len(identifier_check.unsettled(letter))
    if count:
        things = "1 thing" if count == 1 else f"{count} things"
        raise Refused(f"{things} in the letter may identify somebody: settle each on the page “Identifiers”.")


def check_accept(letter: OutcomeLetter, fingerprint: str) -> Found:
    """The open finding of that fingerprint; Refused where there is none, before the visit is over or once published."""
    revisit = letter.revisit
    correcting = corrections.at(revisit, Stage.WRITING, Stage.CHECKING)
    if revisit.historical or (revisit.state not in AFTER_VISIT and not correcting):
        raise Refused("The letter is not being written at this stage.")
    for row in identifier_check.checked(letter):
        if row.found.fingerprint == fingerprint:
            if row.decision:
                raise Refused(f"{row.decision.by} accepted it already.")
            return row.found
    raise Refused("These words are no longer in the letter.")


def check_reason(reason: str) -> None:
    """What is accepted is accepted for a reason, which stays."""
    if not reason.strip():
        raise Refused("Say why these words identify nobody.", "reason")


def check_assured(revisit: Revisit) -> None:
    """G24: both agencies approve the newest version, and the case still says what it says."""
    letter = letter_of(revisit)
    version = _submitted(revisit, letter)
    if version is None:
        raise Refused("The letter has not been submitted to quality assurance yet.")
    waiting = [_IN_WORDS[each.agency] for each in quality.standings(version) if not each.approved]
    if waiting:
        raise Refused(f"The letter waits for the approval of {' and of '.join(waiting)} (G24).")
    if quality.with_quality(revisit) and digest(outcome.text(letter).as_dict()) != version.sha256:
        raise Refused(
            f"The case has changed since version {version.number} was submitted, so the letter would read "
            "differently now: withdraw it, and submit it again."
        )


def _submitted(revisit: Revisit, letter: OutcomeLetter) -> LetterVersion | None:
    """What was given to quality assurance last, of what is being made now: draft, final text or correction."""
    if correction := corrections.open_of(revisit):
        return correction.version
    first = revisit.state in (State.REPORTING, State.QUALITY)
    return outcome.newest(letter, Purpose.QUALITY if first else Purpose.FINAL)


def check_returned(revisit: Revisit) -> None:
    """A reviewer returned the version that quality assurance has."""
    version = quality.with_quality(revisit)
    if version is None or not version.reviews.filter(decision=Decision.RETURN).exists():
        raise Refused("No reviewer has returned the letter.")
