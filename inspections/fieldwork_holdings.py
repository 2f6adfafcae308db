"""What the records of the on-site days hold on people: who wrote them, and who was at the judgement meeting."""

from inspections.models import (
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    WorkingCopy,
)
from revisits.accounts.personal_data import holds, holds_none

CASE = {"Case": "revisit__reference"}

holds(
    KitRecord,
    what="Keeping-in-touch meetings that you recorded",
    kept="fieldwork",
    rows=lambda person: KitRecord.objects.filter(written_by=person),
    columns={**CASE, "Day": "day", "Version": "number", "When": "written_at"},
)
holds(
    JudgementMeetingRecord,
    what="Judgement meetings that you recorded",
    kept="fieldwork",
    rows=lambda person: JudgementMeetingRecord.objects.filter(written_by=person),
    columns={**CASE, "Version": "number", "When": "written_at"},
)
holds(
    MeetingPresence,
    what="Judgement meetings at which you were",
    kept="fieldwork",
    rows=lambda person: MeetingPresence.objects.filter(member__user=person),
    columns={
        "Case": "version__revisit__reference",
        "Version": "version__number",
        "Held": "version__held_at",
        "From where": "where",
    },
)
holds(
    FeedbackRecord,
    what="Feedback to leaders that you recorded",
    kept="fieldwork",
    rows=lambda person: FeedbackRecord.objects.filter(written_by=person),
    columns={**CASE, "Version": "number", "When": "written_at"},
)
holds(
    WorkingCopy,
    what="What you typed into a form and have not sent",
    kept="working_copies",
    rows=lambda person: WorkingCopy.objects.filter(user=person),
    columns={"Form": "key", "When": "saved_at"},
)
holds_none("What leaders were told of a weakness.", FeedbackPoint)
