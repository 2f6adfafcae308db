"""What a person, or a mailbox, wants to be sent, and how."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from revisits.accounts.models import User
from revisits.record.triggers import recorded

FIRST_HOUR, LAST_HOUR = 7, 19


class Wishes(models.Model):
    """How a person gets what may wait: at once, or gathered once a working day. No row: at once."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="wishes")
    gather = models.BooleanField(default=False)
    hour = models.PositiveSmallIntegerField(
        default=8,
        validators=[MinValueValidator(FIRST_HOUR), MaxValueValidator(LAST_HOUR)],
        help_text="In London.",
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__gte=FIRST_HOUR, hour__lte=LAST_HOUR), name="wishes_hour_by_day"
            )
        ]
        triggers = recorded(key="user_id")

    def __str__(self) -> str:
        return f"{self.user}: {f'gathered at {self.hour}:00' if self.gather else 'at once'}"


class Unwanted(models.Model):
    """A message, by its code, that a person or a mailbox without a person does not want any more."""

    message = models.CharField(max_length=40, help_text="A code of the catalogue.")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="unwanted")
    address = models.CharField(max_length=320, blank=True, help_text="Of a mailbox, in small letters.")
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "unwanted"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) & ~Q(address="") | Q(user__isnull=False, address=""),
                name="unwanted_by_person_or_mailbox",
            ),
            models.UniqueConstraint(fields=["user", "message"], name="unwanted_once_a_person"),
            models.UniqueConstraint(
                fields=["address", "message"], name="unwanted_once_a_mailbox", condition=Q(user__isnull=True)
            ),
        ]
        triggers = recorded()

    def __str__(self) -> str:
        return f"{self.message} to {self.user or self.address}"
