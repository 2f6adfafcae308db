"""Disposals: what is due by its retention period, who approved that it goes, and that it went. Never what it said."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from revisits import retention
from revisits.accounts.models import User


def frozen(name: str, still_open: Any) -> list[pgtrigger.Trigger]:
    """The database refuses to change or delete a row, unless it is still open."""
    return [
        pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete, condition=~still_open),
    ]


class Disposal(models.Model):
    """One list of what is due of one record type, on its way from proposal to being gone. Frozen when it is done."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for approval"
        APPROVED = "approved", "Being disposed of"
        DONE = "done", "Disposed of"

    record_type = models.CharField(max_length=30, help_text="A code of `retention.RECORD_TYPES`.")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    period = models.CharField(max_length=60, help_text="The retention period, in words, as it was.")
    cutoff = models.DateField(help_text="What is dated on this day or before is due.")
    edition = models.PositiveIntegerField(default=1, help_text="Grows with every change of the list.")
    proposed_at = models.DateTimeField()
    refreshed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    disposed_at = models.DateTimeField(null=True, blank=True)
    disposed = models.PositiveIntegerField(null=True, blank=True, help_text="How many went.")
    spared = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many stayed: held, or no longer due, when their turn came."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type"], condition=~Q(state="done"), name="disposal_one_open_a_type"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", approved_by__isnull=True, approved_at__isnull=True, reason="")
                | (
                    ~Q(state="proposed")
                    & Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="disposal_approved_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="done", disposed_at__isnull=False, disposed__isnull=False, spared__isnull=False
                )
                | (
                    ~Q(state="done") & Q(disposed_at__isnull=True, disposed__isnull=True, spared__isnull=True)
                ),
                name="disposal_done_says_what_went",
            ),
        ]
        triggers = frozen("disposal_frozen", pgtrigger.Q(old__state__in=["proposed", "approved"]))

    def __str__(self) -> str:
        return f"{self.label}, {self.cutoff:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("disposal", args=[self.pk])

    @property
    def label(self) -> str:
        return retention.RECORD_TYPES[self.record_type].label


class DisposalItem(models.Model):
    """One row that is due: its key, where it belongs and its date. Case and person are ids: this outlives them."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DISPOSED = "disposed", "Disposed of"
        HELD = "held", "Kept: on hold"
        NOT_DUE = "not_due", "Kept: no longer due"

    disposal = models.ForeignKey(Disposal, models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    reference = models.CharField(max_length=200)
    dated_on = models.DateField()
    case = models.BigIntegerField(null=True, blank=True)
    person = models.BigIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)

    class Meta:
        ordering = ["dated_on", "id"]
        constraints = [models.UniqueConstraint(fields=["disposal", "key"], name="disposal_item_once")]
        indexes = [
            models.Index(fields=["disposal", "id"], name="disposal_waiting", condition=Q(outcome="waiting")),
            models.Index(fields=["disposal", "dated_on", "id"], name="disposal_in_order"),
        ]
        triggers = frozen("disposal_item_frozen", pgtrigger.Q(old__outcome="waiting"))

    def __str__(self) -> str:
        return self.reference
