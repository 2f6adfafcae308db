"""What looks like an identifier in the outcome letter and was found to identify nobody."""

from django.db import models
from django.db.models import Q

from inspections.models.triggers import append_only
from letters.models.outcome import OutcomeLetter
from revisits.accounts.models import User
from revisits.record.triggers import recorded

_OF_LETTER = "(SELECT l.revisit_id FROM letters_outcomeletter l WHERE l.id = {x}.letter_id)"


class IdentifierDecision(models.Model):
    """That somebody accepted a finding, with the reason; written once.

    `fingerprint` is that of `letters.identifying.Found`: it stands for the same words in the same section and for
    no others. The words are not kept here: were they a child's name after all, they would stay.
    """

    letter = models.ForeignKey(OutcomeLetter, models.CASCADE, related_name="identifier_decisions")
    fingerprint = models.CharField(max_length=64)
    section = models.SlugField(max_length=30, db_index=False)
    reason = models.TextField(help_text="Why it identifies nobody.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "fingerprint"], name="identifier_accepted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="identifier_accepted_for_a_reason"),
        ]
        triggers = [
            *append_only("identifier_decision"),
            *recorded(case=_OF_LETTER, secret=["fingerprint", "reason"]),
        ]

    def __str__(self) -> str:
        return f"Accepted in {self.section}"
