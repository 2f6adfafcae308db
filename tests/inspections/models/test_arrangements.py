"""Schedule, children's sessions and messages: what the database refuses, whoever asks."""

from datetime import time
from typing import Any

import pytest
from django.db import Error, transaction

from inspections.actions.requests import note_read, write_message
from inspections.actions.schedule import agree_schedule, comment
from inspections.models import (
    ChildrensQuestions,
    ChildrensSession,
    RequestMessage,
    RequestReading,
    ScheduleAgreement,
    ScheduleComment,
    SessionAbout,
    SessionInspector,
    SessionSlot,
)
from inspections.schedule import current, edition
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.inspections.arranged import ASKED, group, questions, request, session


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("session_on_a_day_on_site", {"day": 4}),
        ("session_day_one_to_four", {"day": 0}),
        ("session_ends_after_it_starts", {"ends": time(9)}),
        ("session_has_a_title", {"title": ""}),
        ("session_removed_by_somebody", {"removed_at": NOW}),
    ],
)
def test_g12_a_session_is_whole_and_on_a_day_on_site(
    told: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    slot = session(told)
    with refused(constraint):
        SessionSlot.objects.filter(pk=slot.pk).update(**changes)


def test_g18_it_is_about_a_weakness_once_and_taken_by_an_inspector_once(told: Cast) -> None:
    member = told.revisit.team.get(user=told.owner)
    slot = session(told, inspectors=[member])
    with refused("session_about_once"):
        SessionAbout.objects.create(session=slot, weakness=told.revisit.wsoa.weaknesses.all()[0])
    with refused("session_inspector_once"):
        SessionInspector.objects.create(session=slot, member=member)


def test_what_was_agreed_and_said_stays(told: Cast) -> None:
    slot = session(told)
    agreed = agree_schedule(revisit=told.revisit, read=edition(current(told.revisit)), by=told.owner, at=NOW)
    said = comment(revisit=told.revisit, session=slot, text="Earlier?", body=None, by=told.owner, at=NOW)
    row = {"revisit": told.revisit, "agreed_by": told.owner, "agreed_at": NOW, "sessions": {}}
    with refused("schedule_agreed_once_a_version"):
        ScheduleAgreement.objects.create(number=1, **row)
    with refused("schedule_version_from_one"):
        ScheduleAgreement.objects.create(number=0, **row)
    with refused("schedule_comment_says_something"):
        ScheduleComment.objects.create(revisit=told.revisit, author=told.owner, at=NOW, text="")
    for stays in (agreed, said):
        with pytest.raises(Error), transaction.atomic():
            stays.delete()


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("childrens_session_has_a_setting", {"setting": ""}),
        ("childrens_session_of_some", {"number": 0}),
        ("childrens_session_of_some", {"number": 61}),
        ("childrens_session_ages", {"oldest": 3}),
        ("childrens_session_ages", {"oldest": 26}),
    ],
)
def test_g9_a_group_has_a_setting_a_number_and_ages(
    told: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    found = group(told)
    with refused(constraint):
        ChildrensSession.objects.filter(pk=found.pk).update(**changes)


def test_g9_questions_are_drafted_once_and_stay_once_shared(told: Cast) -> None:
    draft = questions(told)
    row = {"revisit": told.revisit, "written_by": told.owner, "written_at": NOW}
    for constraint, values in (
        ("childrens_questions_once", {"number": 1, "text": "x", "shared_at": NOW, "shared_by": told.owner}),
        ("childrens_questions_one_draft", {"number": 2, "text": "x"}),
        (
            "childrens_questions_ask_something",
            {"number": 3, "text": "", "shared_at": NOW, "shared_by": told.owner},
        ),
        ("childrens_questions_shared_by_somebody", {"number": 3, "text": "x", "shared_at": NOW}),
    ):
        with refused(constraint):
            ChildrensQuestions.objects.create(**row, **values)
    ChildrensQuestions.objects.filter(pk=draft.pk).update(shared_at=NOW, shared_by=told.owner)
    with pytest.raises(Error), transaction.atomic():
        ChildrensQuestions.objects.filter(pk=draft.pk).update(text="Another")


def test_g17_a_message_says_something_and_stays_and_reading_is_kept_once(told: Cast) -> None:
    item = request(told)
    message = write_message(item=item, text="By Friday?", body=None, by=told.owner, at=ASKED)
    with refused("request_message_says_something"):
        RequestMessage.objects.create(item=item, author=told.owner, text="", at=ASKED)
    with pytest.raises(Error), transaction.atomic():
        RequestMessage.objects.update(text="Another")
    note_read(item=item, up_to=message.pk, by=told["lano"])
    note_read(item=item, up_to=0, by=told["lano"])
    assert RequestReading.objects.get().up_to == message.pk, "reading never goes back"
    with refused("request_read_once_a_person"):
        RequestReading.objects.create(item=item, user=told["lano"])
