"""Pages whose button sends formal messages beside what it does: who gets what is shown first, and nothing is done."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.cases import edit_details
from inspections.actions.draft_readers import open_draft
from inspections.actions.meetings import add_meeting, cancel_meeting
from inspections.actions.survey import tell_windows
from inspections.actions.timeline import override_date
from inspections.meetings import arranged
from inspections.models import CaseEvent, SurveyIncident
from inspections.timeline.times import LONDON
from letters.actions.accuracy_comments import ask_late
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from letters.models import AccuracyRound, Side
from notifications.catalogue.shown_first import SHOWN_FIRST
from notifications.models import OutboxMessage
from notifications.models.outbox import Channel
from tests.cast import NOW, Cast, make_cast
from tests.conftest import SignedIn, StandingClock
from tests.drafts import draft_sent, with_area
from tests.notifications.conftest import expand_all
from tests.pages import SEEN, error_beside, in_boxes, text
from tests.snapshots import kept

# The survey is open, and further requests may be made.
OPEN = datetime(2022, 5, 13, 14, tzinfo=LONDON)
AFTER_COMMENTS = datetime(2022, 5, 20, 8, tzinfo=LONDON)
WHY = "Half the council’s staff are ill."


def make_scene() -> Cast:
    """The area has its notice and the letter to parents; everybody was told what there was to tell."""
    cast = make_cast()
    render_letter(letter=issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW), at=NOW)
    cast.notify()
    tell_windows(at=OPEN)
    expand_all()
    return cast


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = OPEN
    return kept("told of everything", make_scene)


@pytest.fixture
def lead(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


Typed = Callable[[Cast, Client, str], Mapping[str, Any]]


def as_shown(**changes: Any) -> Typed:
    """The form as its page shows it, with these changes."""

    def typed(cast: Cast, lead: Client, address: str) -> dict[str, Any]:
        form = lead.get(address).context["form"]
        values = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in (values | changes).items() if value not in (None, [])}

    return typed


def given(**words: Any) -> Typed:
    return lambda cast, lead, address: words


def as_it_is(cast: Cast, lead: Client, address: str) -> dict[str, Any]:
    return {}


def no_place(cast: Cast) -> list[Any]:
    return []


def leaders(cast: Cast) -> list[Any]:
    return ["leaders_meeting", 1]


def meeting_of_health(cast: Cast) -> list[Any]:
    """One of which nobody heard yet."""
    words = {"title": "Visit to a clinic", "on": date(2022, 5, 18), "time": "09:30", "sides": ["health"]}
    return list(add_meeting(revisit=cast.revisit, given=words, by=cast.owner, at=OPEN).key)


def cancelled(cast: Cast) -> list[Any]:
    meeting = arranged(cast.revisit, "leaders_meeting")
    assert meeting
    cancel_meeting(meeting=meeting, why=WHY, by=cast.owner, at=OPEN)
    return leaders(cast)


def its_event(cast: Cast) -> list[Any]:
    return [cast.event("leaders_meeting").pk]


def set_by_hand(cast: Cast) -> list[Any]:
    event = cast.event("leaders_meeting")
    day: dict[str, Any] = {"on": date(2022, 5, 18), "time": "am", "reason": WHY}
    override_date(event=event, edition=event.edition, by=cast.owner, at=OPEN, **day)
    return its_event(cast)


def asked_late(cast: Cast) -> list[Any]:
    draft_without_readers(cast)
    chief = cast["health_chief"]
    open_draft(revisit=cast.revisit, people=[chief], by=cast.owner, at=OPEN)
    round_ = AccuracyRound.objects.get()
    return [ask_late(round_=round_, side=Side.HEALTH, reason="Ill", by=chief, at=AFTER_COMMENTS).pk]


def draft_without_readers(cast: Cast) -> list[Any]:
    draft_sent(cast.revisit, cast.owner)
    with_area(cast.revisit)
    return []


def another_place(cast: Cast) -> list[Any]:
    """The letter would name another place than the one issued."""
    revisit = cast.revisit
    edit_details(
        revisit=revisit,
        version=revisit.version,
        changes={"open_meeting_place": "Town Hall"},
        by=cast.owner,
        at=OPEN,
    )
    return []


@dataclass(frozen=True)
class Button:
    """What is typed; `place` makes what is there before, and returns the rest of the address."""

    typed: Typed = as_it_is
    place: Callable[[Cast], list[Any]] = no_place
    at: datetime = OPEN


BUTTONS = {
    "request-ask": Button(
        as_shown(whom="area", title="Waiting times", due_time="5pm", **in_boxes("due_on", date(2022, 5, 16)))
    ),
    "survey": Button(given(said="The link leads nowhere.")),
    "survey-extend": Button(given(**in_boxes("on", date(2022, 5, 18)), time="12:00", why=WHY)),
    "survey-replace": Button(as_shown(survey_url="https://other.example.org/essex", why=WHY)),
    "accuracy-late": Button(given(accept="no", reason="It is finished."), asked_late, AFTER_COMMENTS),
    "meeting": Button(as_shown(place="Town Hall"), leaders),
    "meeting-cancel": Button(given(why=WHY), leaders),
    "meeting-reinstate": Button(place=cancelled),
    "meeting-invite": Button(given(note="Bring the figures."), meeting_of_health),
    "details": Button(as_shown(open_meeting_place="Town Hall")),
    "override": Button(as_shown(**in_boxes("on", date(2022, 5, 18)), reason=WHY), its_event),
    "reset": Button(place=set_by_hand),
    "draft-readers": Button(as_shown(note="By Friday, please."), draft_without_readers),
    "circulation-chase": Button(given(side="authority", note="Families ask us for it.")),
    "letter-issue": Button(given(reason="Another place.", note="Please send this one."), another_place),
}


def written() -> list[int]:
    return [CaseEvent.objects.count(), OutboxMessage.objects.count(), SurveyIncident.objects.count()]


def unnumbered(said: str) -> str:
    """A request gets its number, which stands in its address, only when it is made."""
    return re.sub(r"requests/\d+/", "requests/", said)


def arrived(after: int) -> set[tuple[str, str, str]]:
    found = OutboxMessage.objects.filter(pk__gt=after, channel=Channel.EMAIL)
    return {(row.recipient_name, row.subject, unnumbered(row.text)) for row in found}


def test_every_such_page_is_tried_here() -> None:
    """But for the office's, which tests/inspections/test_admin.py tries."""
    assert set(BUTTONS) == {name for name in SHOWN_FIRST if not name.startswith("inspections_")}


@pytest.mark.parametrize("name", BUTTONS)
def test_what_is_shown_is_what_is_sent_word_for_word_and_nothing_before(
    name: str, cast: Cast, lead: Client, standing_clock: StandingClock
) -> None:
    button = BUTTONS[name]
    address = reverse(name, args=[cast.revisit.reference, *button.place(cast)])
    expand_all()
    standing_clock.now = button.at
    typed = dict(button.typed(cast, lead, address))
    if name == "draft-readers":
        typed["people"] = [cast["health_chief"].pk]
    before = written()
    shown = lead.post(address, typed)
    assert shown.status_code == 200 and "Nothing is done yet." in text(shown)
    assert written() == before
    told = shown.context["notices"]
    notices = {(each.contact.name, each.words.subject, unnumbered(each.words.text)) for each in told}
    assert notices
    last = OutboxMessage.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    done = lead.post(address, {**dict(shown.context["typed"]), **typed, **SEEN})
    assert done.status_code == 302, text(done)
    expand_all()
    assert arrived(last) == notices
    if "note" in typed:
        assert any(typed["note"] in said for _, _, said in notices)


def broken(cast: Cast) -> str:
    return reverse("survey", args=[cast.revisit.reference])


def test_one_goes_back_to_what_was_typed(cast: Cast, lead: Client) -> None:
    shown = text(lead.post(broken(cast), {"said": "It is slow.", "change": "1"}))
    assert "Nothing is done yet" not in shown and "It is slow." in shown
    assert not SurveyIncident.objects.exists()


def test_what_is_wrong_stands_at_its_field_as_ever(cast: Cast, lead: Client) -> None:
    assert "Say it in a sentence" in error_beside(lead.post(broken(cast), {"said": " "}), "said")


def test_where_nobody_would_be_told_it_is_done_at_once(cast: Cast, lead: Client) -> None:
    place = meeting_of_health(cast)
    address = reverse("meeting-cancel", args=[cast.revisit.reference, *place])
    done = lead.post(address, {"why": "Snow"}, follow=True)
    assert text(done).count("cancelled. Whoever was told of it is told.") == 1
    assert "Snow" in cast.happened(CaseEvent.Kind.MEETING_CANCELLED)[-1].text


def test_a_paragraph_that_is_too_long_is_refused_beside_it_and_kept(cast: Cast, lead: Client) -> None:
    address = reverse("circulation-chase", args=[cast.revisit.reference])
    answer = lead.post(address, {"side": "authority", "note": "x" * 2001, **SEEN})
    assert "at most 2000 characters" in error_beside(answer, "note") and "x" * 2001 in text(answer)
    assert not cast.happened(CaseEvent.Kind.CIRCULATION_CHASED)


def test_whom_it_cannot_reach_is_said_before(cast: Cast, lead: Client) -> None:
    cast["lano"].email = None
    cast["lano"].save()
    address = reverse("circulation-chase", args=[cast.revisit.reference])
    shown = text(lead.post(address, {"side": "authority"}))
    assert "1 of 1 recipient cannot be reached by e-mail: The lano" in shown


def test_who_may_not_do_it_is_shown_nothing(cast: Cast, signed_in: SignedIn) -> None:
    for person in ("colleague", "lano", "stranger"):
        assert signed_in(cast[person]).post(broken(cast), {"said": "It is slow."}).status_code == 404, person


def test_an_earlier_saying_is_said_once_and_none_of_what_was_not_done(cast: Cast, lead: Client) -> None:
    """The view says that it is done while it is only tried."""
    shown = lead.post(broken(cast), {"said": "It is slow."})
    assert "is reported broken" not in text(shown)
    assert "is reported broken" not in text(lead.get(broken(cast)))
