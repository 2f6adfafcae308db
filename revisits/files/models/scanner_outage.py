"""When the scanner did not answer: the alert, and the history of alerts."""

from django.db import models
from django.db.models import F, Q


class ScannerOutage(models.Model):
    """From the first question without an answer to the next answer. Meanwhile nothing is scanned, nor clean."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, help_text="What went wrong, in the system's words.")

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_outage_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="outage_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"No scanner from {self.began_at} to {self.ended_at or 'now'}"
