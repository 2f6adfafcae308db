"""After the re-visit: what staff read from publication on, and who records what was decided (G28, G29)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.importing.outcomes import import_outcomes
from inspections.models import NextStep, Revisit
from inspections.workflow import State
from tests.cast import Cast, make_cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.actions.test_after import LATER, decide, follow, visit
from tests.inspections.importing.files import outcomes_file
from tests.inspections.judging import published, settled
from tests.inspections.views.test_judgements import body
from tests.pages import error_beside, in_boxes
from tests.snapshots import kept
from tests.stages import put


def make_published() -> Cast:
    """One of two weaknesses sufficient."""
    cast = make_cast()
    published(cast, (True, False))
    follow(cast)
    return cast


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = LATER
    return kept("published", make_published)


def at(name: str, *args: Any) -> str:
    return reverse(name, args=["essex-2022", *args])


def posted(**changes: Any) -> dict[str, Any]:
    said = {"kind": "497a", "body": "sos", "text": "Improve.", "source": "A letter", "asks_revisit": "on"}
    return said | in_boxes("decided_on", LATER.date()) | changes


def test_g29_staff_read_what_follows_and_support_and_the_lead_record_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    for name in ("owner", "support", "cqc", "senior_hmi", "colleague"):
        page = body(signed_in(cast[name]), at("after"))
        assert "In 1 of 2 weaknesses" in page and "Goes on, quarterly" in page
        assert ("Record what was decided" in page) == (name in ("owner", "support"))
    for name in ("lano", "pcf", "dfe"):
        assert signed_in(cast[name]).get(at("after")).status_code == 404
    assert signed_in(cast["cqc"]).get(at("next-step-add")).status_code == 404
    assert at("after") in body(signed_in(cast["cqc"]), at("revisit"))
    support = signed_in(cast["support"])
    assert support.post(at("next-step-add"), posted()).status_code == 302
    page = body(support, at("after"))
    assert "Asks for a further re-visit" in page and "A direction asks for one." in page
    step = NextStep.objects.get()
    answer = support.post(at("next-step-correct", step.pk), posted(asks_revisit=""))
    assert error_beside(answer, "reason") == "Say why it is corrected."
    corrected = posted(asks_revisit="", reason="It asked for none.")
    assert support.post(at("next-step-correct", step.pk), corrected).status_code == 302
    page = body(support, at("after"))
    assert "Corrected" in page and "It asked for none." in page and "A direction asks for one." not in page


def test_what_does_not_fit_is_told_beside_it(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["support"])
    for wrong, field, why in (
        ({"body": "dfe"}, "body", "Only the Secretary of State gives a direction"),
        ({"kind": "decided"}, "body", "is a direction or another power"),
        ({"source": ""}, "source", "Say where the direction is on file."),
        ({"kind": "decided", "body": "dfe"}, "asks_revisit", "Only the Secretary of State can direct"),
        ({"kind": ""}, "kind", "Choose what was decided."),
    ):
        answer = browser.post(at("next-step-add"), posted(**wrong))
        assert why in error_beside(answer, field)
        assert "Improve." in answer.content.decode()
    assert not NextStep.objects.exists()


def test_g28_all_sufficient_says_that_monitoring_ceases(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    cast = kept("settled", make_settled)
    owner = signed_in(cast.owner)
    assert owner.get(at("after")).status_code == 404, "not before publication"
    put(State.CLOSED, cast.revisit)
    assert "The outcome is not on file." in body(owner, at("after"))
    due = visit(cast, LATER.date())
    follow(cast)
    page = body(owner, at("after"))
    assert "In all weaknesses (2)" in page and "Ceases" in page and "No longer needed" in page
    assert "Next steps" not in page
    advisers = body(signed_in(cast["dfe"]), reverse("monitoring"))
    assert "No longer needed" in advisers and "monitoring ceases (G28)" in advisers
    assert signed_in(cast["dfe"]).get(reverse("monitoring-visit", args=[due.pk])).status_code == 200


def make_settled() -> Cast:
    cast = make_cast()
    settled(cast)
    return cast


def test_g29_of_a_published_outcome_of_long_ago_support_records_what_follows(
    cast: Cast, signed_in: SignedIn
) -> None:
    import_outcomes(outcomes_file(), at=LATER)
    old = Revisit.objects.get(historical=True)
    address = reverse("next-step-add", args=[old.reference])
    assert signed_in(cast.owner).get(address).status_code == 404
    support: Client = signed_in(cast["support"])
    assert reverse("after", args=[old.reference]) in body(support, old.get_absolute_url())
    assert support.post(address, posted()).status_code == 302
    assert old.next_steps.get().asks_revisit
    assert "In 3 of 4 weaknesses" in body(support, reverse("after", args=[old.reference]))


def test_a_step_of_another_case_is_not_corrected(cast: Cast, signed_in: SignedIn) -> None:
    step = decide(cast)
    import_outcomes(outcomes_file(), at=LATER)
    old = Revisit.objects.get(historical=True)
    address = reverse("next-step-correct", args=[old.reference, step.pk])
    assert signed_in(cast["support"]).get(address).status_code == 404
