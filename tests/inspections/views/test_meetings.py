"""The pages of meetings: whose they are, and what they keep of what was typed."""

from typing import Any

from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from inspections.actions.cases import edit_details
from inspections.actions.meetings import arrange
from inspections.meetings import arranged
from inspections.models import CaseEvent, Meeting
from letters.actions.issue import issue_parents_letter
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.pages import SEEN

LEADERS = ("leaders_meeting", 1)


def page(cast: Cast, name: str = "meeting", code: str = "leaders_meeting", occurrence: int = 1) -> str:
    given = [] if name in ("meetings", "meeting-add", "area-meetings") else [code, occurrence]
    return reverse(name, args=[cast.revisit.reference, *given])


def typed(browser: Client, address: str, **changes: Any) -> dict[str, Any]:
    """The form as its page shows it, with these changes."""
    form = browser.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value not in (None, [])}


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_arranging_by_the_form_is_kept_and_on_the_list(cast: Cast, signed_in: SignedIn) -> None:
    browser, forum = signed_in(cast["cqc"]), cast.area.forum
    assert forum
    given = {"place": "County Hall", "minutes": "45", "chair": cast.owner.pk, f"people_{forum.pk}": "4"}
    answer = browser.post(page(cast), typed(browser, page(cast), **given), follow=True)
    assert "Meeting with senior leaders: saved." in said(answer)
    assert "County Hall" in said(answer)
    row = Meeting.objects.get()
    assert (row.place, row.minutes, row.chair) == ("County Hall", 45, cast.owner)
    assert [(each.organisation, each.number) for each in row.attendance.all()] == [(forum, 4)]
    shown = said(browser.get(page(cast)))
    assert "Place: nothing became County Hall" in shown
    assert "Nobody yet." in shown


def test_bad_input_stays_beside_its_field_and_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.owner)
    answer = browser.post(
        page(cast), typed(browser, page(cast), place="Town Hall", link="not a link", minutes="2")
    )
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"link", "minutes"}
    assert "Town Hall" in said(answer)
    assert not Meeting.objects.exists()


def test_whoever_comes_second_sees_both(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.owner)
    late = typed(browser, page(cast), place="Town Hall")
    browser.post(page(cast), typed(browser, page(cast), place="County Hall"))
    answer = browser.post(page(cast), late)
    assert (
        "Somebody changed this meeting while you were typing (Tuesday 17 May 2022 am, County Hall)"
        in said(answer)
    )
    again = typed_again = {
        name: answer.context["form"][name].value() for name in answer.context["form"].fields
    }
    browser.post(page(cast), {name: value for name, value in again.items() if value not in (None, [])})
    assert typed_again["place"] == Meeting.objects.get().place == "Town Hall"


def test_registration_closes_at_noon_of_the_day_where_no_time_was_given(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast.owner), page(cast, code="open_meeting")
    day = {f"closes_on_{place}": value for place, value in enumerate(("16", "5", "2022"))}
    form = {"edition": arranged(cast.revisit, "open_meeting").edition}  # type: ignore[union-attr]
    browser.post(address, form | day)
    closes = Meeting.objects.get().registration_closes_at
    assert closes and closes.isoformat() == "2022-05-16T11:00:00+00:00"
    answer = browser.post(address, form | {"closes_at": "25:00"})
    assert answer.context["form"].errors["closes_at"] == ["Enter a time like 12:00."]


def test_a_meeting_of_ones_own_is_added_invited_to_cancelled_and_brought_back(
    cast: Cast, signed_in: SignedIn
) -> None:
    cast.notify()
    browser = signed_in(cast.owner)
    day = {f"on_{place}": value for place, value in enumerate(("18", "5", "2022"))}
    assert "Say what the meeting is called." in said(browser.post(page(cast, "meeting-add"), day))
    given = {"title": "Visit to a school", "time": "09:30", "sides": ["health"], **day}
    assert "Visit to a school: added." in said(browser.post(page(cast, "meeting-add"), given, follow=True))
    own: dict[str, Any] = {"code": "other", "occurrence": 1}
    assert "invitations are on their way" in said(
        browser.post(page(cast, "meeting-invite", **own), SEEN, follow=True)
    )
    assert "Give the reason." in said(browser.post(page(cast, "meeting-cancel", **own), {"why": ""}))
    assert "cancelled" in said(
        browser.post(page(cast, "meeting-cancel", **own), SEEN | {"why": "Snow"}, follow=True)
    )
    assert "cancelled: nobody is invited" in said(
        browser.post(page(cast, "meeting-invite", **own), follow=True)
    )
    back = browser.post(page(cast, "meeting-reinstate", **own), SEEN, follow=True)
    assert "takes place after all" in said(back)
    kinds = cast.revisit.history.filter(data__code="other").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["meeting_changed", "meeting_invited", "meeting_cancelled", "meeting_changed"]
    assert "Visit to a school" in said(signed_in(cast["health"]).get(page(cast, "area-meetings")))
    assert "Visit to a school" not in said(signed_in(cast["lano"]).get(page(cast, "area-meetings")))


def test_each_side_sees_its_own_meetings_and_leaders_the_day_of_the_forums_alone(
    cast: Cast, signed_in: SignedIn
) -> None:
    cast.notify()
    found = arranged(cast.revisit, "pcf_meeting")
    assert found
    arrange(
        meeting=found,
        edition=found.edition,
        given={"place": "The Zq room"},
        attendance={},
        by=cast.owner,
        at=NOW,
    )
    lano, pcf = (said(signed_in(cast[name]).get(page(cast, "area-meetings"))) for name in ("lano", "pcf"))
    for title in ("Meeting with senior leaders", "Keeping-in-touch meeting, day 3", "Feedback to leaders"):
        assert title in lano and title not in pcf
    assert "Meeting with the parent carer forum: Tuesday 17 May 2022, afternoon." in lano
    assert "Zq" not in lano and "The Zq room" in pcf
    assert "Open meeting for parents and carers" in lano and "Open meeting for parents and carers" in pcf
    assert "Provisional judgement meeting" not in lano + pcf


def test_a_calendar_file_is_for_whom_the_meeting_concerns(cast: Cast, signed_in: SignedIn) -> None:
    address = page(cast, "meeting-calendar", "pcf_meeting")
    before = {name: signed_in(cast[name]).get(address).status_code for name in ("owner", "pcf", "lano")}
    cast.notify()
    after = {name: signed_in(cast[name]).get(address).status_code for name in ("owner", "pcf", "lano")}
    assert before == {"owner": 200, "pcf": 404, "lano": 404}
    assert after == {"owner": 200, "pcf": 200, "lano": 404}
    answer = signed_in(cast["pcf"]).get(address)
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], str(event["UID"])) == ("PUBLISH", "essex-2022-pcf_meeting-1@localhost")
    assert "essex-2022-pcf-meeting.ics" in answer["Content-Disposition"]
    assert "ATTENDEE" not in event


def test_g11_staff_are_told_when_the_letter_prints_another_open_meeting(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast.owner), page(cast, code="open_meeting")
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    assert "says otherwise" not in said(browser.get(address))
    edit_details(
        revisit=cast.revisit, version=cast.revisit.version, changes={"open_meeting_place": "Town Hall"},
        by=cast.owner, at=NOW,
    )  # fmt: skip
    assert "The letter to parents issued on 3 May 2022 says otherwise" in said(browser.get(address))
    assert CaseEvent.objects.filter(kind="edited").exists()
