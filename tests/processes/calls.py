"""What a test may have the driver do: the program's own actions, by name. What they take and give is JSON."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from inspections.actions.cases import NewCase, create_case
from inspections.actions.holidays import refresh_holidays
from inspections.models import Outcome, Revisit, TimelineEvent
from inspections.workflow import State
from letters.models import LetterFile, Publication
from notifications.domain import expand
from notifications.models import OutboxMessage
from notifications.models.outbox import new_message_id
from revisits.accounts.models import User
from revisits.files.disposing import dispose
from revisits.files.models import Scan, ScannerOutage, StoredFile, Upload
from revisits.files.scanning import after_storing
from revisits.record.models import Entry
from tests.conftest import StandingClock
from tests.files.stored import store
from tests.letters.carrying import Carried, carried_to
from tests.notifications.conftest import NOTICE_DAY, make_world
from tests.surveys.scene import asked

_carried: list[Carried] = []


def set_up(migrated: bool) -> None:
    if not migrated:
        call_command("migrate", verbosity=0)
    refresh_holidays(at=NOTICE_DAY)


def notify(areas: list[str]) -> None:
    """Make a case of each area and notify it: four notices each."""
    for area in areas:
        make_world(area, domain=f"{area.lower()}.example.org").notify()


def fill_outbox(number: int) -> None:
    """So many messages that are due, each to a reader of its own: copies of a real notice, as of a large case."""
    world = make_world("Many", domain="many.example.org")
    world.notify()
    for event in expand.unexpanded():
        expand.expand(event_id=event, now=timezone.now())
    written = list(OutboxMessage.objects.filter(revisit=world.revisit))
    row = written[0]
    first = {field.attname: getattr(row, field.attname) for field in OutboxMessage._meta.concrete_fields}
    copies = []
    for reader in range(number - len(written)):
        own = {"recipient_key": f"reader:{reader}", "recipient_email": f"reader{reader}@many.example.org"}
        copies.append(OutboxMessage(**first | own | {"id": None, "message_id": new_message_id()}))
    OutboxMessage.objects.bulk_create(copies)


def set_up_survey() -> dict[str, Any]:
    """A survey of this service that is open by the clock of the machine; the fields of its questions by their place."""
    cast = asked()
    today = timezone.localdate()
    for code, days in (("survey_opens", -3), ("survey_closes", 3)):
        TimelineEvent.objects.filter(revisit=cast.revisit, code=code).update(
            override_on=today + timedelta(days=days),
            override_time="12:00",
            override_reason="To be open now.",
            overridden_by=cast.owner,
            overridden_at=timezone.now(),
        )
    Revisit.objects.filter(pk=cast.revisit.pk).update(timeline_stale=False)
    questions = cast.revisit.question_sets.get(purpose="survey").questions.all()
    return {"reference": cast.revisit.reference, "fields": [f"q{question.pk}" for question in questions]}


def every_row() -> dict[str, list[str]]:
    """Every row of every table as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found[table] = sorted(row for (row,) in cursor.fetchall())
    return found


def standing(area: str) -> dict[str, int]:
    """How many notices of an area have each status."""
    return Counter(OutboxMessage.objects.filter(revisit__area__name=area).values_list("status", flat=True))


def unsure(area: str) -> dict[str, int]:
    """Of each notice of an area, by Message-ID: how many attempts may have reached the server unseen."""
    rows = OutboxMessage.objects.filter(revisit__area__name=area)
    return dict(rows.values_list("message_id", "unsure_attempts"))


def let_claims_end() -> None:
    """Time passes, until whoever claimed a message is taken for dead."""
    claimed = OutboxMessage.objects.filter(status="claimed")
    claimed.update(claimed_at=F("claimed_at") - timedelta(hours=1))


def outbox(areas: list[str]) -> list[dict[str, object]]:
    """The notices of these areas."""
    columns = ("message_id", "recipient_email", "status", "last_error")
    rows = OutboxMessage.objects.filter(revisit__area__name__in=areas)
    return list(rows.values(*columns))


def open_cases(area: str, number: int) -> None:
    """So many re-visits of one area, a week apart, whose timelines nobody has computed yet.

    Each is of a statement of its own: of one there is no further re-visit (G29).
    """
    world = make_world(area, domain=f"{area.lower()}.example.org")
    inspection = world.revisit.wsoa.inspection
    for week in range(1, number + 1):
        case = NewCase(
            area=world.revisit.area,
            inspected_from=inspection.first_day + timedelta(weeks=week),
            inspected_to=inspection.first_day + timedelta(weeks=week, days=4),
            weaknesses=[],
            guidance="2022",
            first_day=date(2022, 5, 17) + timedelta(weeks=week),
            days=3,
            team=[],
        )
        create_case(case=case, by=None, at=NOTICE_DAY)


def timelines(area: str) -> list[tuple[bool, int]]:
    """Of each of the area's cases: whether its timeline is stale, and how many events it has."""
    cases = Revisit.objects.filter(area__name=area).values_list("pk", "timeline_stale")
    events = Counter(TimelineEvent.objects.values_list("revisit_id", flat=True))
    return [(stale, events[pk]) for pk, stale in cases]


@transaction.atomic
def store_files(contents: list[str]) -> list[int]:
    """Files (bytes in hexadecimal) that wait for their scan, as when somebody has just given them."""
    giver, _ = User.objects.get_or_create(email="giver@example.org", defaults={"name": "The giver"})
    files = [store(bytes.fromhex(content), by=giver, scan=Scan.PENDING) for content in contents]
    for file in files:
        after_storing(file)
    return [file.pk for file in files]


def scans(files: list[int]) -> list[tuple[str, bool, int, int]]:
    """Of each of these files: its state, whether somebody has claimed it, tries, and how often the record saw it
    change."""
    rows = StoredFile.objects.filter(pk__in=files).order_by("pk")
    changes = Counter(
        Entry.objects.filter(table="files_storedfile", operation="update").values_list("row", flat=True)
    )
    return [(row.scan, bool(row.scan_claimed_until), row.scan_attempts, changes[str(row.pk)]) for row in rows]


def outages() -> list[bool]:
    """Of each outage of the scanner, in order: whether it is over."""
    return [bool(row.ended_at) for row in ScannerOutage.objects.order_by("pk")]


def sign_in() -> str:
    """The session of somebody who may give files."""
    person = make_world("Uploads", domain="uploads.example.org").people["lano"]
    browser = Client()
    browser.force_login(person)
    return browser.cookies["sessionid"].value


def carry_letter() -> None:
    """A case of which the final letter is approved and signed by both; what came before is long past."""
    cast, now = carried_to(State.CHECKING)
    _carried.append(Carried(cast, StandingClock(now)))
    for _ in range(4):
        _carried[-1].go_on()


def send_letter() -> None:
    """Send it to the area, to be published in years."""
    _carried[-1].send_final(days=3650)


def let_letter_be_due() -> None:
    """Its publication is set to a day that has come since; who is told of that is settled here."""
    _carried[-1].put_off()
    while left := expand.unexpanded():
        expand.expand(event_id=left[0], now=timezone.now())


def letter() -> dict[str, Any]:
    """The stage of its case, its publications and files, its outcome, and what happened to it how often."""
    case = _carried[-1].case
    files = LetterFile.objects.filter(letter__revisit=case, letter__kind="outcome").order_by("format")
    published = Publication.objects.filter(letter__revisit=case).values_list("published_at", flat=True)
    return {
        "stage": case.state,
        "published": [moment and moment.isoformat() for moment in published],
        "files": [file.format for file in files if sha256(file.content).hexdigest() == file.sha256],
        "outcomes": Outcome.objects.filter(revisit=case).count(),
        "happened": Counter(case.history.values_list("kind", flat=True)),
        "untold": len(expand.unexpanded()) + OutboxMessage.objects.exclude(status="sent").count(),
    }


def told(message: str) -> list[dict[str, object]]:
    """The notices of one kind."""
    columns = ("message_id", "recipient_email", "status")
    return list(OutboxMessage.objects.filter(message=message).values(*columns))


def forget_files() -> None:
    for stored in StoredFile.objects.all():
        dispose(stored)
    Upload.objects.all().delete()


def offset() -> int:
    """Of the one upload."""
    return Upload.objects.get().offset


def stored() -> list[tuple[int, str]]:
    """Length and hash of each stored file."""
    return list(StoredFile.objects.values_list("size", "sha256"))


CALLED = (
    set_up,
    set_up_survey,
    every_row,
    notify,
    fill_outbox,
    standing,
    unsure,
    let_claims_end,
    outbox,
    open_cases,
    timelines,
    carry_letter,
    send_letter,
    let_letter_be_due,
    letter,
    told,
    store_files,
    scans,
    outages,
    sign_in,
    forget_files,
    offset,
    stored,
)
CALLS = {call.__name__: call for call in CALLED}
