"""What the keeping of data holds on a person."""

from django.db.models import Q, QuerySet

from revisits.accounts.models import User
from revisits.accounts.personal_data import LEGAL_DUTY, holds, only_if
from revisits.privacy.models import DataCopy, Disposal, DisposalItem, Hold


def holds_on(person: User) -> QuerySet[Hold]:
    """Holds on them, and those that they placed or lifted."""
    on, placed, lifted = Q(person=person), Q(placed_by=person), Q(lifted_by=person)
    return Hold.objects.filter(on | placed | lifted).annotate(
        on_you_since=only_if(on, "placed_at"),
        on_you_until=only_if(on, "lifted_at"),
        you_placed=only_if(placed, "placed_at"),
        you_lifted=only_if(lifted, "lifted_at"),
    )


def copies(person: User) -> QuerySet[DataCopy]:
    """Copies about them, and those that they made for others."""
    about, made = Q(person=person), Q(by=person)
    return DataCopy.objects.filter(about | made).annotate(
        about_you=only_if(about, "at"), you_made=only_if(made, "at")
    )


holds(
    DataCopy,
    what="Copies of personal data",
    kept="copies",
    why=LEGAL_DUTY,
    rows=copies,
    columns={"Of your data": "about_you", "Made by you": "you_made"},
)
holds(
    Hold,
    what="Holds that keep data on you or were placed by you",
    kept="disposals",
    why=LEGAL_DUTY,
    rows=holds_on,
    columns={
        "On you since": "on_you_since",
        "On you until": "on_you_until",
        "Placed by you": "you_placed",
        "Lifted by you": "you_lifted",
    },
)
holds(
    Disposal,
    what="Disposals that you approved",
    kept="disposals",
    why=LEGAL_DUTY,
    rows=lambda person: Disposal.objects.filter(approved_by=person),
    columns={"Record type": "record_type", "Approved": "approved_at", "Disposed of": "disposed_at"},
)
holds(
    DisposalItem,
    what="Disposals of your own data",
    kept="disposals",
    why=LEGAL_DUTY,
    rows=lambda person: DisposalItem.objects.filter(person=person.pk),
    columns={"What": "reference", "Dated": "dated_on", "Outcome": "outcome"},
)
