"""What the demo's areas and forums give, and when: in time and late, files and a typed text, and "there are none"."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from inspections import queries
from inspections.actions.evidence import give_evidence
from inspections.actions.information import declare_none
from inspections.models import EvidenceVersion, InformationItem, Revisit
from inspections.timeline import times
from letters.models import AccuracyFile
from revisits.accounts.models import Organisation, User
from revisits.demo import evidence_files as made
from revisits.demo.people import person
from revisits.files.disposing import dispose
from revisits.files.models import StoredFile
from revisits.files.storing import store

Doing = tuple[datetime, Callable[[], object]]
TRIBUNAL = (
    "Invented for the demo. Eleven appeals since the initial inspection: seven were agreed before a hearing, three "
    "were upheld in part, one was dismissed. Two were about a place in a special school."
)


def evidence(revisit: Revisit) -> Iterator[Doing]:
    """The area's the working day before it is due, the forum's on the day, and one of health's too late."""
    due = revisit.timeline.filter(code="evidence_due").first()
    if due is None or due.planned_on is None:
        return
    calendar, area = queries.calendar(), revisit.area
    before, after = calendar.before(due.planned_on, 1), calendar.after(due.planned_on, 1)
    given = (
        (before, time(14), area.authority, "lano", "impact-1", "early-help.pdf", made.impact),
        (
            before,
            time(14, 5),
            area.authority,
            "contributor",
            "impact-1",
            "waiting-times.csv",
            made.waiting_times,
        ),
        (due.planned_on, time(14), area.forum, "forum", "forum", "parents.pdf", made.what_parents_said),
        (after, time(10), area.health_bodies.first(), "health", "other", "therapy.txt", made.health_summary),
    )
    for day, hour, body, giver, code, name, content in given:
        if body:
            at = times.london(day, hour)
            yield at, partial(_file, revisit, body, giver, code, name, content, at)
    at = times.london(before, time(15))
    yield at, partial(_tribunal, revisit, at)
    yield at, partial(_none, revisit, at)


def remove_files(revisits: list[str]) -> Callable[[], None]:
    """What removes the files of these cases once the cases are gone."""
    versions = EvidenceVersion.objects.filter(document__revisit__reference__in=revisits, file__isnull=False)
    given = AccuracyFile.objects.filter(comment__round__version__letter__revisit__reference__in=revisits)
    keys = [*versions.values_list("file", flat=True), *given.values_list("file", flat=True)]

    def remove() -> None:
        for stored in StoredFile.objects.filter(pk__in=keys):
            dispose(stored)

    return remove


def _file(
    revisit: Revisit,
    body: Organisation,
    giver: str,
    code: str,
    name: str,
    content: Callable[[], bytes],
    at: datetime,
) -> None:
    by = person(giver)
    stored = keep(name, content, by, at)
    title = name.partition(".")[0].replace("-", " ").capitalize()
    _give(revisit, body, by, code, title, at, file=stored)


def keep(name: str, content: Callable[[], bytes], by: User, at: datetime) -> StoredFile:
    """A file of the demo's own making, as one that somebody gave."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content())
        return store(path, name=name, by=by, at=at)


def _tribunal(revisit: Revisit, at: datetime) -> None:
    body = revisit.area.authority
    if body:
        _give(revisit, body, person("lano"), "tribunal", "Tribunal outcomes", at, text=TRIBUNAL)


def _none(revisit: Revisit, at: datetime) -> None:
    item = _item(revisit, "ombudsman")
    if item:
        declare_none(item=item, why="", by=person("lano"), at=at)


def _give(
    revisit: Revisit,
    body: Organisation,
    by: User,
    code: str,
    title: str,
    at: datetime,
    file: StoredFile | None = None,
    text: str = "",
) -> None:
    item = _item(revisit, code)
    give_evidence(revisit=revisit, body=body, title=title, file=file, text=text, item=item, by=by, at=at)


def _item(revisit: Revisit, code: str) -> InformationItem | None:
    return revisit.items.filter(code=code).first()
