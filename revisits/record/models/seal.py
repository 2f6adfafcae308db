"""Seals: a hash chain over the record, which shows whether anything sealed was altered."""

import pgtrigger
from django.db import models

from revisits.record.triggers import Firm, refusing


def never_altered() -> list[Firm]:
    return [
        refusing(pgtrigger.Update | pgtrigger.Delete, name="append_only"),
        refusing(pgtrigger.Truncate, name="append_only_truncate", level=pgtrigger.Statement),
    ]


class Seal(models.Model):
    """A batch of entries, closed.

    `ids` and `gaps` are lists of [first, last]: the entries in this seal, and the numbers between the seal before
    and this one that no finished transaction had used yet (they are sealed later, or were given up).
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    ids = models.JSONField()
    gaps = models.JSONField(default=list)
    last = models.BigIntegerField(help_text="The highest entry that this seal or one before it has seen.")
    horizon = models.BigIntegerField(help_text="Transactions from this number on began after the seal.")
    count = models.PositiveIntegerField()
    prints = models.BinaryField(
        help_text="Eight bytes of each entry's SHA-256: they tell which one was altered."
    )
    digest = models.CharField("SHA-256 of the entries", max_length=64)
    previous = models.CharField("hash of the seal before", max_length=64, blank=True)
    hash = models.CharField("SHA-256 of this seal and the one before", max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["horizon"], name="record_seal_horizon")]
        triggers = never_altered()

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


class Disposal(models.Model):
    """The entries of a seal are gone, as the retention period says; the seal stays, so that the chain still holds."""

    seal = models.OneToOneField(Seal, models.PROTECT, primary_key=True, related_name="disposal")
    entry = models.BigIntegerField(help_text="The entry that says who disposed of it, and why.")
    at = models.DateTimeField()

    class Meta:
        triggers = never_altered()

    def __str__(self) -> str:
        return f"Disposal of seal {self.seal_id}"
