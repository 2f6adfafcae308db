"""What the templates are told, for each message and contact."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import draft_list
from inspections.contacts import Contact
from inspections.models import CaseEvent, Revisit, TeamMember
from inspections.timeline.events import OWNERS
from letters.composing import phrases
from letters.models import Letter
from notifications.cause import Cause, Stage
from notifications.domain import audience, dates
from revisits.accounts.models import User
from revisits.accounts.roles import Role

Facts = dict[str, Any]
PDF = "pdf"


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
            "note": str(cause.happened[0].data.get("note", "")).strip(),
            "circulated_by": revisit.circulated_by,
            "lead": _people(revisit, TeamMember.Role.LEAD),
            "cqc": _people(revisit, TeamMember.Role.CQC),
            "quality": _people(revisit, TeamMember.Role.QA_OFSTED, TeamMember.Role.QA_CQC),
        }
        | _parents_letter(revisit)
    )


def changed_dates(cause: Cause, contact: Contact) -> Facts | None:
    """What moved, of the dates that this contact was told; None where nothing of theirs did."""
    changes = [change for event in cause.happened if (change := _change(event, audience.side(contact)))]
    if not changes:
        return None
    rescheduled = cause.kind == CaseEvent.Kind.RESCHEDULED
    return common(cause, contact) | {"changes": changes, "rescheduled": rescheduled}


def reminder(cause: Cause, contact: Contact) -> Facts:
    """What is due, when, and whose it is."""
    event = cause.due
    assert event
    return common(cause, contact) | {
        "title": event.title,
        "due": dates.written(event.last_on, event.planned_time),
        "today": cause.stage == Stage.TODAY,
        "owners": [OWNERS[owner] for owner in event.rule.owners],
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
    page = "draft-readers" if lead else "area-case"
    return common(cause, contact) | {
        "readers": [f"{row.user} ({row.organisation})" for row in listed],
        "lead": lead,
        "named_by": cause.happened[0].by,
        "link": settings.SITE_URL + reverse(page, args=[cause.revisit.reference]),
    }


def _people(revisit: Revisit, *roles: TeamMember.Role) -> list[str]:
    members = revisit.team.filter(role__in=roles).select_related("user")
    return [f"{member.user.name} ({member.get_role_display()})" for member in members]


def _parents_letter(revisit: Revisit) -> Facts:
    """The newest letter to parents: attached if its PDF is there, else its link; or neither."""
    letter = revisit.letters.filter(kind=Letter.Kind.PARENTS).first()
    if letter is None:
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
        "before": dates.written(_day(data["from"])),
        "after": dates.written(_day(data["to"]), data.get("time", "")),
        "reason": reason,
    }


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
