"""From a case to the facts of its outcome letter."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.actions.schedule import Session, add_session, remove_session
from inspections.models import Revisit
from letters.composing.outcome import check, compose, missing
from letters.composing.outcome_facts import AddresseeFacts, ConcernFacts, SignatoryFacts
from letters.composing.outcome_proposal import propose
from letters.composing.text import Passage, words
from letters.outcome_facts import CHILDREN, MET, health_bodies, outcome_facts
from revisits.accounts.models import Organisation, User
from revisits.accounts.roles import Role
from tests.cast import NOW, Cast, make_person
from tests.inspections.judging import SUMMARY, agreed, concern, on_site, settled

DATED = date(2022, 6, 30)


def fresh(cast: Cast) -> Revisit:
    return Revisit.objects.get(pk=cast.revisit.pk)


def test_g23_a_settled_case_composes_its_letter(cast: Cast) -> None:
    settled(cast, (True, False))
    concern(cast)
    facts = outcome_facts(fresh(cast), dated=DATED)
    check(facts, propose(facts))
    said = {passage.name: words(passage) for passage in compose(facts, propose(facts)).passages()}
    assert "one of the two areas of significant weakness" in said["overall"]
    assert " not " not in said["weakness-1-decision"] and " not " in said["weakness-2-decision"]
    assert said["weakness-1-p1"] == SUMMARY
    assert said["weakness-2-heading"].endswith("Quality of plans & the <waiting> times")
    assert said["concerns-p1"].startswith("Home education. Children without a school place")
    assert "Essex County Council and Mid Essex CCG were jointly" in said["introduction-statement"]
    assert said["salutation"] == "Dear The dcs and The health_chief"
    assert facts.concerns == (
        ConcernFacts(
            title="Home education", text="Children without a school place are not known to the area."
        ),
    )


def test_what_is_not_judged_yet_is_missing(cast: Cast) -> None:
    on_site(cast)
    agreed(cast, 2, sufficient=False)
    facts = outcome_facts(fresh(cast))
    assert [each.sufficient for each in facts.weaknesses] == [None, False]
    wanted = ["date of the letter", "decision on weakness 1", "summary of weakness 1"]
    assert missing(facts, propose(facts)) == wanted


def test_those_who_sign_are_the_lead_and_the_cqc_inspector(cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(title="His Majesty's Inspector")
    facts = outcome_facts(fresh(cast))
    assert facts.ofsted == SignatoryFacts(name="The owner", title="His Majesty's Inspector")
    assert facts.cqc == SignatoryFacts(name="The cqc", title="CQC inspector")
    cast.revisit.team.filter(role="cqc").update(removed_at=cast.revisit.created_at, removed_by=cast.owner)
    assert outcome_facts(fresh(cast)).cqc is None


def succeed(body: Organisation, on: date) -> Organisation:
    board = Organisation.objects.create(kind=Organisation.Kind.HEALTH, name="Mid and South Essex ICB")
    body.succeeded_by, body.succeeded_on = board, on
    body.save()
    return board


def test_health_bodies_are_those_of_the_day(cast: Cast) -> None:
    group, since = cast.area.health_bodies.get(), date(2022, 7, 1)
    board = succeed(group, since)
    other = Organisation.objects.create(kind=Organisation.Kind.HEALTH, name="Basildon CCG")
    cast.area.health_bodies.add(other)
    other.succeeded_by, other.succeeded_on = board, since
    other.save()
    assert health_bodies(cast.area, date(2022, 6, 30)) == [group, other]
    assert health_bodies(cast.area, since) == [board]
    cast.area.health_bodies.set([board])
    assert set(health_bodies(cast.area, date(2022, 6, 30))) == {group, other}
    make_person("The board's head", Role.HEALTH_CHIEF_EXECUTIVE, board)
    facts = outcome_facts(fresh(cast), dated=date(2022, 7, 13))
    assert set(facts.health_bodies) == {"Mid Essex CCG", "Basildon CCG"}
    assert facts.addressees[1:] == (
        AddresseeFacts(post="Chief Executive", body=board.name, name="The board's head", health=True),
    )


def test_it_is_addressed_to_the_posts_where_nobody_is_on_file(cast: Cast) -> None:
    for name in ("dcs", "health_chief"):
        cast[name].memberships.update(ends_on=date(2022, 6, 29))
    named = outcome_facts(fresh(cast), on=date(2022, 6, 29)).addressees
    assert [each.name for each in named] == ["The dcs", "The health_chief"]
    assert [each.name for each in outcome_facts(fresh(cast), dated=DATED).addressees] == ["", ""]
    area = cast.revisit.area
    area.authority = None
    area.save()
    nobody = outcome_facts(fresh(cast), dated=DATED)
    assert [each.health for each in nobody.addressees] == [True]
    assert "director of children's services" in missing(nobody, propose(nobody))


def test_activities_are_what_is_on_record_as_done(cast: Cast) -> None:
    before = outcome_facts(fresh(cast)).activities
    assert (before.days, before.met, before.open_meeting, before.documents) == (3, (), False, 0)
    on_site(cast)
    cast.done("open_meeting")
    cast.revisit.childrens_sessions.create(
        kind="school",
        setting="A school",
        number=6,
        youngest=9,
        oldest=11,
        changed_by=cast.owner,
        changed_at=cast.revisit.created_at,
    )
    did = outcome_facts(fresh(cast)).activities
    assert did.met == (MET["leaders_meeting"], MET["open_meeting"], CHILDREN)
    assert (did.open_meeting, did.survey, did.emails, did.documents) == (True, True, False, 1)


def test_g21_a_session_off_site_is_a_visit_and_no_meeting(cast: Cast) -> None:
    cast.notify()
    slots = [
        add_session(
            revisit=cast.revisit,
            session=Session(day=2, starts=time(hour), ends=time(hour, 45), title=title, off_site=away),
            by=cast["lano"],
            at=NOW,
        )
        for hour, title, away in ((9, "Schools", False), (11, "A nursery", True), (14, "A college", True))
    ]
    did = outcome_facts(fresh(cast)).activities
    assert (did.meetings, did.visits) == (1, 2)
    remove_session(slot=slots[1], version=slots[1].version, by=cast["lano"], at=NOW)
    facts = outcome_facts(fresh(cast))
    assert (facts.activities.meetings, facts.activities.visits) == (1, 1)
    (first, *_) = propose(facts)["activities"]
    assert isinstance(first, Passage)
    assert words(first).endswith("held one meeting and made one visit to settings and services.")


@pytest.mark.parametrize("guidance", ["2018", "2022"])
def test_g1_the_guidance_is_the_cases(cast: Cast, guidance: str) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(guidance=guidance)
    assert outcome_facts(fresh(cast)).guidance == guidance


def test_it_asks_as_often_for_one_weakness_as_for_fourteen(cast: Cast) -> None:
    def asked() -> int:
        case = fresh(cast)
        with CaptureQueriesContext(connection) as run:
            outcome_facts(case)
        return len(run)

    settled(cast)
    few = asked()
    for number in range(3, 15):
        cast.revisit.wsoa.weaknesses.create(number=number, text=f"Weakness {number}")
    assert asked() == few
