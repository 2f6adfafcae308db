"""Either kind of survey in a case: an outside one by its link, or our own (G16)."""

from datetime import date
from typing import Any

from inspections.cautions import of_case
from inspections.models import CaseEvent, Revisit
from inspections.question_states import SetState
from inspections.survey import address
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from letters.circulating_words import ready_words
from letters.facts import parents_facts
from letters.outcome_facts import activity_facts
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.asking import shared
from tests.pages import error_beside, text

PAGE, PLACE, COUNT = (f"/revisits/essex-2022/survey/{page}" for page in ("", "kind/", "count/"))
PUBLIC = "/visits/essex-2022/"
OURS = "http://localhost:8000/visits/essex-2022/survey/"
LINK = "https://survey.example.org/essex"


def to_own(cast: Cast) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(survey_kind="own")
    cast.revisit.refresh_from_db()


def given(cast: Cast, **changes: Any) -> dict[str, Any]:
    cast.revisit.refresh_from_db()
    return {"version": cast.revisit.version, "survey_kind": "link", "survey_url": LINK, **changes}


def test_g16_the_survey_of_this_service_is_chosen_and_everything_names_its_address(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead, parent = signed_in(cast.owner), signed_in(None)
    assert error_beside(lead.post(PLACE, {"version": 1, "survey_url": ""}), "survey_kind")
    assert lead.post(PLACE, given(cast, survey_kind="own")).status_code == 302
    cast.revisit.refresh_from_db()
    assert address(cast.revisit) == OURS
    facts = parents_facts(cast.revisit)
    assert facts.survey_url == OURS and OURS in ready_words(facts).post
    letter = issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    assert OURS in str(letter.text)
    render_letter(letter=letter, at=NOW)
    cast.notify()
    coming = parent.get(PUBLIC).content.decode()
    assert f'href="{OURS}">' in coming and "It is a page of this service" in coming
    standing_clock.set(date(2022, 5, 11))
    assert f'href="{OURS}">Take part in the survey' in parent.get(PUBLIC).content.decode()
    assert "Not agreed yet" in text(lead.get(PAGE))
    assert activity_facts(cast.revisit).survey
    changed = cast.happened(CaseEvent.Kind.EDITED)[-1]
    assert changed.data["survey_kind"] == {"from": "link", "to": "own"}


def test_where_parents_answer_stands_once_the_survey_is_open(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead = signed_in(cast.owner)
    cast.notify()
    standing_clock.set(date(2022, 5, 11))
    assert "is replaced" in error_beside(lead.post(PLACE, given(cast, survey_kind="own")), "survey_kind")
    elsewhere = given(cast, survey_url="https://other.example.org")
    assert "is replaced" in error_beside(lead.post(PLACE, elsewhere), "survey_url")
    assert "is replaced" in error_beside(
        lead.post("/revisits/essex-2022/details/", {**elsewhere, "letterhead": "on"}), "survey_url"
    )
    cast.revisit.refresh_from_db()
    assert (cast.revisit.survey_kind, cast.revisit.survey_url) == ("link", LINK)
    Revisit.objects.filter(pk=cast.revisit.pk).update(survey_url="")
    assert lead.post(PLACE, elsewhere).status_code == 302, "a link that was still missing"


def test_two_who_choose_at_once_see_each_others_choice(cast: Cast, signed_in: SignedIn) -> None:
    first = given(cast, survey_kind="own")
    assert signed_in(cast["support"]).post(PLACE, first).status_code == 302
    second = signed_in(cast.owner).post(PLACE, {**first, "survey_kind": "link", "survey_url": ""})
    assert second.status_code == 409
    cast.revisit.refresh_from_db()
    assert cast.revisit.survey_kind == "own"


def test_how_many_answered_an_outside_survey_is_typed_after_its_closing(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead = signed_in(cast.owner)
    cast.notify()
    assert "not closed yet" in text(lead.post(COUNT, {"answers": "2012"}))
    standing_clock.set(date(2022, 5, 17))
    assert error_beside(lead.post(COUNT, {"answers": "-1"}), "answers")
    assert "2012" in text(lead.post(COUNT, {"answers": "2012"}, follow=True))
    cast.revisit.refresh_from_db()
    assert activity_facts(cast.revisit).survey_answers == 2012
    to_own(cast)
    assert "counts the answers of its own survey" in text(lead.post(COUNT, {"answers": "3"}))
    assert signed_in(cast["cqc"]).get(COUNT).status_code == 404


def test_g16_our_own_survey_asks_for_agreed_questions_before_it_opens(cast: Cast) -> None:
    def codes() -> set[str]:
        cast.revisit.refresh_from_db()
        found = of_case(cast.revisit, cast.revisit.timeline.all(), cast.revisit.team.all(), reader=cast.owner)
        return {caution.code for caution in found}

    to_own(cast)
    assert "survey_without_questions" not in codes(), "nobody could agree them before the notice"
    cast.notify()
    assert "survey_without_questions" in codes()
    version = shared(cast)
    version.state, version.agreed_why = SetState.AGREED, "The forum did not answer."
    version.agreed_by, version.agreed_at = cast.owner, NOW
    version.save()
    assert "survey_without_questions" not in codes()
