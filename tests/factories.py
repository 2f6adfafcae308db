"""Rows with sensible values, for tests that look at rows. A whole case with its people is `tests.cast`."""

from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

import factory
from django.db.models import Model

from inspections.models import (
    WSOA,
    Absence,
    CaseEvent,
    DraftReader,
    EvidenceDocument,
    EvidenceNote,
    EvidenceReading,
    EvidenceVersion,
    InitialInspection,
    LocalArea,
    Revisit,
    TeamMember,
    TimelineEvent,
    Weakness,
)
from inspections.timeline.times import LONDON
from letters.models import Letter, LetterFile
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.accounts.roles import WORKS_AT, Role
from revisits.files.models import StoredFile

T = TypeVar("T", bound=Model)
AT = datetime(2022, 3, 1, 9, tzinfo=LONDON)


class Rows(factory.django.DjangoModelFactory):  # type: ignore[misc]
    """What all factories share."""

    class Meta:
        abstract = True


class OrganisationRows(Rows):
    kind = Organisation.Kind.OFSTED
    name = factory.Sequence("Organisation {}".format)

    class Meta:
        model = Organisation


class UserRows(Rows):
    name = factory.Sequence("Person {}".format)
    email = factory.Sequence("person-{}@example.org".format)

    class Meta:
        model = User


class MembershipRows(Rows):
    """At a body of a kind that has the role."""

    user = factory.SubFactory(UserRows)
    organisation = factory.LazyAttribute(lambda row: OrganisationRows(kind=min(WORKS_AT[Role(row.role)])))
    role = Role.HMI
    starts_on = date(2020, 1, 1)

    class Meta:
        model = Membership


class InvitationRows(Rows):
    """Open for a week."""

    email = factory.Sequence("invited-{}@example.org".format)
    name = "Somebody"
    role = Role.HMI
    organisation = factory.LazyAttribute(lambda row: OrganisationRows(kind=min(WORKS_AT[Role(row.role)])))
    invited_by = factory.SubFactory(UserRows)
    invited_at = sent_at = AT
    expires_at = AT + timedelta(days=7)

    class Meta:
        model = Invitation


class AreaRows(Rows):
    name = factory.Sequence("Area {}".format)

    class Meta:
        model = LocalArea


class InspectionRows(Rows):
    area = factory.SubFactory(AreaRows)
    first_day = date(2019, 9, 30)
    last_day = date(2019, 10, 4)

    class Meta:
        model = InitialInspection


class WSOARows(Rows):
    inspection = factory.SubFactory(InspectionRows)

    class Meta:
        model = WSOA


class WeaknessRows(Rows):
    wsoa = factory.SubFactory(WSOARows)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence("Weakness {}".format)

    class Meta:
        model = Weakness


class RevisitRows(Rows):
    """A fresh case of three days, Tuesday 17 to Thursday 19 May 2022, without team or timeline."""

    reference = factory.Sequence("case-{}".format)
    wsoa = factory.SubFactory(WSOARows)
    area = factory.SelfAttribute("wsoa.inspection.area")
    guidance = "2022"
    first_day = date(2022, 5, 17)
    last_day = date(2022, 5, 19)
    days = 3
    timeline_stale = False
    created_at = AT

    class Meta:
        model = Revisit


class TeamRows(Rows):
    revisit = factory.SubFactory(RevisitRows)
    user = factory.SubFactory(UserRows)
    role = TeamMember.Role.HMI

    class Meta:
        model = TeamMember


class AbsenceRows(Rows):
    user = factory.SubFactory(UserRows)
    first_day = date(2022, 5, 16)
    last_day = date(2022, 6, 3)
    recorded_by = factory.SelfAttribute("user")
    recorded_at = AT

    class Meta:
        model = Absence


class EventRows(Rows):
    revisit = factory.SubFactory(RevisitRows)
    code = "notify"
    day = -10
    computed_on = date(2022, 5, 3)

    class Meta:
        model = TimelineEvent


class CaseEventRows(Rows):
    revisit = factory.SubFactory(RevisitRows)
    kind = CaseEvent.Kind.CREATED
    at = AT

    class Meta:
        model = CaseEvent


class NoteRows(Rows):
    """Without a version."""

    revisit = factory.SubFactory(RevisitRows)
    kind = EvidenceNote.Kind.MEETING
    written_by = factory.SubFactory(UserRows)
    written_at = AT

    class Meta:
        model = EvidenceNote


class StoredFileRows(Rows):
    """A file of nine bytes that nobody scanned; its bytes are nowhere."""

    key = factory.Sequence("0a/{}".format)
    name = "impact.pdf"
    kind = "application/pdf"
    size = 9
    sha256 = "0" * 64
    added_by = factory.SubFactory(UserRows)
    added_at = AT

    class Meta:
        model = StoredFile


class EvidenceDocumentRows(Rows):
    revisit = factory.SubFactory(RevisitRows)
    given_by = factory.SubFactory(OrganisationRows, kind=Organisation.Kind.LOCAL_AUTHORITY)
    title = "Impact of the early help offer"

    class Meta:
        model = EvidenceDocument


class EvidenceVersionRows(Rows):
    """A typed text, unless a file is given."""

    document = factory.SubFactory(EvidenceDocumentRows)
    text = factory.LazyAttribute(lambda version: "" if version.file else "Waiting times fell.")
    file = None
    added_by = factory.SubFactory(UserRows)
    added_at = AT

    class Meta:
        model = EvidenceVersion


class EvidenceReadingRows(Rows):
    version = factory.SubFactory(EvidenceVersionRows)
    user = factory.SubFactory(UserRows)
    read_at = AT

    class Meta:
        model = EvidenceReading


class DraftReaderRows(Rows):
    revisit = factory.SubFactory(RevisitRows)
    user = factory.SubFactory(UserRows)
    organisation = factory.SubFactory(OrganisationRows)
    named_by = factory.SubFactory(UserRows)
    named_at = AT

    class Meta:
        model = DraftReader


class LetterRows(Rows):
    revisit = factory.SubFactory(RevisitRows)
    kind = Letter.Kind.PARENTS
    version = 1
    facts = factory.LazyFunction(dict)
    text = factory.LazyFunction(dict)
    template_version = "2022"
    addressees = factory.LazyFunction(list)
    sha256 = "0" * 64
    issued_at = AT

    class Meta:
        model = Letter


class LetterFileRows(Rows):
    letter = factory.SubFactory(LetterRows)
    format = "text"
    content = b"Dear parents"
    sha256 = "0" * 64
    rendered_at = AT

    class Meta:
        model = LetterFile


ROWS: dict[type[Model], type[Rows]] = {rows._meta.model: rows for rows in Rows.__subclasses__()}


def make(model: type[T], **values: Any) -> T:
    """A saved row of the model: what is not given gets a sensible value."""
    return cast(T, ROWS[model](**values))
