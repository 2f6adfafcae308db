"""Draft, final letter, publication: who gets what is shown first, then it goes, or waits for its moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from inspections.models import CaseEvent
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters.models import AccuracyRound, Letter, Publication
from notifications import tasks
from notifications.domain.expand import expand
from notifications.models import OutboxMessage, ScheduledNotice
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.letters import accuracy, assuring, correcting, finals
from tests.letters.assuring import WORDS
from tests.letters.finals import AT, DUE
from tests.pages import text
from tests.snapshots import kept

Kind = CaseEvent.Kind
SEND_AT = datetime(2022, 6, 23, 9, tzinfo=LONDON)
LATER = {"send_day_0": "23", "send_day_1": "6", "send_day_2": "2022", "send_hour": "9:00", "schedule": "1"}
PUBLISHED = {"day_0": "7", "day_1": "7", "day_2": "2022", "at": "9:30"}


@pytest.fixture(autouse=True)
def _now(db: None, standing_clock: StandingClock) -> None:
    standing_clock.now = AT


def page(name: str, cast: Cast) -> str:
    return reverse(name, args=[cast.revisit.reference])


def expand_all() -> None:
    for event in CaseEvent.objects.filter(expansion__isnull=True).order_by("pk"):
        expand(event_id=event.pk, now=AT)


def said(code: str) -> list[str]:
    return list(OutboxMessage.objects.filter(message=code).values_list("text", flat=True))


def counts() -> list[int]:
    kinds = (CaseEvent, OutboxMessage, AccuracyRound, Letter, Publication, ScheduledNotice)
    return [kind._default_manager.count() for kind in kinds]


def _with_quality() -> Cast:
    cast = assuring._submit_all()
    for agency in assuring.REVIEWERS:
        assuring.reviewed(cast, agency)
    return cast


@contextmanager
def let_pass() -> Iterator[None]:
    with accuracy.assured(), finals.answered():
        yield


def test_g24_the_draft_is_shown_to_each_reader_before_it_goes_and_may_wait(
    signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast = kept("draft assured", _with_quality)
    cast["dcs"].email = None
    cast["dcs"].save()
    lead, before = signed_in(cast.owner), counts()
    with let_pass():
        first = lead.get(page("draft-send", cast))
        shown = text(first)
        assert {each.contact.name for each in first.context["notices"]} == {"The dcs", "The health_chief"}
        assert "1 of 2 recipients cannot be reached by e-mail" in shown and "has opened the draft" in shown
        assert "Send the draft and tell 2 people" in shown and WORDS.partition(".")[0] not in shown
        seen = {"seen": first.context["form"].begins["seen"], "note": "Ring me first."}
        assert "Ring me first." in text(lead.post(page("draft-send", cast), {**seen, "preview": "1"}))
        html = reverse("notice-html", args=[cast.revisit.reference, "draft"])
        chief = f"draft_opened user:{cast['health_chief'].pk}"
        assert "Ring me first." in lead.post(html, {**seen, "as_html": chief}).content.decode()
        assert counts() == before
        lead.post(page("draft-send", cast), {**seen, **LATER})
        assert "Draft letter to the area: it goes at 9:00" in text(lead.get(page("notices", cast)))
        assert "Since then" not in text(lead.get(page("draft-send", cast)))
        assert not AccuracyRound.objects.exists()
        standing_clock.now = SEND_AT
        tasks.send_scheduled()
    assert (
        AccuracyRound.objects.get().sent_at == SEND_AT and AccuracyRound.objects.get().sent_by == cast.owner
    )
    expand_all()
    assert said("draft_opened") and all("Ring me first." in each for each in said("draft_opened"))


def test_g24_a_draft_that_was_returned_meanwhile_is_held_up_and_lead_and_support_are_told(
    signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast = kept("draft assured", _with_quality)
    lead = signed_in(cast.owner)
    with let_pass():
        seen = lead.get(page("draft-send", cast)).context["form"].begins["seen"]
        wrong = lead.post(page("draft-send", cast), {"seen": seen + 1, "note": ""})
        assert "The letter changed since you looked" in text(wrong)
        lead.post(page("draft-send", cast), {"seen": seen, "note": "", **LATER})
    # What the guards ask for holds no more.
    assuring.reviewed(cast, "ofsted", decision="return", comments="Say more.")
    standing_clock.now = SEND_AT
    tasks.send_scheduled()
    held = ScheduledNotice.objects.get()
    assert held.state == "held" and not AccuracyRound.objects.exists()
    expand_all()
    told = OutboxMessage.objects.filter(message="notice_held")
    assert {row.recipient_role for row in told} == {"lead_hmi", "support"}
    assert all("Draft letter to the area" in row.text and held.why in row.text for row in told)
    shown = text(lead.get(page("draft-send", cast)))
    assert "Held up" in shown and "It cannot go yet" in shown
    lead.post(reverse("notice-call-off", args=[cast.revisit.reference, "draft"]))
    held.refresh_from_db()
    assert held.state == "called_off"


def test_g26_the_final_letter_is_shown_first_scheduled_changed_and_sent_under_embargo(
    signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast = finals.signed()
    support, before = signed_in(cast["support"]), counts()
    with let_pass():
        first = support.get(page("final-send", cast))
        assert {each.contact.name for each in first.context["notices"]} == {"The dcs", "The health_chief"}
        assert "It is published at 9:30 on Thursday 7 July 2022" in text(first) and counts() == before
        given = {"seen": first.context["form"].begins["seen"], "note": "Thank you.", **PUBLISHED}
        early = support.post(page("final-send", cast), {**given, **LATER, "day_0": "22", "day_1": "6"})
        assert "must lie ahead" in text(early)
        support.post(page("final-send", cast), {**given, **LATER})
        assert ScheduledNotice.objects.get().words["note"] == "Thank you."
        support.post(
            page("final-send", cast), {**given, **LATER, "note": "Many thanks.", "send_hour": "10:00"}
        )
        standing_clock.now = SEND_AT + timedelta(hours=1)
        tasks.send_scheduled()
        tasks.send_scheduled()
    expand_all()
    assert Publication.objects.get().due_at == DUE and len(said("final_sent")) == 2
    assert all("Many thanks." in each for each in said("final_sent"))


def test_g26_publishing_moving_and_recalling_show_who_is_told_before(
    signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast = finals.sent()
    support, before = signed_in(cast["support"]), counts()
    with let_pass():
        shown = support.get(page("final-publish", cast))
        told = {(each.message.code, each.contact.name) for each in shown.context["notices"]}
        assert {
            ("outcome_published", "The dcs"),
            ("outcome_published", "The pcf"),
            ("outcome_told", "The dfe"),
        } <= told
        assert "Change the moment" in text(shown)
    recall = support.post(page("final-recall", cast), {"reason": "A date is wrong.", "preview": "1"})
    assert "Reason: A date is wrong." in text(recall) and "Recall it and tell 2 people" in text(recall)
    # The same moment again is no change: nothing is shown, and nothing can be pressed, before another is typed.
    unsaid = text(support.get(page("final-moment", cast)))
    assert "Fill this in first" in unsaid and "Set it and tell" not in unsaid
    moved = {"day_0": "8", "day_1": "7", "day_2": "2022", "at": "9:30", "reason": "The day is full."}
    shown = support.post(page("final-moment", cast), {**moved, "preview": "1"})
    assert "now to be published at 9:30 on Friday 8 July 2022" in text(shown)
    assert counts() == before and cast.revisit.state == State.FINAL
    # It has a moment of its own: nothing else can be scheduled of it.
    refused = support.post(page("final-publish", cast), {"reason": "Now", "note": "", **LATER})
    assert "it cannot be scheduled" in text(refused)


def test_g26_a_correction_is_shown_first_and_may_be_published_at_once(
    signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    standing_clock.now = correcting.AT
    cast = correcting.checked()
    finals.sign_all(cast)
    support, before = signed_in(cast["support"]), counts()
    with let_pass():
        first = support.get(page("correction-send", cast))
        assert "A corrected letter" in text(first) and counts() == before
        seen = first.context["form"].begins["seen"]
        support.post(page("correction-send", cast), {"seen": seen, "when": "now", "note": ""})
    assert len(Publication.objects.all()) == 2


def test_g25_each_side_s_answers_are_told_after_a_look(signed_in: SignedIn, cast: Cast) -> None:
    for comment in accuracy.closed(cast):
        accuracy.answered(cast, comment)
    lead = signed_in(cast.owner)
    before = counts()
    shown = lead.get(page("accuracy-tell", cast))
    assert len(shown.context["notices"]) == 2 and counts() == before
    lead.post(page("accuracy-tell", cast), {})
    assert CaseEvent.objects.filter(kind=Kind.ANSWERS_TOLD).count() == 2
