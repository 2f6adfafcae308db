"""The number to which a person agreed to get text messages, once they have shown that it is theirs."""

from django.db import models
from django.db.models import Q

from revisits.accounts.models import User

UK_MOBILE = r"^\+447[0-9]{9}$"


class TextNumber(models.Model):
    """Its row is the consent: without one nothing is sent to a mobile. Taken back, it goes. Its times are real.

    Until it is confirmed by the code that was texted to it, nothing but that code goes there.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="text_number")
    mobile = models.CharField(max_length=20, help_text="As +447 and nine digits.")
    agreed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong codes since it was sent.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mobile__regex=UK_MOBILE), name="text_number_is_a_uk_mobile"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(code_hash=""),
                name="text_number_confirmed_without_code",
            ),
        ]

    def __str__(self) -> str:
        return self.mobile
