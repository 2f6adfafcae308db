"""Disposing of a whole seal's entries, as the retention periods say: the seal stays, and so does who did it."""

from datetime import datetime

from django.db import transaction

from revisits.acting import current
from revisits.record.digest import within
from revisits.record.models import Disposal, Entry, Seal


@transaction.atomic
def dispose_of(*, seal: Seal, by: int | None, why: str, at: datetime) -> Disposal:
    """Delete the entries of a seal; `by` is a person's id. Again, it changes nothing."""
    seal = Seal.objects.get(pk=seal.pk)
    found = Disposal.objects.filter(seal=seal).first()
    if found:
        return found
    entry = Entry.objects.create(
        at=at,
        operation=Entry.Operation.DISPOSE,
        table=Seal._meta.db_table,
        row=str(seal.number),
        person=by,
        means=current().means,
        why=why,
        after={"seal": seal.number, "entries": seal.count},
    )
    disposal = Disposal.objects.create(seal=seal, entry=entry.pk, at=at)
    Entry.objects.filter(within(seal.ids)).delete()
    return disposal
