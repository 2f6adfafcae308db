"""The records of the on-site days in the archive of an evidence base: a text for every version."""

from collections.abc import Iterator

from inspections import fieldwork
from inspections.archiving.contents import Member
from inspections.fieldwork import Version
from inspections.fieldwork_access import feedbacks, judgement_meetings, kits
from inspections.models import KitRecord, Revisit
from revisits.accounts.models import User

FOLDER = "on-site"


def records(person: User, case: Revisit) -> Iterator[Member]:
    """Those that the person may read."""
    found: tuple[tuple[str, list[Version]], ...] = (
        ("Keeping-in-touch meeting", list(fieldwork.kits(case).filter(pk__in=kits(person).values("pk")))),
        (
            "Provisional judgement meeting",
            list(fieldwork.judgement_meetings(case).filter(pk__in=judgement_meetings(person).values("pk"))),
        ),
        (
            "Feedback to leaders",
            list(fieldwork.feedbacks(case).filter(pk__in=feedbacks(person).values("pk"))),
        ),
    )
    for title, versions in found:
        for version in reversed(versions):
            yield _member(title, version)


def _member(title: str, version: Version) -> Member:
    if isinstance(version, KitRecord):
        title = f"{title}, day {version.day}"
    name = title.lower().replace(",", "").replace(" ", "-")
    head = f"{title}\n{version.written_by.name}, {fieldwork.moment(version.written_at)}, version {version.number}"
    text = f"{head}\n\n{fieldwork.in_text(fieldwork.lines(version))}\n"
    return Member(f"{FOLDER}/{name}-v{version.number}.txt", text=text)
