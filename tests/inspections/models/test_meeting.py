"""Meetings and registrations: what the database refuses, whoever asks."""

from typing import Any

import pytest
from django.utils import timezone

from inspections.models import Meeting, MeetingAttendance, MeetingRegistration
from notifications.models import OutboxMessage, ToldMeeting
from tests.behind_the_form import refused
from tests.cast import NOW, Cast

DETAILS = {"title": "Feedback", "cancelled": False}


def meeting(cast: Cast, **changes: Any) -> Meeting:
    return Meeting.objects.create(**({"revisit": cast.revisit, "kind": "leaders_meeting"} | changes))


def registration(cast: Cast, **changes: Any) -> MeetingRegistration:
    given: dict[str, Any] = {
        "revisit": cast.revisit, "name": "A parent", "email": "parent@example.org", "through": "public",
        "state": "registered", "registered_at": NOW, "code": "ABCDEFGHJK",
    }  # fmt: skip
    return MeetingRegistration.objects.create(**(given | changes))


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("meeting_kind_known", {"kind": "party"}),
        ("meeting_other_dates_itself", {"on": NOW.date()}),
        ("meeting_other_dates_itself", {"sides": ["forum"]}),
        ("meeting_other_dates_itself", {"kind": "other", "title": "Visit"}),
        ("meeting_time_known", {"kind": "other", "title": "Visit", "on": NOW.date(), "time": "noon"}),
        ("meeting_time_known", {"kind": "other", "title": "Visit", "on": NOW.date(), "time": "24:00"}),
        ("meeting_sides_known", {"kind": "other", "title": "Visit", "on": NOW.date(), "sides": ["press"]}),
        ("meeting_length_sensible", {"minutes": 4}),
        ("meeting_length_sensible", {"minutes": 601}),
        ("meeting_holds_somebody", {"capacity": 0}),
        ("meeting_open_place_of_the_case", {"kind": "open_meeting", "place": "Town Hall"}),
        ("meeting_open_place_of_the_case", {"kind": "open_meeting", "access": "By the side door"}),
        ("meeting_open_alone_registers", {"registration_closes_at": NOW}),
        ("meeting_cancelled_with_a_reason", {"cancelled_at": NOW}),
        ("meeting_cancelled_with_a_reason", {"cancelled_why": "Snow"}),
    ],
)
def test_a_meeting_that_contradicts_itself_is_refused(
    cast: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    with refused(constraint):
        meeting(cast, **changes)


def test_a_meeting_is_there_once_and_counts_each_organisation_once(cast: Cast) -> None:
    held = meeting(cast)
    with refused("meeting_once"):
        meeting(cast)
    forum, authority = cast.area.forum, cast.area.authority
    assert forum and authority
    MeetingAttendance.objects.create(meeting=held, organisation=forum, number=2)
    with refused("meeting_attendance_once"):
        MeetingAttendance.objects.create(meeting=held, organisation=forum, number=3)
    with refused("meeting_attendance_of_somebody"):
        MeetingAttendance.objects.create(meeting=held, organisation=authority, number=0)
    meeting(cast, kind="kit", occurrence=2)
    meeting(cast, kind="other", title="Visit to a school", on=NOW.date(), time="09:30", sides=["health"])


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("registration_of_somebody", {"name": ""}),
        ("registration_can_be_reached", {"email": ""}),
        ("registration_of_a_few", {"places": 0}),
        ("registration_of_a_few", {"places": 7}),
        ("registration_through_somebody", {"through": "forum"}),
        ("registration_through_somebody", {"through": "council"}),
        ("registration_withdrawn_at_some_time", {"state": "withdrawn"}),
        ("registration_withdrawn_at_some_time", {"withdrawn_at": NOW}),
        ("registration_withdrawn_at_some_time", {"state": "lost"}),
    ],
)
def test_a_registration_is_somebodys_who_can_be_reached(
    cast: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    with refused(constraint):
        registration(cast, **changes)


def test_a_code_is_given_once(cast: Cast) -> None:
    registration(cast)
    with refused("registration_code_once"):
        registration(cast, name="Another parent")


def test_what_was_told_stays_and_is_told_once_a_message(cast: Cast) -> None:
    now = timezone.now()
    row = OutboxMessage.objects.create(
        message="notify", revisit=cast.revisit, cause="test", written_at=now, recipient_key="user:1",
        recipient_role="lano", recipient_name="N", recipient_email="n@example.org", subject="S", text="T",
        html="", next_attempt_at=now, give_up_at=now, created_at=now,
    )  # fmt: skip
    about: dict[str, Any] = {"outbox": row, "revisit": cast.revisit, "sequence": 0, "details": DETAILS}
    told = ToldMeeting.objects.create(code="feedback", occurrence=1, **about)
    with refused("told_meeting_once"):
        ToldMeeting.objects.create(code="feedback", occurrence=1, **about)
    with refused("told_meeting_counts_from_one"):
        ToldMeeting.objects.create(code="feedback", occurrence=0, **about)
    with pytest.raises(Exception, match="Cannot update"):
        ToldMeeting.objects.filter(pk=told.pk).update(sequence=3)
