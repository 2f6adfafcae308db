"""Messages between the team and a side on one further request (G17), and how far each person has read them."""

import pgtrigger
from django.db import models
from django.db.models import Q

from inspections.models.information import InformationItem
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded

_OF_ITEM = "(SELECT i.revisit_id FROM inspections_informationitem i WHERE i.id = {x}.item_id)"


class RequestMessage(models.Model):
    """One message on a request, said once. Who sees it is who sees the request (`inspections.access.items`)."""

    item = models.ForeignKey(InformationItem, models.CASCADE, related_name="messages")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: the team's."
    )
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="request_message_says_something")]
        # It goes with its request, when that is disposed of.
        triggers = [
            pgtrigger.Protect(name="request_message_stays", operation=pgtrigger.Update),
            *recorded(case=_OF_ITEM, secret=["text"]),
        ]

    def __str__(self) -> str:
        """Without its words, which the two sides alone may read."""
        return f"Message {self.pk}"


class RequestReading(models.Model):
    """Up to which message somebody has read a request; nothing before they opened it first."""

    item = models.ForeignKey(InformationItem, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    up_to = models.PositiveBigIntegerField(
        default=0, help_text="The id of the newest message that they were shown."
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="request_read_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} read {self.item_id} up to {self.up_to}"
