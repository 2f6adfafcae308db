"""May the final letter be signed, sent, recalled or published now? Each refusal has the sentence that is read."""

from datetime import datetime

from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import State
from letters import final, publishing, quality
from letters.models import LetterVersion, Publication, SignOff
from revisits.accounts.models import User


def check_sign(revisit: Revisit, version: LetterVersion | None, by: User) -> SignOff.Agency:
    """For which agency the person signs (G27): after both reviews, once, and only the version that stands."""
    if version is None or not final.is_checked(revisit):
        raise Refused(f"The final letter is signed while it is checked; it is at “{_stage(revisit)}” now.")
    agency = final.signs_for(by, revisit)
    if agency is None:
        raise Refused(
            "The lead HMI of the case signs for Ofsted and its CQC inspector for CQC, nobody else (G27)."
        )
    if not quality.approved(version):
        raise Refused("Quality assurance of both agencies approves the final letter first (G7, G24).")
    if agency in final.signed(version):
        raise Refused(f"The final letter is signed for {agency.label} already.")
    return agency


def check_same_version(newest: LetterVersion | None, seen: int) -> None:
    """Whoever signs or sends has seen the very text: `seen` is the number of the version on their page."""
    if newest and newest.number != seen:
        raise Refused(
            f"The letter changed while you read it: it is version {newest.number} now. Read it again."
        )


def check_moment(moment: datetime, now: datetime) -> None:
    if publishing.is_past(moment, now):
        raise Refused("The moment of publication must lie ahead.", "day")


def check_waits(publication: Publication | None) -> Publication:
    """There is a final letter under embargo."""
    if publication is None:
        raise Refused("No final letter waits to be published.")
    return publication


def check_files(publication: Publication) -> None:
    """What is published is there in every format."""
    if not final.files_made(publication.letter):
        raise Refused("The files of the letter are still being made: it is published once all are there.")


def _stage(revisit: Revisit) -> str:
    return State(revisit.state).label
