"""Records of the on-site days, working copies, sessions off site: what the database refuses, whoever asks."""

from datetime import time
from typing import Any

import pytest
from django.db import Error, transaction

from inspections.models import (
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    Revisit,
    SessionSlot,
    WorkingCopy,
)
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.inspections.visiting import plant_records


def by(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"revisit": cast.revisit, "written_by": cast.owner, "written_at": NOW, **more}


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("kit_version_once", {}),
        ("kit_version_counts_from_one", {"number": 0}),
        ("kit_day_counts_from_one", {"day": 0}),
        ("kit_not_empty", {"number": 2, "shared": ""}),
        ("kit_not_empty", {"number": 2, "attended": ""}),
        ("kit_on_a_day_on_site", {"day": 4}),
    ],
)
def test_g22_a_kit_record_is_whole_and_of_an_on_site_day(
    cast: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    plant_records(cast)
    given = {"day": 1, "attended": "Leaders", "shared": "Words"} | changes
    with refused(constraint):
        KitRecord.objects.create(**by(cast, **given))


def test_g22_a_visit_of_two_days_keeps_no_kit_record(cast: Cast) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(days=2)
    with refused("kit_on_a_day_on_site"):
        KitRecord.objects.create(**by(cast, day=1, attended="Leaders", shared="Words"))


def test_g7_g22_judgement_meeting_and_feedback_are_whole(cast: Cast) -> None:
    _, held, there, told, point = plant_records(cast)
    for model, constraint, changes in (
        (JudgementMeetingRecord, "judgement_meeting_version_once", {"discussed": "Words"}),
        (
            JudgementMeetingRecord,
            "judgement_meeting_version_counts_from_one",
            {"discussed": "Words", "number": 0},
        ),
        (JudgementMeetingRecord, "judgement_meeting_not_empty", {"discussed": "", "number": 2}),
        (FeedbackRecord, "feedback_version_once", {"told": "Words"}),
        (FeedbackRecord, "feedback_version_counts_from_one", {"told": "Words", "number": 0}),
        (FeedbackRecord, "feedback_not_empty", {"told": "", "number": 2}),
    ):
        with refused(constraint):
            model.objects.create(**by(cast, held_at=NOW, **changes))
    with refused("meeting_presence_once"):
        MeetingPresence.objects.create(version=held, member=there.member, where="off_site")
    with refused("meeting_presence_known"):
        other = cast.revisit.team.exclude(pk=there.member_id)[0]
        MeetingPresence.objects.create(version=held, member=other, where="nowhere")
    second = cast.revisit.wsoa.weaknesses.all()[1]
    with refused("feedback_on_a_weakness_once"):
        FeedbackPoint.objects.create(
            version=told, weakness=point.weakness, sufficient=False, reasons="Others"
        )
    with refused("feedback_has_reasons"):
        FeedbackPoint.objects.create(version=told, weakness=second, sufficient=False, reasons="")


def test_what_was_recorded_is_never_changed_or_deleted(cast: Cast) -> None:
    for row in plant_records(cast):
        rows = type(row)._default_manager.filter(pk=row.pk)
        with pytest.raises(Error, match="Cannot update or delete"), transaction.atomic():
            rows.update(id=row.pk)
        with pytest.raises(Error, match="Cannot update or delete"), transaction.atomic():
            rows.delete()


def test_one_working_copy_a_person_and_form(cast: Cast) -> None:
    given: dict[str, Any] = {"fields": {"text": ["Words"]}, "saved_at": NOW}
    WorkingCopy.objects.create(user=cast.owner, key="/form/", **given)
    WorkingCopy.objects.create(user=cast["cqc"], key="/form/", **given)
    with refused("working_copy_once_a_form"):
        WorkingCopy.objects.create(user=cast.owner, key="/form/", **given)
    with refused("working_copy_of_a_form"):
        WorkingCopy.objects.create(user=cast.owner, key="", **given)


def test_only_a_session_off_site_is_travelled_to(cast: Cast) -> None:
    slot: dict[str, Any] = {
        "revisit": cast.revisit, "day": 1, "starts": time(9), "ends": time(10), "title": "School",
        "changed_by": cast.owner, "changed_at": NOW,
    }  # fmt: skip
    SessionSlot.objects.create(**slot, off_site=True, travel="By taxi")
    with refused("session_travel_off_site_alone"):
        SessionSlot.objects.create(**slot, travel="By taxi")
