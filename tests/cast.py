"""The shared cast: the re-visit of Essex on the morning of its notice, and everybody who has to do with it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from inspections.actions.cases import NewCase, create_case
from inspections.actions.notify import notify
from inspections.actions.timeline import complete, compute_timeline, mark_done
from inspections.models import CaseEvent, LocalArea, Revisit, TimelineEvent
from inspections.parts import Joining, Part
from inspections.policies import FOLLOWS, RECORDED
from inspections.timeline.times import LONDON
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.roles import Role
from tests.second_factor import give_second_factor

# Tuesday: day -10 of a visit that starts on Tuesday 17 May 2022.
NOW = datetime(2022, 5, 3, 8, 30, tzinfo=LONDON)
SET_UP = NOW - timedelta(days=60)
FIRST_DAY = date(2022, 5, 17)
LETTER_DETAILS = {
    "parents_letter_date": date(2022, 5, 3),
    "survey_url": "https://survey.example.org/essex",
    "has_open_meeting": True,
    "open_meeting_place": "County Hall, Chelmsford",
    "circulated_by": "Essex County Council",
}
Kind = Organisation.Kind

# Name in the tests, role, and where they work: a national body, or "authority", "health", "forum" of the area.
PEOPLE = (
    ("owner", Role.LEAD_HMI, Kind.OFSTED),
    ("colleague", Role.LEAD_HMI, Kind.OFSTED),
    ("hmi", Role.HMI, Kind.OFSTED),
    ("cqc", Role.CQC_INSPECTOR, Kind.CQC),
    ("senior_hmi", Role.SENIOR_HMI, Kind.OFSTED),
    ("cqc_qa", Role.CQC_QA, Kind.CQC),
    ("support", Role.SUPPORT, Kind.OFSTED),
    ("administrator", Role.ADMINISTRATOR, Kind.OFSTED),
    ("dfe", Role.DFE_ADVISER, Kind.DFE),
    ("nhse", Role.NHSE_ADVISER, Kind.NHSE),
    ("lano", Role.LANO, Kind.LOCAL_AUTHORITY),
    ("dcs", Role.DCS, Kind.LOCAL_AUTHORITY),
    ("contributor", Role.AREA_CONTRIBUTOR, Kind.LOCAL_AUTHORITY),
    ("health", Role.HEALTH_OFFICER, Kind.HEALTH),
    ("health_chief", Role.HEALTH_CHIEF_EXECUTIVE, Kind.HEALTH),
    ("pcf", Role.PCF, Kind.FORUM),
)


@dataclass
class Cast:
    """`people` by their name in the tests: owner leads the case, colleague leads others, stranger is another area's."""

    revisit: Revisit
    area: LocalArea
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.people[name]

    @property
    def owner(self) -> User:
        return self.people["owner"]

    def event(self, code: str, occurrence: int = 1) -> TimelineEvent:
        """The event as it stands in the database now."""
        return TimelineEvent.objects.get(revisit=self.revisit.pk, code=code, occurrence=occurrence)

    def done(self, code: str, at: datetime = NOW) -> TimelineEvent:
        """What is done by being recorded is so without its record, which few tests ask for."""
        if code in RECORDED or code in FOLLOWS:
            return complete(self.event(code), done_on=at.date(), by=self.owner, at=at)
        return mark_done(event=self.event(code), done_on=at.date(), by=self.owner, at=at)

    def notify(self, at: datetime = NOW) -> CaseEvent:
        event = notify(revisit=self.revisit, by=self.owner, at=at)
        self.revisit.refresh_from_db()
        return event

    def happened(self, kind: CaseEvent.Kind) -> list[CaseEvent]:
        """Events of one kind, the earliest first."""
        return list(self.revisit.history.filter(kind=kind).order_by("pk"))

    def compute(self, at: datetime = NOW) -> list[TimelineEvent]:
        moved = compute_timeline(revisit_id=self.revisit.pk, at=at)
        self.revisit.refresh_from_db()
        return moved


def make_person(name: str, role: Role, organisation: Organisation, revisit: Revisit | None = None) -> User:
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", name)
    Membership.objects.create(
        user=user, organisation=organisation, role=role, revisit=revisit, starts_on=date(2020, 1, 1)
    )
    return user


def make_area(name: str, code: str) -> LocalArea:
    make = Organisation.objects.create
    area = LocalArea.objects.create(
        name=name,
        code=code,
        region=LocalArea.Region.EAST_OF_ENGLAND,
        website=f"www.{name.lower()}.gov.uk/send",
        authority=make(kind=Kind.LOCAL_AUTHORITY, name=f"{name} County Council"),
        forum=make(kind=Kind.FORUM, name=f"{name} Family Forum", email=f"forum@{name.lower()}.example.org"),
    )
    area.health_bodies.add(make(kind=Kind.HEALTH, name=f"Mid {name} CCG"))
    return area


def joining(user: User, role: str) -> Joining:
    """Somebody who did not inspect the area before, with what is asked of them (G6)."""
    return Joining(user=user, role=Part(role), reason="Nobody else was free", experience="Nine years of SEND")


def new_case(area: LocalArea, team: list[tuple[User, str]], first_day: date = FIRST_DAY) -> NewCase:
    """A case of three days with two weaknesses and everything that its letter to parents needs.

    Another day on site is another initial inspection's: of one statement there is no further re-visit (G29).
    """
    other = first_day - FIRST_DAY
    return NewCase(
        area=area,
        inspected_from=date(2019, 9, 30) + other,
        inspected_to=date(2019, 10, 4) + other,
        received_on=date(2020, 1, 6),
        submitted_on=date(2020, 4, 6),
        fit_for_purpose_on=date(2020, 4, 27),
        weaknesses=["Joint commissioning", "Quality of plans & the <waiting> times"],
        guidance="2022",
        first_day=first_day,
        days=3,
        team=[joining(*part) for part in team],
        details=LETTER_DETAILS,
    )


def make_cast() -> Cast:
    """Everybody, and their case with its timeline computed; it is planned, and its letter can be issued."""
    area, other = make_area("Essex", "E10000012"), make_area("Kent", "E10000016")
    health = area.health_bodies.get()
    assert area.authority and area.forum and other.authority
    national = {
        kind: Organisation.objects.create(kind=kind, name=str(kind.label))
        for kind in (Kind.OFSTED, Kind.CQC, Kind.DFE, Kind.NHSE)
    }
    bodies = {**national, Kind.LOCAL_AUTHORITY: area.authority, Kind.HEALTH: health, Kind.FORUM: area.forum}
    people = {name: make_person(f"The {name}", role, bodies[kind]) for name, role, kind in PEOPLE}
    people["stranger"] = make_person("The stranger", Role.LANO, other.authority)
    people["other_forum"] = make_person("The other forum", Role.PCF, other.forum or other.authority)
    team: list[tuple[User, str]] = [
        (people["owner"], "lead"),
        (people["cqc"], "cqc"),
        (people["senior_hmi"], "qa_ofsted"),
        (people["cqc_qa"], "qa_cqc"),
    ]
    revisit = create_case(case=new_case(area, team), by=people["owner"], at=SET_UP)
    people["representative"] = make_person("The representative", Role.REPRESENTATIVE, area.authority, revisit)
    compute_timeline(revisit_id=revisit.pk, at=SET_UP)
    revisit.refresh_from_db()
    give_second_factor(people.values())
    return Cast(revisit, area, people)


# Who plays whose part in the case of Kent; nobody of Essex plays two.
ELSEWHERE = {
    "owner": "colleague",
    "cqc": "other_cqc",
    "hmi": "other_hmi",
    "lano": "stranger",
    "pcf": "other_forum",
    "dcs": "other_dcs",
    "contributor": "other_contributor",
    "representative": "other_representative",
}


def make_elsewhere(cast: Cast) -> Cast:
    """Another area's case, notified, with a team and people of its own: Kent's, led by the colleague."""
    ofsted, cqc = (cast[name].memberships.get().organisation for name in ("owner", "cqc"))
    kent = LocalArea.objects.select_related("authority").get(name="Kent")
    assert kent.authority
    cast.people["other_cqc"] = make_person("The other CQC inspector", Role.CQC_INSPECTOR, cqc)
    cast.people["other_hmi"] = make_person("The other HMI", Role.HMI, ofsted)
    cast.people["other_dcs"] = make_person("The other dcs", Role.DCS, kent.authority)
    cast.people["other_contributor"] = make_person(
        "The other contributor", Role.AREA_CONTRIBUTOR, kent.authority
    )
    team: list[tuple[User, str]] = [(cast["colleague"], "lead"), (cast["other_cqc"], "cqc")]
    revisit = create_case(case=new_case(kent, team), by=cast["colleague"], at=SET_UP)
    cast.people["other_representative"] = make_person(
        "The other representative", Role.REPRESENTATIVE, kent.authority, revisit
    )
    give_second_factor(person for name, person in cast.people.items() if name in OTHERS)
    compute_timeline(revisit_id=revisit.pk, at=SET_UP)
    revisit.refresh_from_db()
    people = {part: cast[name] for part, name in ELSEWHERE.items()}
    other = Cast(revisit, kent, {**people, "support": cast["support"]})
    other.notify()
    return other


OTHERS = frozenset({"other_cqc", "other_hmi", "other_dcs", "other_contributor", "other_representative"})
