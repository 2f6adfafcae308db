"""The judgements of a case and its other serious concerns, in every version, as a table of the archive."""

from collections.abc import Iterator

from inspections.archiving.contents import as_csv, when
from inspections.judgement_access import concern_versions, versions
from inspections.judgements_page import grounds
from inspections.models import ConcernVersion, JudgementVersion, Revisit
from revisits.accounts.models import User

COLUMNS = (
    "weakness", "title", "version", "decision", "text", "rests on", "written by", "written", "after the meeting",
    "reason", "agreed by",
)  # fmt: skip


def judgements_csv(person: User, case: Revisit) -> str:
    """What the person may read of them; a concern has no weakness."""
    return as_csv(COLUMNS, (*_judgements(person, case), *_concerns(person, case)))


def _judgements(person: User, case: Revisit) -> Iterator[tuple[object, ...]]:
    found = versions(person).filter(judgement__revisit=case).select_related("judgement__weakness", "by")
    for version in found.order_by("judgement__weakness__number", "number").prefetch_related("agreements__by"):
        weakness = version.judgement.weakness
        agreed = "; ".join(f"{each.get_agency_display()}: {each.by}" for each in version.agreements.all())
        yield (weakness.number, weakness.text, *_row(version, version.decision, version.summary), agreed)


def _concerns(person: User, case: Revisit) -> Iterator[tuple[object, ...]]:
    found = concern_versions(person).filter(concern__revisit=case).select_related("by")
    for version in found.order_by("concern_id", "number"):
        decision = "Withdrawn" if version.withdrawn else "Other serious concern"
        yield ("", version.title, *_row(version, decision, version.text), "")


def _row(version: JudgementVersion | ConcernVersion, decision: str, text: str) -> tuple[object, ...]:
    return (
        version.number,
        decision,
        text,
        grounds(version),
        version.by.name,
        when(version.at),
        "yes" if version.after_meeting else "",
        version.reason,
    )
