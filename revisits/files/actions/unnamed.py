"""Bytes that no row names: found by looking through storage, and removed when the office's command says so."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import CharField

from revisits.files.models import UnnamedBytes
from revisits.files.storage import KEY, Kept, files

# What is younger may be on its way to its row.
AGE = timedelta(days=1)


def look(*, now: datetime, at: datetime) -> int:
    """Note what lies in storage, is older than a day and is named by no row; how many pieces.

    `now` is real time, as storage has it; `at` the program's. What the last look noted and is named or gone by now
    is noted no longer.
    """
    old = {kept.key: kept for kept in files().there() if KEY.match(kept.key) and kept.written_at < now - AGE}
    # Names after bytes: what was kept in between is not among the bytes.
    for key in _named():
        old.pop(key, None)
    _note(old, at)
    return len(old)


def remove(*, now: datetime, at: datetime) -> int:
    """Look once more, then delete what no row names; how many pieces went."""
    look(now=now, at=at)
    gone = 0
    for piece in UnnamedBytes.objects.all():
        files().delete(piece.key)
        piece.delete()
        gone += 1
    return gone


@transaction.atomic
def _note(found: dict[str, Kept], at: datetime) -> None:
    UnnamedBytes.objects.exclude(key__in=found).delete()
    rows = (
        UnnamedBytes(key=kept.key, size=kept.size, written_at=kept.written_at, found_at=at)
        for kept in found.values()
    )
    UnnamedBytes.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def _named() -> set[str]:
    """Every place in storage that a row names. It stands in a field `key`, whatever the model: see `new_key`."""
    found: set[str] = set()
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields if isinstance(field, CharField)}
        if "key" in names and model is not UnnamedBytes:
            found.update(model._base_manager.exclude(key="").values_list("key", flat=True).iterator())
    return found
