"""What a case warns of, gathered from its rows; and whom it writes to."""

from datetime import date

from inspections import cautions
from inspections.actions.cases import create_case
from inspections.actions.timeline import override_date
from inspections.contacts import area_contacts
from inspections.models import Absence, SchoolHoliday
from revisits.accounts.models import Membership, Organisation
from tests.cast import NOW, Cast, new_case
from tests.factories import make

TODAY = NOW.date()


def sentences(cast: Cast) -> str:
    team = list(cast.revisit.team.select_related("user"))
    found = cautions.of_case(cast.revisit, list(cast.revisit.timeline.all()), team, reader=cast.owner)
    return " ".join(caution.sentence for caution in found)


def override(cast: Cast, code: str, on: date) -> None:
    override_date(event=cast.event(code), on=on, time="", reason="As agreed", by=cast.owner, at=NOW)


def test_g5_a_revisit_after_18_months_is_warned_of(cast: Cast) -> None:
    assert "18 months" in sentences(cast)


def test_g8_a_short_notice_is_warned_of_and_not_blocked(cast: Cast) -> None:
    before = sentences(cast)
    override(cast, "notify", date(2022, 5, 5))
    assert len(sentences(cast)) > len(before)
    cast.notify(NOW.replace(day=5))
    assert cast.revisit.state == "notified"


def test_school_holidays_of_the_area_are_warned_of(cast: Cast) -> None:
    SchoolHoliday.objects.create(
        area=cast.area, name="Summer half-term", first_day=date(2022, 5, 16), last_day=date(2022, 5, 20)
    )
    assert "Summer half-term" in sentences(cast)


def test_a_member_of_the_team_who_is_elsewhere_on_site_is_warned_of(cast: Cast) -> None:
    assert "The owner" not in sentences(cast)
    create_case(case=new_case(cast.area, [(cast.owner, "lead")], date(2022, 5, 18)), by=None, at=NOW)
    assert "The owner" in sentences(cast)


def test_a_member_of_the_team_who_is_away_is_warned_of(cast: Cast) -> None:
    for first_day, last_day in ((date(2022, 5, 20), date(2022, 6, 3)), (date(2022, 5, 9), date(2022, 5, 16))):
        make(Absence, user=cast.owner, first_day=first_day, last_day=last_day)
    make(Absence, user=cast["cqc_qa"], first_day=date(2022, 5, 18), last_day=date(2022, 5, 18))
    assert "is away" not in sentences(cast)
    make(Absence, user=cast["cqc"], first_day=date(2022, 5, 19), last_day=date(2022, 5, 23))
    assert "The cqc is away from Thursday 19 May 2022 to Monday 23 May 2022." in sentences(cast)


def test_g7_whoever_assures_quality_elsewhere_clashes_with_nothing(cast: Cast) -> None:
    quality = [(cast["senior_hmi"], "qa_ofsted")]
    create_case(case=new_case(cast.area, quality, date(2022, 5, 18)), by=None, at=NOW)
    assert "The senior_hmi" not in sentences(cast)


def test_g26_a_slip_is_warned_of_before_it_happens(cast: Cast) -> None:
    before = sentences(cast)
    override(cast, "published", date(2022, 7, 8))
    assert "33" in sentences(cast).replace(before, "")


def roles(cast: Cast, on: date = TODAY) -> dict[str, str]:
    return {contact.role: contact.email for contact in area_contacts(cast.revisit, on=on)}


def test_g10_the_forums_own_mailbox_stands_in_for_its_people(cast: Cast) -> None:
    assert roles(cast)["pcf"] == "the.pcf@example.org"
    Membership.objects.filter(user=cast["pcf"]).update(ends_on=date(2022, 5, 2))
    assert roles(cast)["pcf"] == "forum@essex.example.org"


def test_g8_whoever_left_is_not_written_to(cast: Cast) -> None:
    Membership.objects.filter(user=cast["lano"]).update(ends_on=date(2022, 5, 3))
    assert "lano" in roles(cast)
    assert "lano" not in roles(cast, date(2022, 5, 4))
    cast["dcs"].is_active = False
    cast["dcs"].save()
    assert "dcs" not in roles(cast)


def test_g8_the_people_of_a_body_that_succeeded_are_written_to(cast: Cast) -> None:
    board = Organisation.objects.create(kind=Organisation.Kind.HEALTH, name="Mid and South Essex ICB")
    Organisation.objects.filter(areas_as_health_body=cast.area).update(succeeded_by=board)
    Membership.objects.filter(user=cast["health_chief"]).update(organisation=board)
    assert roles(cast)["health_chief_executive"] == "the.health_chief@example.org"


def test_people_of_other_areas_and_other_roles_are_not_written_to(cast: Cast) -> None:
    everybody = {contact.name for contact in area_contacts(cast.revisit, on=NOW.date())}
    assert everybody == {"The dcs", "The lano", "The health_chief", "The health", "The pcf"}
