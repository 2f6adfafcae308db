"""Asking the area and its forum for information, and their saying who does it or that there is none (GT, G15)."""

from datetime import datetime

from django.db import transaction

from inspections import evidence_policies as policies
from inspections import information
from inspections.actions.record import record
from inspections.models import WSOA, CaseEvent, InformationItem, Revisit
from inspections.policies import Refused
from inspections.workflow import OPEN_STATES, State
from revisits.accounts.models import User

# What the history calls an item; it is read by staff who may not read what was asked in particular.
NAMES = {"tribunal": "outcomes of tribunal appeals", "ombudsman": "outcomes of ombudsman complaints"}


def ask_standing(*, revisit: Revisit, by: User | None, at: datetime) -> list[InformationItem]:
    """Ask for what every area is asked for; a second time it adds what is missing. Call it with the case locked."""
    there = set(revisit.items.exclude(code="").values_list("code", flat=True))
    return InformationItem.objects.bulk_create(
        InformationItem(
            revisit=revisit,
            side=asked.side,
            code=asked.code,
            weakness=asked.weakness,
            title=asked.title,
            guidance=asked.guidance,
            mandatory=asked.mandatory,
            asked_by=by,
            asked_at=at,
        )
        for asked in information.standing(list(revisit.wsoa.weaknesses.all()))
        if asked.code not in there and (asked.side != InformationItem.Side.FORUM or revisit.area.forum_id)
    )


@transaction.atomic
def ask_about_added(*, wsoa: WSOA, by: User | None, at: datetime) -> int:
    """Ask about weaknesses that were added to a statement after areas were told of its re-visit: one item each (G12).

    For the re-visits that are still open; returns how many items. A second time there is nothing to ask.
    """
    cases = Revisit.objects.select_for_update(of=("self",), no_key=True).select_related("area")
    told = cases.filter(wsoa=wsoa, historical=False, state__in=OPEN_STATES).exclude(state=State.PLANNED)
    asked = 0
    for revisit in told.order_by("pk"):
        items = ask_standing(revisit=revisit, by=by, at=at)
        for item in items:
            text = f"Asked for: {item.title}"
            record(revisit, CaseEvent.Kind.REQUEST_MADE, by=by, at=at, text=text, data={"item": item.pk})
        asked += len(items)
    return asked


@transaction.atomic
def declare_none(*, item: InformationItem, why: str, by: User, at: datetime) -> None:
    """Declare that there is nothing to give (G15), or that a further request cannot be met, and why.

    Raises Refused where something was given, where it was declared already, and where it need not be answered.
    """
    item = _locked(item)
    policies.check_none(item)
    if item.is_further and not why.strip():
        raise Refused("Say why you cannot give it.")
    item.none_at, item.none_by, item.none_why = at, by, why.strip()
    item.save(update_fields=["none_at", "none_by", "none_why"])
    text = f"Declared none: {NAMES.get(item.code, 'what a further request asked for')}."
    record(item.revisit, CaseEvent.Kind.ITEM_DECLARED_NONE, by=by, at=at, text=text, data={"item": item.pk})


@transaction.atomic
def take_back_none(*, item: InformationItem, by: User, at: datetime) -> None:
    """Take back a declaration that was made by mistake. Raises Refused where there is none."""
    item = _locked(item)
    policies.check_open(item)
    if not item.none_at:
        raise Refused("This was not declared none.")
    item.none_at, item.none_by, item.none_why = None, None, ""
    item.save(update_fields=["none_at", "none_by", "none_why"])
    text = f"No longer declared none: {NAMES.get(item.code, 'what a further request asked for')}."
    record(item.revisit, CaseEvent.Kind.ITEM_DECLARED_NONE, by=by, at=at, text=text, data={"item": item.pk})


@transaction.atomic
def assign(*, item: InformationItem, person: User | None) -> None:
    """Say who of the side does it, or nobody in particular; whoever comes last is right. The record has it all."""
    item = _locked(item)
    policies.check_open(item)
    item.assigned_to = person
    item.save(update_fields=["assigned_to"])


def _locked(item: InformationItem) -> InformationItem:
    """The item as it stands, under the lock of its case."""
    cases = Revisit.objects.select_related("area")
    revisit = cases.select_for_update(of=("self",), no_key=True).get(pk=item.revisit_id)
    fresh = InformationItem.objects.select_related("none_by", "weakness").get(pk=item.pk)
    fresh.revisit = revisit
    return fresh
