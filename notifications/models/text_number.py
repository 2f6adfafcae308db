"""The number to which a person agreed to get text messages."""

from django.db import models
from django.db.models import Q

from revisits.accounts.models import User

UK_MOBILE = r"^\+447[0-9]{9}$"


class TextNumber(models.Model):
    """Its row is the consent: without one nothing is sent to a mobile. Taken back, it goes. `agreed_at` is real."""

    user = models.OneToOneField(User, models.CASCADE, related_name="text_number")
    mobile = models.CharField(max_length=20, help_text="As +447 and nine digits.")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mobile__regex=UK_MOBILE), name="text_number_is_a_uk_mobile"),
        ]

    def __str__(self) -> str:
        return self.mobile
