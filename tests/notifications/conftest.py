"""An area with its people, a case, and a real SMTP server."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from inspections.actions.cases import NewCase, create_case
from inspections.actions.notify import notify
from inspections.actions.timeline import compute_timeline
from inspections.models import CaseEvent, LocalArea, Revisit, TimelineEvent
from inspections.timeline.times import LONDON
from notifications.domain import deliver, expand
from notifications.models import OutboxMessage
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.roles import Role
from tests.cast import joining
from tests.second_factor import give_second_factor
from tests.smtp import Post, smtp_server
from tests.snapshots import kept

# The morning of the notice of the re-visit of Essex: day -10 of 17 May 2022.
NOTICE_DAY = datetime(2022, 5, 3, 9, tzinfo=LONDON)
LEASE = timedelta(seconds=120)
Kind = Organisation.Kind


@dataclass
class World:
    """One case with everybody who has to do with it."""

    revisit: Revisit
    lead: User
    people: dict[str, User] = field(default_factory=dict)

    def event(self, code: str) -> TimelineEvent:
        return self.revisit.timeline.get(code=code, occurrence=1)

    def notify(self, note: str = "", at: datetime = NOTICE_DAY) -> CaseEvent:
        return notify(revisit=self.revisit, by=self.lead, at=at, note=note)


def person(role: Role, organisation: Organisation, domain: str) -> User:
    user = User.objects.create_user(f"{role.value.replace('_', '-')}@{domain}", role.label)
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1))
    return user


PARTS = (("lead_hmi", "lead"), ("cqc_inspector", "cqc"), ("senior_hmi", "qa_ofsted"))


def make_world(area_name: str = "Essex", domain: str = "example.org") -> World:
    """The case of an area, its timeline computed, with people at `domain` in every role that gets mail."""
    make = Organisation.objects.create
    ofsted, _ = Organisation.objects.get_or_create(kind=Kind.OFSTED, name="Ofsted")
    cqc, _ = Organisation.objects.get_or_create(kind=Kind.CQC, name="Care Quality Commission")
    authority = make(kind=Kind.LOCAL_AUTHORITY, name=f"{area_name} County Council")
    health = make(kind=Kind.HEALTH, name=f"Mid {area_name} CCG")
    forum = make(kind=Kind.FORUM, name=f"{area_name} Family Forum", email=f"forum@{domain}")
    area = LocalArea.objects.create(name=area_name, authority=authority, forum=forum)
    area.health_bodies.add(health)
    people = {
        role.value: person(role, organisation, domain)
        for role, organisation in (
            (Role.LEAD_HMI, ofsted),
            (Role.CQC_INSPECTOR, cqc),
            (Role.SENIOR_HMI, ofsted),
            (Role.SUPPORT, ofsted),
            (Role.DCS, authority),
            (Role.LANO, authority),
            (Role.HEALTH_CHIEF_EXECUTIVE, health),
            (Role.PCF, forum),
        )
    }
    give_second_factor(people.values())
    case = NewCase(
        area=area,
        inspected_from=date(2019, 9, 30),
        inspected_to=date(2019, 10, 4),
        weaknesses=["Joint commissioning", "Quality of plans & the <waiting> times"],
        guidance="2022",
        first_day=date(2022, 5, 17),
        days=3,
        team=[joining(people[role], part) for role, part in PARTS],
    )
    revisit = create_case(case=case, by=None, at=NOTICE_DAY - timedelta(days=30))
    compute_timeline(revisit_id=revisit.pk, at=NOTICE_DAY - timedelta(days=30))
    revisit.refresh_from_db()
    return World(revisit, people["lead_hmi"], people)


@pytest.fixture
def world(db: None) -> World:
    return kept("world", make_world)


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A real SMTP server, which Django's mail goes to."""
    with smtp_server() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.EMAIL_TIMEOUT = 5
        yield found


def expand_all() -> int:
    """Turn every case event into messages; returns how many."""
    return sum(expand.expand(event_id=pk, now=timezone.now()) for pk in expand.unexpanded())


def send_all(at: datetime | None = None) -> int:
    """Deliver what is due at `at` (real time; the present by default)."""
    now = at or timezone.now()
    return deliver.deliver_due(now=lambda: now, case_now=lambda: NOTICE_DAY, lease=LEASE)


def rows(message: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(message=message).order_by("pk"))
