"""Who reads the records of the on-site days: its team and those who assure quality, of that case alone."""

from inspections.actions.evidence_exports import ask_export
from inspections.archiving.fieldwork import records
from inspections.models import (
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
)
from revisits.accounts.visibility import may_see, visible
from tests.cast import NOW, Cast, make_elsewhere
from tests.inspections.visiting import arrived, feedback, kit, meeting, plant_records
from tests.row import EVERYBODY

PART = {"owner", "cqc", "senior_hmi", "cqc_qa"}


def test_g22_records_are_read_by_the_team_and_quality_of_the_case_alone(cast: Cast) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    planted = [row for row in plant_records(cast) if not isinstance(row, FeedbackPoint | MeetingPresence)]
    for row in planted:
        assert {name for name in EVERYBODY if may_see(cast[name], row)} == PART
    plant_records(other)
    for model in (KitRecord, JudgementMeetingRecord, FeedbackRecord):
        assert [row.revisit for row in visible(cast["colleague"], model)] == [other.revisit]


def test_the_archive_of_the_evidence_base_has_every_version_of_them(cast: Cast) -> None:
    arrived(cast)
    kit(cast, 1, findings="Plans are clearer.")
    kit(cast, 1, after=1, findings="Plans are later.")
    meeting(cast)
    feedback(cast)
    export = ask_export(revisit=cast.revisit, by=cast["senior_hmi"], at=NOW)
    found = {member.path: member.text for member in records(export.by, cast.revisit)}
    assert sorted(found) == [
        "on-site/feedback-to-leaders-v1.txt",
        "on-site/keeping-in-touch-meeting-day-1-v1.txt",
        "on-site/keeping-in-touch-meeting-day-1-v2.txt",
        "on-site/provisional-judgement-meeting-v1.txt",
    ]
    assert "Plans are clearer." in found["on-site/keeping-in-touch-meeting-day-1-v1.txt"]
    assert (
        "Weakness 1. Joint commissioning\nProgress is sufficient."
        in found["on-site/feedback-to-leaders-v1.txt"]
    )
    assert list(records(cast["support"], cast.revisit)) == []
