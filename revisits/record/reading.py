"""Putting on record that a confidential paper was read or downloaded."""

from django.db.models import Model

from revisits import clock
from revisits.acting import current
from revisits.record.models import Entry


def read(
    *, person: int, what: Model | type[Model], case: int | None = None, download: bool = False, part: str = ""
) -> Entry:
    """`what` is the paper's row, or a model where a whole list was taken; `person` and `case` are ids.

    `part` says which of its papers it was, where the row alone does not: "letter to parents, preview as PDF".
    Call it before the answer goes out: what cannot be recorded is not shown.
    """
    return Entry.objects.create(
        at=clock.now(),
        operation=Entry.Operation.DOWNLOAD if download else Entry.Operation.READ,
        table=what._meta.db_table,
        row=str(what.pk) if isinstance(what, Model) else "",
        case=case,
        person=person,
        means=current().means,
        after={"part": part} if part else None,
    )
