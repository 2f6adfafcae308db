"""What the arrangements of a visit hold on people: who wrote, agreed and took part; what was typed names officials."""

from django.db.models import Q, QuerySet

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
from revisits.accounts.models import User
from revisits.accounts.personal_data import holds, holds_none, only_if

CASE = {"Case": "revisit__reference"}


def sessions(person: User) -> QuerySet[SessionSlot]:
    """Those that they changed last or removed; never which colleague did the other."""
    changed, removed = Q(changed_by=person), Q(removed_by=person)
    return SessionSlot.objects.filter(changed | removed).annotate(
        you_changed=only_if(changed, "changed_at"), you_removed=only_if(removed, "removed_at")
    )


def questions(person: User) -> QuerySet[ChildrensQuestions]:
    wrote, shared = Q(written_by=person), Q(shared_by=person)
    return ChildrensQuestions.objects.filter(wrote | shared).annotate(
        you_wrote=only_if(wrote, "written_at"), you_shared=only_if(shared, "shared_at")
    )


holds(
    SessionSlot,
    what="Sessions of on-site days that you changed or removed",
    kept="arrangements",
    rows=sessions,
    columns={**CASE, "Day": "day", "You changed it": "you_changed", "You removed it": "you_removed"},
)
holds(
    SessionInspector,
    what="Sessions of on-site days that you take part in",
    kept="arrangements",
    rows=lambda person: SessionInspector.objects.filter(member__user=person),
    columns={"Case": "session__revisit__reference", "Day": "session__day", "From": "session__starts"},
)
holds(
    ScheduleAgreement,
    what="Schedules that you agreed",
    kept="arrangements",
    rows=lambda person: ScheduleAgreement.objects.filter(agreed_by=person),
    columns={**CASE, "Version": "number", "When": "agreed_at"},
)
holds(
    ScheduleComment,
    what="What you said about a schedule",
    kept="arrangements",
    rows=lambda person: ScheduleComment.objects.filter(author=person),
    columns={**CASE, "When": "at"},
)
holds(
    ChildrensSession,
    what="Sessions with children that you arranged; no child is named in them",
    kept="arrangements",
    rows=lambda person: ChildrensSession.objects.filter(changed_by=person),
    columns={**CASE, "When": "changed_at"},
)
holds(
    ChildrensQuestions,
    what="Questions for children that you wrote or shared",
    kept="arrangements",
    rows=questions,
    columns={**CASE, "You wrote them": "you_wrote", "You shared them": "you_shared"},
)
holds(
    RequestMessage,
    what="Messages that you wrote on further requests",
    kept="arrangements",
    rows=lambda person: RequestMessage.objects.filter(author=person),
    columns={"Case": "item__revisit__reference", "When": "at"},
)
holds(
    RequestReading,
    what="How far you have read the messages on further requests",
    kept="arrangements",
    rows=lambda person: RequestReading.objects.filter(user=person),
    columns={"Case": "item__revisit__reference"},
)
holds_none("Which weakness a session is about.", SessionAbout)
