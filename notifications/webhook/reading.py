"""What a report says, whoever sends it: GOV.UK Notify's delivery receipts, and a form of our own for mail providers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from notifications.domain.bounces import Reported
from notifications.models import DeliveryReport

Kind = DeliveryReport.Kind
NOTIFY, MAIL = "govuk-notify", "mail"
MOST = 500

# Notify's words for what became of a message, and ours.
STATUSES = {
    "delivered": (Kind.DELIVERED, ""),
    "permanent-failure": (Kind.BOUNCED, "the address or number does not exist, or refuses messages."),
    "temporary-failure": (Kind.UNDELIVERED, "the mailbox is full, the phone off, or a filter refused it."),
    "technical-failure": (Kind.UNDELIVERED, "something broke between GOV.UK Notify and its provider."),
}


class Receipt(BaseModel):
    """GOV.UK Notify's delivery receipt, as far as we heed it; it has more fields."""

    id: str = Field(min_length=1, max_length=100)
    reference: str | None = None
    status: Literal["delivered", "permanent-failure", "temporary-failure", "technical-failure"]


class Event(BaseModel):
    """What a mail provider reports of one message; an adapter at the provider's writes it so."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=200)
    message_id: str = Field(min_length=1, max_length=320)
    kind: Literal["delivered", "bounced", "undelivered", "complaint"]
    said: str = Field(default="", max_length=5000)


class Events(BaseModel):
    model_config = ConfigDict(extra="forbid")

    events: list[Event] = Field(max_length=MOST)


def receipt(body: bytes) -> list[Reported]:
    """Of GOV.UK Notify; nothing where it is of no reference. Raises pydantic.ValidationError."""
    read = Receipt.model_validate_json(body)
    kind, said = STATUSES[read.status]
    # A message has one id and may have two fates: undelivered for a day, delivered after.
    told = Reported(NOTIFY, f"{read.id}:{read.status}", read.reference or "", kind, said)
    return [told] if read.reference else []


def events(body: bytes) -> list[Reported]:
    """Of a mail provider, 500 at most. Raises pydantic.ValidationError."""
    return [
        Reported(MAIL, each.id, f"<{each.message_id.strip('<> ')}>", Kind(each.kind), each.said)
        for each in Events.model_validate_json(body).events
    ]
