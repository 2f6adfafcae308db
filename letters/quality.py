"""How the quality assurance of an outcome letter stands (G7, G24)."""

from dataclasses import dataclass

from django.db.models import Q

from inspections.models import Revisit, TeamMember
from inspections.workflow import State
from letters import corrections, outcome
from letters.correction_states import Stage
from letters.models import LetterVersion, OutcomeLetter, QualityReview
from revisits.accounts.models import User

Agency = QualityReview.Agency
Purpose = LetterVersion.Purpose
# Which part of the case assures the quality for which agency.
PARTS = {TeamMember.Role.QA_OFSTED: Agency.OFSTED, TeamMember.Role.QA_CQC: Agency.CQC}
# What quality assurance reads at a stage, and what is the next thing to give it.
WITH_QUALITY = {State.QUALITY: Purpose.QUALITY, State.CHECKING: Purpose.FINAL}
SUBMITTED_FROM = {State.REPORTING: Purpose.QUALITY, State.FINALISING: Purpose.FINAL}


@dataclass(frozen=True)
class Standing:
    """What holds for one agency of one version: its newest decision on these words, None while there is none."""

    agency: QualityReview.Agency
    review: QualityReview | None

    @property
    def approved(self) -> bool:
        return self.review is not None and self.review.approves


def standings(version: LetterVersion) -> list[Standing]:
    """Both agencies', Ofsted's first. A decision on the same words (the same SHA-256) in an earlier version counts."""
    same = QualityReview.objects.filter(
        version__letter=version.letter_id, version__sha256=version.sha256, version__number__lte=version.number
    )
    newest: dict[str, QualityReview] = {
        review.agency: review for review in same.select_related("by", "version").order_by("pk")
    }
    return [Standing(agency, newest.get(agency)) for agency in Agency]


def approved(version: LetterVersion) -> bool:
    """G24: both agencies approve these words."""
    return all(standing.approved for standing in standings(version))


def with_quality(revisit: Revisit) -> LetterVersion | None:
    """The version that quality assurance has now; None at every other stage."""
    if correction := corrections.at(revisit, Stage.CHECKING):
        return correction.version
    purpose = WITH_QUALITY.get(State(revisit.state))
    letter = outcome.letter_of(revisit) if purpose else None
    return outcome.newest(letter, purpose) if letter else None


def next_purpose(revisit: Revisit) -> LetterVersion.Purpose | None:
    """What would be given to quality assurance at this stage; None where nothing is being written."""
    if corrections.at(revisit, Stage.WRITING):
        return Purpose.CORRECTION
    return SUBMITTED_FROM.get(State(revisit.state))


def agency_of(revisit: Revisit, person: User) -> QualityReview.Agency | None:
    """For which agency a person assures the quality of the case; None for everybody else (G7)."""
    member = revisit.team.filter(user=person, role__in=PARTS).first()
    return PARTS[TeamMember.Role(member.role)] if member else None


def seen_before(version: LetterVersion, agency: QualityReview.Agency | None) -> LetterVersion | None:
    """What to compare with: the version on which the agency decided last, else the one before; None for the first."""
    earlier = LetterVersion.objects.filter(letter=version.letter_id, number__lt=version.number)
    decided = earlier.filter(reviews__agency=agency).order_by("-number").first() if agency else None
    return decided or earlier.order_by("-number").first()


def versions(letter: OutcomeLetter) -> list[LetterVersion]:
    """Everything that was frozen, the newest first, with its reviews."""
    found = letter.versions.select_related("frozen_by").prefetch_related("reviews__by")
    return list(found.order_by("-number"))


def newest_of(version: LetterVersion) -> LetterVersion:
    """The newest version of the same letter."""
    return LetterVersion.objects.filter(letter=version.letter_id).latest("number")


def waiting_for(person: User) -> list[LetterVersion]:
    """The versions that this person is to decide on, across their cases, the longest waiting first."""
    with_quality = Q(revisit__state__in=WITH_QUALITY) | Q(revisit__corrections__stage=Stage.CHECKING)
    parts = TeamMember.objects.filter(with_quality, user=person, role__in=PARTS, revisit__historical=False)
    agencies = {
        revisit: PARTS[TeamMember.Role(role)] for revisit, role in parts.values_list("revisit", "role")
    }
    if not agencies:
        return []
    newest = LetterVersion.objects.filter(letter__revisit__in=agencies).order_by("letter_id", "-number")
    versions = list(newest.distinct("letter_id").select_related("letter__revisit__area"))
    reviews = QualityReview.objects.filter(version__letter__in=[each.letter_id for each in versions])
    said = reviews.order_by("pk").values_list("version__letter", "version__sha256", "agency", "decision")
    stands = {(letter, sha256, agency): decision for letter, sha256, agency, decision in said}
    return sorted(
        (
            each
            for each in versions
            if stands.get((each.letter_id, each.sha256, str(agencies[each.letter.revisit_id])))
            != QualityReview.Decision.APPROVE
        ),
        key=lambda each: each.frozen_at,
    )
