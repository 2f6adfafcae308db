"""How the final letter stands (G26, G27): its frozen text, who signed it, what was issued and when it is published.

Nothing here asks who is asking: pages go through the access modules first.
"""

from dataclasses import dataclass

from inspections.models import Revisit, TeamMember
from inspections.workflow import State
from letters import corrections, outcome, quality
from letters.correction_states import Stage
from letters.models import Correction, Letter, LetterFile, LetterVersion, Publication, SignOff
from letters.rendering.formats import ISSUED
from revisits.accounts.models import User

Agency = SignOff.Agency
# Which part in the case signs for which agency (G27): nobody signs for the other.
SIGNS = {TeamMember.Role.LEAD: Agency.OFSTED, TeamMember.Role.CQC: Agency.CQC}
WHO = {Agency.OFSTED: "lead HMI", Agency.CQC: "CQC inspector"}
STATEMENT = (
    "I checked the accuracy of this letter. It says what we found and decided, and I sign it for {agency}."
)


@dataclass(frozen=True)
class Standing:
    """The final letter of a case: None where it is not so far yet. `letter` and its publication are the newest."""

    version: LetterVersion | None
    approved: bool
    signed: dict[str, SignOff]
    letter: Letter | None
    publication: Publication | None

    @property
    def unsigned(self) -> list[str]:
        """Who has still to sign, in words."""
        return [WHO[agency] for agency in Agency if agency not in self.signed]


def version_of(revisit: Revisit) -> LetterVersion | None:
    """The final text that was frozen last, or that of the correction under way; None before."""
    correction = corrections.open_of(revisit)
    return correction.version if correction else _settled(revisit)


def _settled(revisit: Revisit) -> LetterVersion | None:
    """The final text; of a published letter that was corrected, the correction's."""
    corrected = corrections.latest_published(revisit) if revisit.state == State.CLOSED else None
    if corrected:
        return corrected.version
    letter = outcome.letter_of(revisit)
    return outcome.newest(letter, LetterVersion.Purpose.FINAL) if letter else None


def is_checked(revisit: Revisit) -> bool:
    """Whether a final text is with both reviewers, and to be signed: the letter's, or its correction's."""
    return revisit.state == State.CHECKING or corrections.at(revisit, Stage.CHECKING) is not None


def signed(version: LetterVersion) -> dict[str, SignOff]:
    """By agency, who signed it."""
    return {each.agency: each for each in version.sign_offs.select_related("by")}


def issued(revisit: Revisit) -> Letter | None:
    """The outcome letter that was sent to the area last, recalled or not, as a correction or not; None before."""
    found = Letter.objects.filter(revisit=revisit, kind=Letter.Kind.OUTCOME)
    return found.select_related("publication").order_by("-version").first()


def waiting(revisit: Revisit) -> Publication | None:
    """The publication that is under embargo; None where there is none."""
    found = Publication.objects.filter(
        letter__revisit=revisit, published_at__isnull=True, recalled_at__isnull=True
    )
    return found.select_related("letter").order_by("-letter__version").first()


def standing(revisit: Revisit) -> Standing:
    """Of the letter itself, once it is published as everybody has it; six queries, then one more."""
    closed = revisit.state == State.CLOSED
    letter = corrections.published_letter(revisit) if closed else issued(revisit)
    return _standing(_settled(revisit), letter)


def standing_of(correction: Correction) -> Standing:
    """Of one correction of a published letter."""
    return _standing(correction.version, correction.issued)


def _standing(version: LetterVersion | None, letter: Letter | None) -> Standing:
    return Standing(
        version=version,
        approved=bool(version and quality.approved(version)),
        signed=signed(version) if version else {},
        letter=letter,
        publication=letter.publication if letter else None,
    )


def signs_for(person: User, revisit: Revisit) -> SignOff.Agency | None:
    """The agency for which a person signs on this case: their part in it decides, nothing else."""
    mine = revisit.team.filter(user=person, role__in=SIGNS).first()
    return SIGNS[TeamMember.Role(mine.role)] if mine else None


def files_made(letter: Letter) -> bool:
    """Whether a worker has made the letter in every format."""
    wanted = [each.value for each in ISSUED]
    return LetterFile.objects.filter(letter=letter, format__in=wanted).count() == len(wanted)
