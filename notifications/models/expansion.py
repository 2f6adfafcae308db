"""Which case events have been turned into messages."""

from django.db import models

from inspections.models import CaseEvent


class Expansion(models.Model):
    """Written in the transaction that writes an event's messages, even where there are none.

    So a kind of event that gets a message later sends nothing about the years before.
    """

    case_event = models.OneToOneField(CaseEvent, models.CASCADE, primary_key=True, related_name="expansion")
    expanded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Expansion of case event {self.case_event_id}"
