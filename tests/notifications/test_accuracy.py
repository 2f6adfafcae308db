"""What is told by e-mail of the draft with the area: each side of itself alone, and never a word of it (G24, G25)."""

from datetime import date, datetime

from django.utils import timezone

from inspections.actions.record import record
from inspections.models import CaseEvent, DraftReader
from inspections.timeline.times import LONDON
from letters.models import LateAnswer, Side
from notifications.domain import remind
from notifications.models import OutboxMessage
from tests.drafts import answered, asked_late, draft_sent, said, submitted, told, with_area
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows

WORD = "Zebra"
Kind = CaseEvent.Kind


def test_g25_each_side_and_the_team_hear_what_is_theirs(world: World) -> None:
    world.notify()
    revisit, lead = world.revisit, world.lead
    director, chief = world.people["dcs"], world.people["health_chief_executive"]
    round_ = draft_sent(revisit, lead, words=[WORD], at=NOTICE_DAY)
    for person in (director, chief):
        body = person.memberships.get().organisation
        given = {"organisation": body, "named_by": lead, "named_at": NOTICE_DAY}
        DraftReader.objects.create(revisit=revisit, user=person, **given)
    with_area(revisit)
    comment = said(round_, director, text=WORD)
    submitted(round_, director)
    told(answered(comment, lead, text=WORD), lead)
    asked = asked_late(round_, chief, Side.HEALTH, text=WORD)
    late = LateAnswer.objects.create(
        round=round_, side="health", request=asked, until=round_.due_at, reason=WORD, by=lead, at=NOTICE_DAY
    )
    for kind, data in (
        (Kind.COMMENTS_SUBMITTED, {"side": "authority"}),
        (Kind.LATE_ASKED, {"side": "health"}),
        (Kind.LATE_ANSWERED, {"side": "health", "late": late.pk}),
        (Kind.ANSWERS_TOLD, {"side": "authority"}),
    ):
        record(revisit, kind, by=lead, at=NOTICE_DAY, data=data)
    expand_all()
    assert {row.recipient_role for row in rows("comments_submitted")} == {"lead_hmi", "cqc_inspector"}
    assert {row.recipient_role for row in rows("late_asked")} == {"lead_hmi"}
    assert [row.recipient_user for row in rows("late_answered")] == [chief]
    assert [row.recipient_user for row in rows("answers_told")] == [director]
    assert f"/area/{revisit.reference}/draft/answers/" in rows("answers_told")[0].text
    assert "comment on the draft outcome letter by" in rows("late_answered")[0].text
    for row in OutboxMessage.objects.all():
        assert WORD not in f"{row.subject}{row.text}{row.html}"


def test_g25_a_side_that_has_submitted_is_reminded_no_more(world: World) -> None:
    world.notify()
    director = world.people["dcs"]
    round_ = draft_sent(world.revisit, world.lead, words=[WORD], at=datetime(2022, 6, 14, 10, tzinfo=LONDON))
    with_area(world.revisit)
    world.revisit.timeline.filter(code="comments_due").update(computed_on=date(2022, 6, 28))
    ahead, overdue = (datetime(2022, 6, day, 9, tzinfo=LONDON) for day in (27, 29))

    def reminded(at: datetime) -> list[str]:
        before = set(OutboxMessage.objects.values_list("pk", flat=True))
        remind.remind(at=at, now=timezone.now())
        found = OutboxMessage.objects.filter(cause__contains=":comments_due:").exclude(pk__in=before)
        return sorted(found.values_list("recipient_role", flat=True))

    assert reminded(ahead) == ["dcs", "health_chief_executive"]
    submitted(round_, director)
    assert reminded(overdue) == ["health_chief_executive"]
