"""An address of each name, on the cast's notified case: what `tests.routes` is tried on."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from inspections.actions.draft_readers import invite_reader, name_reader
from inspections.actions.evidence import give_evidence
from inspections.actions.registrations import register
from inspections.models import Absence, CaseDraft, Deferral, DraftReader, Holiday, Suspension, TeamMember
from inspections.new_case import STEPS
from letters.composing.parents import compose
from letters.models import Letter, LetterFile
from notifications.models import DeliveryReport, TextNumber
from revisits.accounts import links
from revisits.accounts.actions.invitations import invite
from revisits.accounts.roles import Role
from revisits.privacy.models import Disposal, Hold
from tests import draft_addresses
from tests.asking_routes import asking_addresses
from tests.cast import NOW, Cast
from tests.factories import make
from tests.forum_addresses import forum_addresses
from tests.inspections import evidence_base, visiting
from tests.inspections.arranged import group, questions, request, session
from tests.judgement_addresses import judgements
from tests.letters import assuring, writing
from tests.letters.seed_facts import seed_facts
from tests.privacy.planting import make_message
from tests.results_addresses import results_addresses
from tests.routes import names

STEPS_OF_THE_LETTER = ("send", "recall", "moment", "publish")
STEPS_OF_A_CORRECTION = ("begin", "change", "send", "withdraw")


def addresses(cast: Cast) -> dict[str, str]:
    """An address of each name, on the notified case with its letter and its first file."""
    given = {
        **_case(cast),
        **_readers(cast),
        **writing.addresses(cast),
        **draft_addresses.addresses(cast),
        **_evidence(cast),
        **evidence_base.addresses(cast),
        **_meetings(cast),
        **_notices(cast),
        **_told(cast),
        **forum_addresses(cast),
        **asking_addresses(cast),
        **results_addresses(cast),
        **_set_up(cast),
        **_people(cast),
        **_arrangements(cast),
        **visiting.addresses(cast),
        **judgements(cast),
        **assuring.addresses(cast),
        **_personal_data(cast),
        **_delivery(cast),
        **_plans(cast),
        **_nowhere(),
    }
    return {name: reverse(name, kwargs=given.get(name, {})) for name in names()}


def _case(cast: Cast) -> dict[str, dict[str, Any]]:
    make(
        LetterFile,
        letter=make(Letter, revisit=cast.revisit, text=_text(), facts=seed_facts("essex-2022").as_dict()),
    )
    hmi = TeamMember.objects.create(revisit=cast.revisit, user=cast["hmi"], role="hmi")
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    event = {**case, "event_id": cast.event("information_request").pk}
    issued = {**case, "kind": "parents", "version": 1}
    return {
        **dict.fromkeys(
            [
                *("revisit", "history", "history-csv", "details", "dates", "statement-dates"),
                *("plan", "take-back", "team", "timeline"),
            ],
            case,
        ),
        **dict.fromkeys(
            ["letters", "letter-preview", "letter-issue", "notify", "notices", "distribution", "area-case"],
            case,
        ),
        **dict.fromkeys(["override", "reset", "done", "reopen"], event),
        "notice-html": {**case, "code": "notify"},
        "notice-call-off": {**case, "code": "notify"},
        "reminder": {**case, "code": "information_request", "occurrence": 1},
        "team-remove": {**case, "member_id": hmi.pk},
        "letter-preview-file": {**case, "ending": "txt"},
        "letter": issued,
        "letter-file": {**issued, "code": "text"},
        **dict.fromkeys(["public-visit", "public-preview", "public-register", "public-yours"], case),
        **dict.fromkeys([f"public-survey{kind}" for kind in ("", "-page", "-return", "-paper")], case),
        **dict.fromkeys(["survey-enter", "survey-apart"], case),
        "public-letter": {**case, "code": "text"},
        "public-outcome-letter": {**case, "code": "text"},
        **dict.fromkeys([f"final-{page}" for page in ("letter", "sign", *STEPS_OF_THE_LETTER)], case),
        **dict.fromkeys(["correction", *(f"correction-{step}" for step in STEPS_OF_A_CORRECTION)], case),
        "public-area": {"area_id": cast.area.pk},
    }


def _notices(cast: Cast) -> dict[str, dict[str, Any]]:
    notice = {"pk": make_message(cast.revisit, cast["lano"]).pk}
    case = {"reference": cast.revisit.reference}
    return {"chase-notices": case, "chase-notice": {**case, **notice}, "your-message": notice}


def _told(cast: Cast) -> dict[str, dict[str, Any]]:
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    message = {"code": "notify"}
    return {"survey": case, "message": message, "message-html": {**case, **message, "number": 1}}


def _plans(cast: Cast) -> dict[str, dict[str, Any]]:
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    by, at, on = cast.owner, NOW, NOW.date()
    Deferral.objects.create(
        revisit=cast.revisit, asked_on=on, asked_by="DCS", why="Floods", recorded_by=by, recorded_at=at
    )
    suspension = Suspension.objects.create(from_day=on, reason="A storm.", decided_by=by, decided_at=at)
    return {
        **dict.fromkeys(["plan-take-up", "area-defer", "defer", "defer-decide"], case),
        "suspension": {"pk": suspension.pk},
        "calendar-feed": {"secret": "wrong"},
        "holiday-withdraw": {"pk": Holiday.objects.filter(withdrawn=False).latest("on").pk},
    }


def _meetings(cast: Cast) -> dict[str, dict[str, Any]]:
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    meeting = {**case, "code": "leaders_meeting", "occurrence": 1}
    made = register(revisit=cast.revisit, name="A parent", phone="01245 555 010", at=NOW)
    registration = {**case, "registration_id": made.pk}
    return {
        **dict.fromkeys(["meetings", "meeting-add", "area-meetings"], case),
        **dict.fromkeys(["registrations", "registrations-csv"], case),
        **dict.fromkeys(["meeting", "meeting-cancel", "meeting-reinstate", "meeting-invite"], meeting),
        "meeting-calendar": meeting,
        **dict.fromkeys(["registration", "registration-withdraw"], registration),
    }


def _delivery(cast: Cast) -> dict[str, dict[str, Any]]:
    """A notice of the case that bounced; and the owner has agreed to be texted."""
    row = make_message(cast.revisit, cast["lano"])
    bounced = {"kind": "bounced", "address": row.recipient_email, "received_at": NOW}
    report = DeliveryReport.objects.create(outbox=row, source="mail", source_id=row.message_id, **bounced)
    TextNumber.objects.get_or_create(user=cast.owner, defaults={"mobile": "+447700900123", "agreed_at": NOW})
    return {"delivery-clear": {"pk": report.pk}}


def _set_up(cast: Cast) -> dict[str, dict[str, Any]]:
    draft = {"draft_id": CaseDraft.objects.create(owner=cast.owner, updated_at=NOW).pk}
    day = {"first_day": NOW.date(), "last_day": NOW.date()}
    away = Absence.objects.create(user=cast.owner, recorded_by=cast.owner, recorded_at=NOW, **day)
    return {
        **dict.fromkeys(["new-case-check", "new-case-discard"], draft),
        "new-case-step": {**draft, "slug": STEPS[0].slug},
        "away-remove": {"absence_id": away.pk},
    }


def _nowhere() -> dict[str, dict[str, Any]]:
    """What is looked for, and is not there."""
    no_row: dict[str, Any] = {"pk": 0}
    return {
        "upload": {"pk": UUID(int=0)},
        **dict.fromkeys(["mail", "mail-html", "end-session", "mfa_remove_webauthn"], no_row),
        "mail-attachment": {**no_row, "number": 0},
        "unsubscribe": {"token": "altered"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "altered"},
    }


def _people(cast: Cast) -> dict[str, dict[str, Any]]:
    held = cast["hmi"].memberships.get()
    body = cast["lano"].memberships.get().organisation
    invitation = invite(email="new@example.org", name="N", role=Role.LANO, organisation=body, by=None, at=NOW)
    person, an_invitation, a_body = ({"pk": row.pk} for row in (cast["hmi"], invitation, body))
    return {
        "invitation": {"token": links.token(invitation)},
        **dict.fromkeys(["invitation-resend", "invitation-revoke"], an_invitation),
        **dict.fromkeys(
            ["person", "person-appoint", "person-close", "person-reopen", "reset-second-factor"], person
        ),
        "person-end-role": {**person, "membership": held.pk},
        **dict.fromkeys(["organisation", "organisation-successor", "organisation-move"], a_body),
    }


def _personal_data(cast: Cast) -> dict[str, dict[str, Any]]:
    hold = Hold.objects.create(case=cast.revisit, reason="A claim.", placed_by=cast.owner, placed_at=NOW)
    night = {"cutoff": NOW.date(), "proposed_at": NOW, "refreshed_at": NOW}
    disposal, _ = Disposal.objects.get_or_create(record_type="notes", defaults=night)
    return {"disposal": {"pk": disposal.pk}, "hold-lift": {"pk": hold.pk}}


def _readers(cast: Cast) -> dict[str, dict[str, Any]]:
    """Readers of the draft: the director, and a representative whom they named; and two who are invited."""
    authority, case = cast.area.authority, {"reference": cast.revisit.reference}
    assert authority
    DraftReader.objects.create(
        revisit=cast.revisit, user=cast["dcs"], organisation=authority, named_by=cast.owner, named_at=NOW
    )
    about: dict[str, Any] = {"revisit": cast.revisit, "body": authority, "by": cast["dcs"], "at": NOW}
    reader = {**case, "reader_id": name_reader(person=cast["representative"], **about).pk}
    invited = invite_reader(name="New reader", email="new.reader@example.org", **about)
    offer: dict[str, Any] = {"role": Role.AREA_CONTRIBUTOR, "organisation": authority}
    contributor = invite(
        email="new.contributor@example.org", name="New contributor", by=cast["lano"], at=NOW, **offer
    )
    return {
        **dict.fromkeys(["draft-readers", "draft-close"], case),
        "area-readers": case,
        **dict.fromkeys(["draft-reader-remove", "area-reader-remove"], reader),
        "area-reader-withdraw": {**case, "invitation_id": invited.pk},
        "contributor-end": {"membership_id": cast["contributor"].memberships.get().pk},
        "contributor-withdraw": {"invitation_id": contributor.pk},
        "monitoring-visit": {"visit_id": cast.revisit.wsoa.monitoring_visits.earliest("planned_on").pk},
    }


def _evidence(cast: Cast) -> dict[str, dict[str, Any]]:
    """A text that the authority gave, and the tribunal outcomes that the area is asked for."""
    case = {"reference": cast.revisit.reference}
    given: dict[str, Any] = {"title": "Impact", "text": "Waiting times fell.", "at": NOW}
    assert cast.area.authority
    version = give_evidence(revisit=cast.revisit, body=cast.area.authority, by=cast["lano"], **given)
    item = {**case, "item_id": cast.revisit.items.get(code="tribunal").pk}
    document = {**case, "document_id": version.document_id}
    return {
        **dict.fromkeys(["area-needs", "area-evidence", "area-evidence-give"], case),
        **dict.fromkeys(["area-item", "area-item-none", "area-item-none-back", "area-item-assign"], item),
        **dict.fromkeys(["area-document", "area-version", "area-withdraw"], document),
        "area-receipt": {**case, "version_id": version.pk},
        "evidence-file": {"version_id": version.pk},
    }


def _arrangements(cast: Cast) -> dict[str, dict[str, Any]]:
    """A session, a group of children with questions for them, and a request to the area."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    slot, children = {**case, "session_id": session(cast).pk}, {**case, "group_id": group(cast).pk}
    questions(cast)
    asked = {**case, "item_id": request(cast).pk}
    plain = [
        "schedule",
        "schedule-agree",
        "children",
        "children-questions",
        "children-share",
        "requests",
        "request-ask",
    ]
    of_area = ["area-schedule", "area-session-add", "area-children", "area-group-add", "area-requests"]
    return {
        **dict.fromkeys([*plain, *of_area], case),
        "schedule-day": {**case, "day": 1},
        "area-schedule-day": {**case, "day": 1},
        **dict.fromkeys(["area-session", "area-session-remove"], slot),
        **dict.fromkeys(["area-group", "area-group-remove"], children),
        **dict.fromkeys(["request", "request-close", "request-reopen", "area-request"], asked),
    }


def _text() -> dict[str, Any]:
    return compose(seed_facts("essex-2022")).as_dict()
