"""What the templates are told, for each message and contact."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import draft_list
from inspections.contacts import Contact
from inspections.meeting_kinds import KINDS
from inspections.models import CaseEvent, Deferral, Revisit, TeamMember
from inspections.timeline.times import LONDON
from letters import accuracy
from letters.accuracy_words import due_words
from letters.composing import phrases
from letters.models import Letter
from notifications.cause import Cause
from notifications.domain import audience, dates
from notifications.domain.meetings import Telling, Told, where
from notifications.domain.meetings import when as meeting_when
from notifications.domain.recipients import recipient_key
from revisits.accounts.models import User
from revisits.accounts.roles import Role

Facts = dict[str, Any]
PDF = "pdf"
# Where quality is assured, as the notice says it; nothing while it is open (G7).
_WHERE = {True: "on site", False: "off site"}
DATES = frozenset(
    {
        *(CaseEvent.Kind.RESCHEDULED, CaseEvent.Kind.DATE_MOVED),
        *(CaseEvent.Kind.DATE_OVERRIDDEN, CaseEvent.Kind.OVERRIDE_REMOVED),
    }
)


def common(cause: Cause, contact: Contact) -> Facts:
    """What every message may say."""
    revisit, side = cause.revisit, audience.side(contact)
    page = reverse("area-case", args=[revisit.reference]) if side else revisit.get_absolute_url()
    return {
        "revisit": revisit,
        "area": revisit.area,
        "contact": contact,
        "side": side,
        "on_site": dates.on_site(revisit.first_day, revisit.days, revisit.last_day),
        "link": settings.SITE_URL + page,
    }


def said_beside(cause: Cause) -> str:
    """The paragraph of their own that whoever sent it wrote."""
    return str(cause.happened[0].data.get("note", "")).strip()


def notice(cause: Cause, contact: Contact) -> Facts:
    """The notice: dates, length (G19), who assures quality (G7), the open meeting's focus (G11)."""
    revisit = cause.revisit
    side = audience.side(contact)
    told = dates.told_to(side, revisit)
    return (
        common(cause, contact)
        | {
            "dates": told,
            "weaknesses": [weakness.text for weakness in revisit.wsoa.weaknesses.all()],
            "note": said_beside(cause),
            "quality_where": _WHERE.get(cause.happened[0].data.get("quality_on_site"), ""),
            "again": bool(cause.happened[0].data.get("again")),
            "circulated_by": revisit.circulated_by,
            "lead": _people(revisit, TeamMember.Role.LEAD),
            "cqc": _people(revisit, TeamMember.Role.CQC),
            "quality": _people(revisit, TeamMember.Role.QA_OFSTED, TeamMember.Role.QA_CQC),
            "meetings": _invited(revisit, contact, side),
        }
        | _parents_letter(revisit)
    )


def changed_dates(cause: Cause, contact: Contact) -> Facts | None:
    """What moved, of the dates that this contact was told; None where nothing of theirs did.

    With it, in the same message, whatever else changed of the meetings that they were told of.
    """
    side, told = audience.side(contact), Told(cause.revisit, contact)
    changes: list[Facts] = []
    meetings: list[Telling] = []
    for event in cause.happened:
        telling = _of_meeting(event, told)
        change = None if telling and not telling.news else _change(event, side)
        if change and telling:
            meetings.append(telling)
            change |= _told_before(telling)
        changes += [change] if change else []
    if not changes:
        return None
    moved = {telling.key for telling in meetings}
    others = [telling for telling in told.changed() if telling.key not in moved]
    return common(cause, contact) | {
        "changes": changes,
        "others": [telling.change for telling in others],
        "rescheduled": cause.kind == CaseEvent.Kind.RESCHEDULED,
        "holidays": _holidays(cause),
        "withdrawn": _holidays(cause, "withdrawn"),
        "deferral": _deferral(cause, contact),
        "meetings": [*meetings, *others],
    }


def deferral_asked(cause: Cause, contact: Contact) -> Facts | None:
    """Who asks, and where it is read why, and decided; None where staff put it on file."""
    data = cause.happened[0].data
    if not data.get("by_area"):
        return None
    page = reverse("defer-decide", args=[cause.revisit.reference])
    return common(cause, contact) | {"deferral": _asked(data), "link": settings.SITE_URL + page}


def deferral_declined(cause: Cause, contact: Contact) -> Facts | None:
    """That the visit takes place as it was told, and why; to the leaders, for the forum did not ask."""
    data = cause.happened[0].data
    if data["decision"] != Deferral.Decision.DECLINED or audience.side(contact) not in dates.LEADERS:
        return None
    return common(cause, contact) | {"reason": data["reason"], "deferral": _asked(data)}


def _deferral(cause: Cause, contact: Contact) -> Facts | None:
    """The area's request that this grants, for the leaders: they have the decision in writing."""
    data = cause.happened[0].data.get("deferral")
    return _asked(data) if data and audience.side(contact) in dates.LEADERS else None


def _asked(data: Mapping[str, Any]) -> Facts:
    on = _day(data["asked_on"])
    return {"asked_on": phrases.weekday(on) if on else "", "asked_by": data["asked_by"]}


def _holidays(cause: Cause, which: str = "holidays") -> list[str]:
    """The bank holidays that moved the dates, new ones or those "withdrawn", each once.

    Of new on-site days they are not the reason.
    """
    if cause.kind != CaseEvent.Kind.DATE_MOVED:
        return []
    return list(dict.fromkeys(name for event in cause.happened for name in event.data.get(which, ())))


def stopped(cause: Cause, contact: Contact) -> Facts:
    """Which visit does not take place, since when and why; its meetings leave the calendar of whoever had them."""
    event = cause.happened[0]
    first, last = (_day(day) for day in event.data["on_site"])
    assert first
    reason = str(event.data["reason"])
    return common(cause, contact) | {
        "on_site": dates.on_site(first, None, last),
        "reason": reason,
        "deferral": _deferral(cause, contact),
        "meetings": Told(cause.revisit, contact).called_off(reason),
    }


def changed_meetings(cause: Cause, contact: Contact) -> Facts | None:
    """What changed of the meetings that this contact was told of; None where they know all of it.

    Dates that `changed_dates` or the notice tells them are left to it, and where the former writes, all of it is.
    """
    if cause.kind in DATES and _told_of_dates(cause, contact):
        return None
    meetings = [
        telling
        for telling in Told(cause.revisit, contact).changed()
        if not _told_elsewhere(cause, telling, audience.side(contact))
    ]
    if not meetings:
        return None
    reasons = [str(event.data.get("reason", "")) for event in cause.happened]
    return common(cause, contact) | {
        "meetings": meetings,
        "changes": [telling.change for telling in meetings],
        "reason": next(filter(None, reasons), "") if cause.kind in DATES else "",
        "holidays": _holidays(cause),
        "withdrawn": _holidays(cause, "withdrawn"),
    }


def invitation(cause: Cause, contact: Contact) -> Facts | None:
    """One meeting, with its invitation; None where this contact was told all of it."""
    data = cause.happened[0].data
    told = Told(cause.revisit, contact)
    telling = told.telling((data["code"], data["occurrence"]))
    if telling is None or not telling.news or telling.details["cancelled"]:
        return None
    return common(cause, contact) | {
        "meetings": [telling],
        "meeting": telling.details,
        "when": meeting_when(telling.details),
        "where": where(telling.details),
        "notes": told.now[telling.key].row.notes,
        "support": told.now[telling.key].row.support,
        "note": said_beside(cause),
    }


def suspended(cause: Cause, contact: Contact) -> Facts | None:
    """Why nobody is notified of a visit that is being planned; None where everybody hears that it is postponed."""
    data = cause.happened[0].data
    if not data.get("planned"):
        return None
    return common(cause, contact) | {"reason": data["reason"]}


def notice_held(cause: Cause, contact: Contact) -> Facts:
    """Which notice, for when it was scheduled, and what was in its way."""
    data = cause.happened[0].data
    when = datetime.fromisoformat(data["send_at"]).astimezone(LONDON)
    return common(cause, contact) | {
        "when": f"{when:%-H:%M} on {phrases.weekday(when.date())}",
        "why": data["why"],
        "title": data["title"],
        "link": settings.SITE_URL + reverse("notices", args=[cause.revisit.reference]),
    }


def handed_over(cause: Cause, contact: Contact) -> Facts:
    """Which cases went from whom to whom, why, and what this contact has to do with it."""
    event = cause.happened[0]
    data = event.data
    concerned = (data["from"], data["to"])
    names = User.objects.in_bulk(concerned)
    told = data["together"] if contact.user_id in concerned else [data["case"]]
    return common(cause, contact) | {
        "giver": names[data["from"]].name,
        "taker": names[data["to"]].name,
        "by": event.by.name if event.by and event.by_id not in concerned else "",
        "takes": contact.user_id == data["to"],
        "gives": contact.user_id == data["from"],
        "reason": data["reason"],
        "cases": [_handed(case) for case in told],
    }


def _handed(case: Facts) -> Facts:
    return case | {
        "on": phrases.weekday(date.fromisoformat(case["first_day"])),
        "link": settings.SITE_URL + reverse("revisit", args=[case["reference"]]),
    }


def draft_open(cause: Cause, contact: Contact) -> Facts | None:
    """Who may read the draft from now on, and where it is: never a word of it (G24). None where they no longer may."""
    listed = list(draft_list.readers(cause.revisit).filter(user__in=cause.happened[0].data["readers"]))
    if not listed:
        return None
    lead = contact.role == Role.LEAD_HMI
    page, round_ = "draft-readers" if lead else "draft", accuracy.round_of(cause.revisit)
    return common(cause, contact) | {
        "readers": [f"{row.user} ({row.organisation})" for row in listed],
        "lead": lead,
        "names": contact.role in draft_list.DIRECTORS,
        "due": due_words(accuracy.due(round_), cause.at) if round_ else "",
        "named_by": cause.happened[0].by,
        "note": said_beside(cause),
        "link": settings.SITE_URL + reverse(page, args=[cause.revisit.reference]),
    }


def _invited(revisit: Revisit, contact: Contact, side: str) -> list[Telling]:
    """The meetings whose dates the notice tells, each with an invitation."""
    told = Told(revisit, contact)
    codes = _codes_told(side)
    tellings = (told.telling(key) for key in told.now if key[0] in codes)
    return [each for each in tellings if each and each.details["on"] and not each.details["cancelled"]]


def _codes_told(side: str) -> list[str]:
    """The dates that a notice tells this side."""
    return [code for code, (_, sides) in dates.TOLD.items() if side in sides]


def _of_meeting(event: CaseEvent, told: Told) -> Telling | None:
    """The meeting whose date an event changed; None for dates that are no meeting's."""
    code = event.data.get("code")
    return told.telling((code, event.data.get("occurrence", 1))) if code in KINDS else None


def _told_before(telling: Telling) -> Facts:
    """From what this contact was told to what stands now, whatever lay between."""
    before = {"before": meeting_when(telling.before)} if telling.before else {}
    return before | {"after": meeting_when(telling.details)}


def _told_elsewhere(cause: Cause, telling: Telling, side: str) -> bool:
    return cause.kind == CaseEvent.Kind.NOTIFIED and telling.key[0] in _codes_told(side)


def _told_of_dates(cause: Cause, contact: Contact) -> bool:
    """Whether the same cause tells them of dates: nobody gets two messages of one change."""
    told = {recipient_key(each) for each in audience.area_if_notified(cause)}
    return recipient_key(contact) in told and changed_dates(cause, contact) is not None


def _people(revisit: Revisit, *roles: TeamMember.Role) -> list[str]:
    members = revisit.team.filter(role__in=roles).select_related("user")
    return [f"{member.user.name} ({member.get_role_display()})" for member in members]


def _parents_letter(revisit: Revisit) -> Facts:
    """The newest letter to parents: attached if its PDF is there, else its link; or neither.

    One that was issued for other days, before a postponement, is not sent with the notice of the new ones.
    """
    letter = revisit.letters.filter(kind=Letter.Kind.PARENTS).first()
    if letter is None or letter.facts.get("first_day") != revisit.first_day.isoformat():
        return {"attached_letter": None, "letter_link": ""}
    rendered = letter.files.filter(format=PDF).exists()
    return {
        "attached_letter": letter if rendered else None,
        "letter_link": settings.SITE_URL + letter.get_absolute_url(),
    }


def _change(event: CaseEvent, side: str) -> Facts | None:
    data = event.data
    reason = str(data.get("reason", ""))
    if event.kind == CaseEvent.Kind.RESCHEDULED:
        before, after = ((date.fromisoformat(day), days) for day, days in (data["from"], data["to"]))
        return {
            "title": "On-site days",
            "before": dates.on_site(*before),
            "after": dates.on_site(*after),
            "reason": reason,
        }
    title, sides = dates.TOLD.get(data["code"], ("", frozenset()))
    if side not in sides:
        return None
    return {
        "title": title,
        "before": dates.written(_day(data["from"]), data.get("from_time", "")),
        "after": dates.written(_day(data["to"]), data.get("time", "")),
        "reason": reason,
    }


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
