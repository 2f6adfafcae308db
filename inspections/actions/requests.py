"""Further requests (G17): asking, writing about them, closing them. The history says that, and never a word of it."""

from datetime import datetime

from django.db import transaction

from inspections import arrangements_policies as policies
from inspections import queries
from inspections.actions.record import record
from inspections.models import CaseEvent, InformationItem, RequestMessage, RequestReading, Revisit, Weakness
from inspections.policies import Refused
from revisits.accounts.models import Organisation, User

Kind, Side = CaseEvent.Kind, InformationItem.Side
WHOM = {Side.AREA: "the area", Side.FORUM: "the parent carer forum"}


@transaction.atomic
def ask(
    *,
    revisit: Revisit,
    side: InformationItem.Side,
    title: str,
    guidance: str,
    due_at: datetime,
    by: User,
    at: datetime,
    body: Organisation | None = None,
    weakness: Weakness | None = None,
) -> InformationItem:
    """Ask a side, or one `body` of it, for further information by a moment. Raises Refused outside days -5 to -1."""
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    window = revisit.timeline.filter(code="further_requests").first()
    policies.check_ask(revisit, window, queries.calendar(), at=at, due_at=due_at)
    if weakness and weakness.wsoa_id != revisit.wsoa_id:
        raise Refused("Choose a weakness of this area's statement of action.", "weakness")
    item = InformationItem.objects.create(
        revisit=revisit,
        kind=InformationItem.Kind.FURTHER,
        side=side,
        body=body,
        weakness=weakness,
        title=title,
        guidance=guidance,
        due_at=due_at,
        asked_by=by,
        asked_at=at,
    )
    said = f"Further information was requested from {body or WHOM[side]}, due {policies.moment(due_at)}."
    record(revisit, Kind.REQUEST_MADE, by=by, at=at, text=said, data={"item": item.pk})
    return item


@transaction.atomic
def write_message(
    *, item: InformationItem, text: str, body: Organisation | None, by: User, at: datetime
) -> RequestMessage:
    """Write on a request; `body` is the area's for whom it is written, None the team's. Raises Refused once closed."""
    item = _locked(item)
    policies.check_request_open(item)
    message = RequestMessage.objects.create(item=item, author=by, body=body, text=text, at=at)
    said = f"A message on a further request was written for {body or 'the team'}."
    record(item.revisit, Kind.MESSAGE_WRITTEN, by=by, at=at, text=said, data={"item": item.pk})
    return message


@transaction.atomic
def close_request(*, item: InformationItem, by: User, at: datetime) -> InformationItem:
    """The team has what it needs, or needs it no more. Raises Refused where it is closed already."""
    item = _locked(item)
    policies.check_request_open(item)
    item.closed_by, item.closed_at = by, at
    item.save(update_fields=["closed_by", "closed_at"])
    said = f"A further request to {item.body or WHOM[Side(item.side)]} was closed."
    record(item.revisit, Kind.REQUEST_CLOSED, by=by, at=at, text=said, data={"item": item.pk})
    return item


@transaction.atomic
def reopen_request(*, item: InformationItem, by: User, at: datetime) -> InformationItem:
    """Take back a closing; what is open already stays so."""
    item = _locked(item)
    if item.closed_at is None:
        return item
    item.closed_by = item.closed_at = None
    policies.check_request_open(item)
    item.save(update_fields=["closed_by", "closed_at"])
    said = f"A further request to {item.body or WHOM[Side(item.side)]} was opened again."
    record(item.revisit, Kind.REQUEST_CLOSED, by=by, at=at, text=said, data={"item": item.pk})
    return item


def note_read(*, item: InformationItem, up_to: int, by: User) -> None:
    """Keep that somebody was shown the messages up to this id; their unread marks follow. Never goes back."""
    RequestReading.objects.get_or_create(item=item, user=by)
    RequestReading.objects.filter(item=item, user=by, up_to__lt=up_to).update(up_to=up_to)


def _locked(item: InformationItem) -> InformationItem:
    """Under the lock of its case, as all that is given for it."""
    revisit = Revisit.objects.select_for_update().get(pk=item.revisit_id)
    fresh = InformationItem.objects.select_related("closed_by", "body").get(pk=item.pk)
    fresh.revisit = revisit
    return fresh
