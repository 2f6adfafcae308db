"""What would set each message off, made up from a case's own data: for looking at, never stored."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet

from inspections import draft_list, meetings
from inspections.actions import plans
from inspections.actions.deferrals import asked
from inspections.actions.hand_over import Moved
from inspections.contacts import forum_people
from inspections.models import (
    CaseEvent,
    Deferral,
    EvidenceVersion,
    InformationItem,
    Outcome,
    QuestionSet,
    Revisit,
    TeamMember,
    TimelineEvent,
)
from inspections.question_states import SetState
from inspections.survey import window
from inspections.workflow import Event
from letters import circulating
from letters.models import LateAnswer, Letter, LetterVersion, QualityReview, Side, SignOff
from notifications.domain import audience
from notifications.domain.formal import NOTICES
from notifications.models import OutboxMessage, ScheduledNotice
from revisits.accounts.models import User

Kind = CaseEvent.Kind
Data = dict[str, Any]
REASON = "A reason stands here, in the words of whoever gives it."
SAID = "What was said of it stands here, in the words of whoever said it."
FORUMS_OWN = ("questions_commented", "questions_agreed")
OFFICES_OWN = ("survey_extended",)
# What the program does by itself.
BY_ITSELF = ("survey_opened", "survey_closed", "evidence_infected", "evidence_unscanned", "evidence_cleared")


class CannotMake(Exception):
    """The case has nothing of which the message could tell; it says what is missing, in a sentence."""


def example(code: str, kind: str, revisit: Revisit, at: datetime) -> CaseEvent:
    """An event that would set a message off at `at`, unsaved. Raises CannotMake."""
    text, make = EXAMPLES.get(code, ("", _nothing))
    return CaseEvent(
        revisit=revisit, kind=kind, at=at, by=_doer(code, revisit, at), text=text, data=make(revisit)
    )


def due_next(revisit: Revisit, *, but: Collection[str] = ()) -> TimelineEvent:
    """What is next to be reminded of; of events whose owners are none of `but`. Raises CannotMake."""
    found = revisit.timeline.filter(done_on=None, until=None, planned_on__isnull=False)
    for event in found.order_by("planned_on", "pk"):
        if not set(but) & set(event.rule.owners):
            return event
    raise CannotMake("Nothing of this case that others have to do is still to be done on a day.")


def _newest(found: "QuerySet[Any]", missing: str) -> Any:
    row = found.first()
    if row is None:
        raise CannotMake(missing)
    return row


def _doer(code: str, revisit: Revisit, at: datetime) -> User | None:
    """The lead HMI; of what the office or the forum does, one of them; nobody where the program does it."""
    if code in BY_ITSELF:
        return None
    if code in OFFICES_OWN:
        return User.objects.filter(pk__in=[each.user_id for each in audience.support(at.date())]).first()
    if code in FORUMS_OWN:
        people = forum_people(revisit, on=at.date())
        return User.objects.filter(pk__in=[each.user_id for each in people]).first()
    member = revisit.team.filter(role=TeamMember.Role.LEAD).select_related("user").first()
    return member.user if member else None


def _nothing(revisit: Revisit) -> Data:
    return {}


def _moved(revisit: Revisit) -> Data:
    missing = "The survey of this case has no day for its closing, which could move."
    event = _newest(revisit.timeline.filter(code="survey_closes", planned_on__isnull=False), missing)
    later = event.planned_on + timedelta(days=1)
    told = {"code": event.code, "occurrence": 1, "time": event.planned_time, "reason": REASON}
    return told | {"from": event.planned_on.isoformat(), "to": later.isoformat()}


def _notice(revisit: Revisit) -> Data:
    found = OutboxMessage.objects.filter(revisit=revisit, message="notify", recipient_user__isnull=False)
    return {"outbox": _pk(found.order_by("-pk"), "Nobody was sent a notice in this case yet.")}


def _meeting(revisit: Revisit) -> Data:
    for meeting in meetings.of_case(revisit):
        if meeting.on and not meeting.cancelled:
            return {"code": meeting.key[0], "occurrence": meeting.key[1]}
    raise CannotMake("This case has no meeting with a day.")


def _handed(revisit: Revisit) -> Data:
    parts = list(revisit.team.select_related("user"))
    if len(parts) < 2:
        raise CannotMake("There are not two people on the team of this case.")
    case = Moved(revisit, parts[0], "").facts()
    people = {"from": parts[0].user_id, "to": parts[1].user_id}
    return people | {"reason": REASON, "case": case, "together": [case]}


def _member(revisit: Revisit) -> TeamMember:
    others = revisit.team.exclude(role=TeamMember.Role.LEAD)
    found: TeamMember = _newest(others, "Nobody but the lead is on the team of this case.")
    return found


def _left(revisit: Revisit) -> Data:
    member = _member(revisit)
    return {"person": member.user_id, "part": member.role}


def _readers(revisit: Revisit) -> Data:
    listed = list(draft_list.readers(revisit).values_list("user", flat=True))
    if not listed:
        raise CannotMake("Nobody is on the list of the draft's readers of this case.")
    return {"readers": listed}


def _questions(revisit: Revisit) -> Data:
    found = QuestionSet.objects.filter(revisit=revisit).order_by("-pk")
    return {"questions": _pk(found, "No questions for parents were written in this case.")}


def _agreed(revisit: Revisit) -> Data:
    found = QuestionSet.objects.filter(revisit=revisit, state=SetState.AGREED).order_by("-pk")
    return {"questions": _pk(found, "No questions for parents were agreed in this case yet.")}


def _unsent(revisit: Revisit) -> Data:
    letter, area = circulating.newest(revisit), revisit.area
    sent = (
        set(circulating.in_force().filter(letter=letter).values_list("body", flat=True)) if letter else set()
    )
    sides = {circulating.FORUM: area.forum_id, circulating.AUTHORITY: area.authority_id}
    for side, body in sides.items():
        if letter and body and body not in sent:
            return {"side": side}
    raise CannotMake("Nobody has still to circulate a letter to parents in this case.")


def _outcome(revisit: Revisit) -> Data:
    _pk(Outcome.objects.filter(revisit=revisit), "The outcome of this case is not published yet.")
    return {}


def _parents_letter(revisit: Revisit) -> Data:
    found = revisit.letters.filter(kind=Letter.Kind.PARENTS)
    return {"letter": _pk(found, "The letter to parents of this case was not issued.")}


def _window(revisit: Revisit) -> Data:
    here = window(revisit)
    if here.opens is None or here.closes is None:
        raise CannotMake("The survey of this case has no dates yet.")
    return {"opens": here.opens.isoformat(), "closes": here.closes.isoformat(), "said": SAID}


def _evidence(revisit: Revisit) -> Data:
    found = EvidenceVersion.objects.filter(document__revisit=revisit).order_by("-pk")
    version = _newest(found, "Nothing was given in this case.")
    return {"document": version.document_id, "version": version.pk, "read": True}


def _request(revisit: Revisit) -> Data:
    found = revisit.items.filter(kind=InformationItem.Kind.FURTHER).order_by("-pk")
    return {"item": _pk(found, "No further request was made in this case.")}


def _late(revisit: Revisit) -> Data:
    found = LateAnswer.objects.filter(round__version__letter__revisit=revisit).order_by("-pk")
    answer = _newest(found, "Nobody asked to comment late in this case.")
    return {"side": answer.side, "late": answer.pk}


def _version(revisit: Revisit) -> Data:
    found = LetterVersion.objects.filter(letter__revisit=revisit).order_by("-number")
    version = _newest(found, "The outcome letter of this case did not go to quality assurance yet.")
    agencies = {"agency": QualityReview.Agency.OFSTED.value}
    return {"version": version.number, "purpose": version.purpose} | agencies


def _signed(revisit: Revisit) -> Data:
    found = LetterVersion.objects.filter(letter__revisit=revisit, purpose=LetterVersion.Purpose.FINAL)
    version = _newest(found.order_by("-number"), "The final letter of this case is not there yet.")
    return {"version": version.number, "agency": SignOff.Agency.CQC.value}


def _final(revisit: Revisit) -> Data:
    found = revisit.letters.filter(kind=Letter.Kind.OUTCOME).order_by("-version")
    letter = _newest(found, "The final letter of this case was not sent yet.")
    return {"letter": letter.pk, "version": letter.version, "reason": REASON}


def _corrected(revisit: Revisit) -> Data:
    found = _final(revisit)
    letter = Letter.objects.get(pk=found["letter"])
    if not letter.facts.get("corrections"):
        raise CannotMake("The published letter of this case was not corrected.")
    return found


def _deferral(revisit: Revisit) -> Data:
    found = Deferral.objects.filter(revisit=revisit).order_by("-pk")
    request = _newest(found, "The area of this case did not ask to defer it.")
    return {"decision": Deferral.Decision.DECLINED.value, "reason": REASON, **asked(request)}


def _held(revisit: Revisit) -> Data:
    found = ScheduledNotice.objects.filter(revisit=revisit).order_by("-pk")
    notice = _newest(found, "No notice of this case was scheduled.")
    return {
        "send_at": notice.send_at.isoformat(),
        "why": "What it waits for stands here.",
        "title": NOTICES[notice.notice].title,
    }


def _pk(found: "QuerySet[Any]", missing: str) -> int:
    row: Model = _newest(found, missing)
    return int(row.pk)


def _side(revisit: Revisit) -> Data:
    return {"side": Side.AUTHORITY.value}


GIVEN = "Evidence was given for one of the area's bodies."
# Message -> the words of the history, and what the event carries.
EXAMPLES: dict[str, tuple[str, Callable[[Revisit], Data]]] = {
    "notify": ("", lambda revisit: {"quality_on_site": revisit.quality_on_site}),
    "date_changed": ("", _moved),
    **dict.fromkeys(["postponed", "cancelled"], ("", lambda revisit: plans.told(revisit, REASON))),
    "deferral_declined": ("", _deferral),
    "suspended": ("", lambda revisit: {"planned": True, "reason": REASON}),
    "deferral_asked": ("", lambda revisit: _deferral(revisit) | {"by_area": True}),
    "notice_held": ("", _held),
    "meeting_invitation": ("", _meeting),
    "handed_over": ("", _handed),
    "team_joined": ("", lambda revisit: _left(revisit) | {"reason": REASON}),
    "team_left": ("", _left),
    "notice_chased": ("", _notice),
    **dict.fromkeys(["draft_opened", "reader_named"], ("", _readers)),
    **dict.fromkeys(["questions_proposed", "questions_commented"], ("", _questions)),
    "questions_agreed": ("", _agreed),
    "circulation_chased": ("", _unsent),
    "outcome_told": ("", _outcome),
    "parents_letter_issued": ("", _parents_letter),
    **dict.fromkeys(["survey_opened", "survey_closed", "survey_broken", "survey_mended"], ("", _window)),
    "survey_replaced": ("", _window),
    "survey_extended": ("", _moved),
    **dict.fromkeys(
        ["evidence_received", "evidence_infected", "evidence_unscanned", "evidence_cleared"],
        (GIVEN, _evidence),
    ),
    "evidence_late": (
        "Evidence was given. It came 2 hours late.",
        lambda revisit: _evidence(revisit) | {"late": True},
    ),
    "evidence_withdrawn": ("Evidence was withdrawn after inspectors had read it.", _evidence),
    "item_declared_none": ("Declared none: outcomes of tribunal appeals.", _nothing),
    "request_made": ("", _request),
    "request_answered": ("A further request was answered.", _request),
    "request_closed": ("", _request),
    "message_written": ("", _request),
    "schedule_agreed": ("", lambda revisit: {"version": 1}),
    "children_arranged": ("A session with children and young people was arranged.", _nothing),
    **dict.fromkeys(["comments_submitted", "late_asked", "answers_told"], ("", _side)),
    "late_answered": ("", _late),
    "comments_closed": ("", lambda revisit: {"event": Event.CLOSE_COMMENTS.value}),
    "judgement_changed": ("", lambda revisit: {"weakness": 1}),
    **dict.fromkeys(["letter_submitted", "letter_returned", "letter_assured"], ("", _version)),
    "letter_withdrawn": ("", lambda revisit: {"event": Event.WITHDRAW.value}),
    "letter_signed": ("", _signed),
    **dict.fromkeys(["final_sent", "final_recalled", "publication_set"], ("", _final)),
    "publication_held": ("", lambda revisit: {"why": "What it waits for stands here."}),
    "outcome_published": ("", lambda revisit: {"version": 1}),
    "letter_corrected": ("", _corrected),
}
