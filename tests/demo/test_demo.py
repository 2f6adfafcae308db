"""The demo: loaded once, placed at a moment, and absent outside the demo."""

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from inspections import judgement_policies, judgements
from inspections.models import (
    CaseEvent,
    DraftReader,
    EvidenceVersion,
    Outcome,
    Revisit,
    TimelineEvent,
)
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import accuracy
from letters.composing.text import words
from letters.models import AccuracyFile, AccuracyRound, Letter, LetterVersion
from letters.rendering.formats import ISSUED
from notifications.domain import expand
from notifications.models import OutboxMessage
from revisits import clock
from revisits.accounts.demo_people import demo_people
from revisits.accounts.models import DemoClock, Membership, User
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see
from revisits.demo.clock import set_clock
from revisits.demo.drafts import EXACT, NOTE
from revisits.demo.judgements import NOT_PRINTED
from revisits.demo.moments import MOMENTS
from revisits.demo.placing import SUSPENDED, place_cases
from revisits.demo.statement import FIT_ON
from revisits.files.models import StoredFile
from tests.demo import loading
from tests.demo.loading import load
from tests.pages import text
from tests.snapshots import kept

pytestmark = pytest.mark.django_db
SEEDS = ["essex-2022", "lancashire-2020", "oxfordshire-2019", "worcestershire-2020"]
ESSEX = ["essex-2022"]
PUBLISHED = {
    "oxfordshire-2019": "2019-12-23",
    "lancashire-2020": "2020-08-05",
    "essex-2022": "2022-07-27",
}
EVERYTHING = (Revisit, User, Membership, CaseEvent, TimelineEvent, Letter, Outcome, DemoClock)


@pytest.fixture
def demo(settings: Settings) -> Settings:
    settings.DEMO = True
    settings.DEMO_CLOCK = "2022-05-03T08:30"
    return settings


@pytest.fixture
def loaded(demo: Settings) -> None:
    """The demo before anything of it has happened, which is quickly made."""
    demo.DEMO_CLOCK = "2019-01-01T09:00"
    kept("demo before everything", load)


@pytest.fixture
def placed(demo: Settings) -> None:
    """The demo where it usually starts: on the morning of the notice of Essex."""
    loading.loaded()
    set_clock(demo.DEMO_CLOCK)


def seeds() -> list[Revisit]:
    return list(Revisit.objects.filter(reference__in=SEEDS).order_by("reference"))


def test_outside_the_demo_nothing_is_loaded() -> None:
    with pytest.raises(CommandError, match="This is no demo"):
        load()
    assert not User.objects.exists()
    assert not Revisit.objects.exists()


def test_the_demo_is_loaded_once(demo: Settings) -> None:
    assert "it is Tuesday 3 May 2022, 08:30 in it" in loading.loaded()
    before = [model.objects.count() for model in EVERYTHING]
    assert load() == "The demo is loaded already.\n"
    assert [model.objects.count() for model in EVERYTHING] == before
    assert [case.reference for case in seeds()] == SEEDS
    assert Revisit.objects.filter(historical=True).count() >= 30


def test_there_is_a_demo_person_for_every_role(placed: None) -> None:
    roles = set(Membership.objects.filter(user__in=demo_people()).values_list("role", flat=True))
    assert roles == set(Role)


def test_at_each_moment_what_is_before_is_done_and_nothing_after_is(loaded: None) -> None:
    for moment in MOMENTS:
        now = set_clock(moment.at)
        about = [case.reference for case in seeds() if case.area_name in moment.what]
        place_cases(now=now, only=about)
        _stand_as_at(now, about)


def _stand_as_at(now: datetime, about: list[str]) -> None:
    assert about, "a moment says of which area it is"
    for case in Revisit.objects.filter(reference__in=about):
        stop = SUSPENDED.get(case.reference)
        notified = case.history.filter(kind=CaseEvent.Kind.NOTIFIED).first()
        assert not case.history.filter(at__gt=now).exists()
        assert not case.letters.filter(issued_at__gte=now).exists()
        assert (case.state == "planned") == (notified is None)
        for event in case.timeline.all():
            assert event.done_on is None or (event.recorded_at and event.recorded_at <= now)
            over = event.deadline and event.deadline < now
            if over and notified and not stop and event.code not in ("final_sent", "published"):
                assert event.done_on, (case.reference, event.code)


def test_the_real_number_of_weaknesses_was_judged_sufficient_and_what_follows_is_there(placed: None) -> None:
    for reference, sufficient, weaknesses in (("oxfordshire-2019", 3, 5), ("lancashire-2020", 7, 12)):
        case = Revisit.objects.get(reference=reference)
        judged = judgements.of_case(case)
        assert [bool(each.sufficient) for each in judged].count(True) == sufficient
        assert len(judged) == weaknesses and all(each.confirmed for each in judged)
        assert all(each.summary.startswith(NOT_PRINTED) for each in judged)
        assert case.next_steps.count() == 1
        assert not judgements.concerns(case)
    assert not Revisit.objects.get(reference="worcestershire-2020").judgements.exists()


def test_g5_the_advisers_of_essex_have_a_visit_to_record(placed: None) -> None:
    essex = Revisit.objects.get(reference="essex-2022")
    assert essex.wsoa.fit_for_purpose_on == FIT_ON["essex-2022"]
    visits = essex.wsoa.monitoring_visits.order_by("planned_on")
    assert [visit.took_place_on is not None for visit in visits] == [True, True, True, True, False]
    assert essex.history.filter(kind="edited", text__contains="Invented for the demo").count() == 1
    place_cases(now=set_clock("2020-06-01T09:00"), only=ESSEX)
    essex.wsoa.refresh_from_db()
    assert essex.wsoa.fit_for_purpose_on is None and not essex.wsoa.monitoring_visits.exists()


def test_on_the_morning_of_its_notice_essex_waits_for_its_lead_and_the_others_are_over(placed: None) -> None:
    states = {case.reference: case.state for case in seeds()}
    assert states == {
        "essex-2022": "planned",
        "lancashire-2020": "closed",
        "oxfordshire-2019": "closed",
        "worcestershire-2020": "postponed",
    }
    essex = Revisit.objects.get(reference="essex-2022")
    assert not essex.letters.exists()
    assert set(essex.team.values_list("role", flat=True)) == {"lead", "cqc", "qa_ofsted", "qa_cqc"}


def test_g26_the_real_letters_were_approved_signed_and_published_on_their_days(loaded: None) -> None:
    place_cases(now=set_clock("2022-09-01T09:00"))
    said = {}
    for reference, on in PUBLISHED.items():
        case = Revisit.objects.get(reference=reference)
        letter = case.letters.get(kind="outcome")
        assert letter.publication.published_at == datetime.fromisoformat(f"{on}T09:30").replace(tzinfo=LONDON)
        version = LetterVersion.objects.get(letter__revisit=case, sha256=letter.sha256)
        assert (version.sign_offs.count(), version.reviews.filter(decision="approve").count()) == (2, 2)
        assert letter.files.count() == len(ISSUED)
        assert case.state == State.CLOSED and Outcome.objects.get(revisit=case).published_on.isoformat() == on
        said[reference] = {passage.name: words(passage) for passage in letter.composed.passages()}
        assert NOTE in text(Client().get(reverse("public-outcome-letter", args=[reference, "html"])))
    assert all(letter["activities-note"] == NOTE for letter in said.values())
    assert "seven of the 12 areas" in said["lancashire-2020"]["overall"]
    named = [f"weakness-{number}-decision" for number in range(1, 6)]
    assert all("has not made" in said["lancashire-2020"][name] for name in named), "as was published"
    assert any(EXACT in passage for passage in said["essex-2022"].values()), "as the area had it put right"
    assert not any("concern" in name for letter in said.values() for name in letter)
    oxfordshire, lancashire = (Revisit.objects.get(reference=name) for name in (SEEDS[2], SEEDS[1]))
    for case in (oxfordshire, lancashire):
        published = case.timeline.get(code="published")
        assert published.done_on and published.computed_on
        assert published.done_on > published.computed_on
    worcestershire = Revisit.objects.get(reference="worcestershire-2020")
    assert worcestershire.state == "postponed"
    assert worcestershire.stopped_at == SUSPENDED[worcestershire.reference]
    assert "suspended on 17 March 2020" in worcestershire.stopped_why
    assert not worcestershire.timeline.filter(done_on__gte=worcestershire.stopped_at.date()).exists()


def test_each_letter_was_issued_on_its_own_date_before_the_area_was_told(placed: None) -> None:
    dated = {
        letter.revisit.reference: (
            letter.issued_at.astimezone(LONDON).date(),
            letter.revisit.parents_letter_date,
        )
        for letter in Letter.objects.filter(kind="parents").select_related("revisit")
    }
    assert set(dated) == set(SEEDS) - {"essex-2022"}
    assert all(issued == printed for issued, printed in dated.values())


def test_notices_stood_as_they_were_and_moving_again_leaves_none_behind(loaded: None) -> None:
    for _ in range(2):
        place_cases(now=set_clock("2022-05-17T08:30"), only=ESSEX)
        told = CaseEvent.objects.filter(pk__in=expand.unexpanded(), revisit__reference="essex-2022")
        for event in told.order_by("pk"):
            expand.expand(event_id=event.pk, now=timezone.now())
        notices = OutboxMessage.objects.filter(message="notify", revisit__reference="essex-2022")
        assert {notice.written_at.astimezone(LONDON).date().isoformat() for notice in notices} == {
            "2022-05-03"
        }
        assert notices.count() == len({notice.recipient_key for notice in notices}) >= 4


def test_g24_the_demos_past_has_a_draft_with_the_area_and_its_readers(loaded: None) -> None:
    place_cases(now=set_clock("2022-06-28T08:30"), only=ESSEX)
    essex = Revisit.objects.get(reference="essex-2022")
    draft = AccuracyRound.objects.get(version__letter__revisit=essex)
    assert (essex.state, draft.submissions.count()) == (State.ACCURACY, 2)
    readers = set(essex.draft_readers.filter(removed_at=None).values_list("user__email", flat=True))
    assert readers == {f"{who}@demo.example" for who in ("dcs", "health-chief", "representative")}
    who = {
        name: may_see(User.objects.get(email=f"{name}@demo.example"), draft)
        for name in ("representative", "forum")
    }
    assert who == {"representative": True, "forum": False}
    assert [given.file.name for given in AccuracyFile.objects.all()] == ["schedule.csv"]
    place_cases(now=set_clock("2022-07-04T08:30"), only=ESSEX)
    assert (
        accuracy.unanswered(AccuracyRound.objects.get(version__letter__revisit__reference="essex-2022")) == ()
    )
    place_cases(now=set_clock("2022-05-17T08:30"), only=ESSEX)
    assert not DraftReader.objects.filter(revisit__reference="essex-2022").exists()
    assert not StoredFile.objects.filter(name="schedule.csv").exists()


def test_g12_the_demos_areas_gave_evidence_in_time_and_late_and_moving_again_leaves_no_file_behind(
    loaded: None,
) -> None:
    for _ in range(2):
        place_cases(now=set_clock("2022-05-10T11:00"), only=ESSEX)
        essex = Revisit.objects.get(reference="essex-2022")
        first = EvidenceVersion.objects.filter(document__revisit=essex, number=1).order_by("pk")
        assert [(version.document.title, bool(version.late_by)) for version in first] == [
            ("Early help", False),
            ("Waiting times", False),
            ("Tribunal outcomes", False),
            ("Parents", False),
            ("Therapy", True),
        ]
        assert not any("(G15)" in missing for missing in judgement_policies.outstanding(essex))
        kinds = set(
            StoredFile.objects.filter(evidence__document__revisit=essex).values_list("kind", flat=True)
        )
        assert kinds == {"application/pdf", "text/csv", "text/plain"}
        assert StoredFile.objects.filter(evidence=None).count() == 0


def test_what_else_is_in_the_demo_stays_when_the_clock_moves(loaded: None) -> None:
    historical = set(Revisit.objects.filter(historical=True).values_list("pk", flat=True))
    place_cases(now=set_clock("2019-09-30T08:30"))
    assert set(Revisit.objects.filter(historical=True).values_list("pk", flat=True)) == historical


@pytest.mark.parametrize(
    "text", ["", "yesterday", "1999-12-31T12:00", "2050-01-01T00:00", "9999-12-31T23:59"]
)
def test_the_clock_goes_nowhere_it_cannot_run(text: str, loaded: None) -> None:
    before = DemoClock.objects.get().shift
    with pytest.raises(ValueError, match=r"Invalid isoformat|is not from 2000 to 2049"):
        set_clock(text)
    assert DemoClock.objects.get().shift == before


def test_the_clock_runs_on_from_where_it_was_put(demo: Settings) -> None:
    wanted = set_clock("2022-05-03T08:30")
    assert wanted == datetime(2022, 5, 3, 8, 30, tzinfo=LONDON)
    assert timedelta(0) <= clock.now() - wanted < timedelta(minutes=5)
    assert clock.today().isoformat() == "2022-05-03"
    demo.DEMO = False
    assert clock.now().year != 2022


def test_one_click_signs_a_demo_person_in_and_nobody_else(loaded: None) -> None:
    site = Client()
    assert "Demo nominated officer" in text(site.get(reverse("sign-in")))
    real = User.objects.create_user("real@example.org", "A real person")
    for stranger in (real.pk, 0, "x", "99999999999999999999"):
        assert site.post(reverse("demo-sign-in"), {"person": stranger}).status_code == 404
    lano = User.objects.get(email="lano@demo.example")
    assert site.post(reverse("demo-sign-in"), {"person": lano.pk})["Location"] == reverse("home")
    assert "Demo nominated officer" in site.get(reverse("home")).content.decode()


def test_the_demos_page_moves_the_clock_and_refuses_nonsense(loaded: None) -> None:
    site = Client()
    site.force_login(User.objects.get(email="support@demo.example"))
    assert MOMENTS[0].what in text(site.get(reverse("demo")))
    bad = site.post(reverse("demo-clock"), {"moment": "9999-12-31T23:59"}, follow=True)
    assert "That is not a date and time the demo can go to." in text(bad)
    assert clock.today().isoformat() == "2019-01-01"
    good = site.post(reverse("demo-clock"), {"moment": "2019-09-30T08:30"}, follow=True)
    assert "Monday 30 September 2019, 08:30" in text(good)
    assert Revisit.objects.get(reference="oxfordshire-2019").state == "planned"
