"""Words in another language: written by one, and checked by another before parents read them (G16)."""

from django.db import models
from django.db.models import F, Q

from revisits.accounts.models import User


class Translated(models.Model):
    """Whoever wrote it does not check it, unless a translation service did, which `checked_service` names."""

    language = models.CharField(max_length=8)
    text = models.TextField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_service = models.CharField(
        max_length=150, blank=True, help_text="The translation service that checked it."
    )

    class Meta:
        abstract = True


def checked_by_another(name: str) -> models.CheckConstraint:
    """The constraint, by its name in the model's table."""
    return models.CheckConstraint(
        condition=Q(checked_at=None, checked_by=None, checked_service="")
        | Q(checked_at__isnull=False, checked_by__isnull=False)
        & (~Q(checked_by=F("written_by")) | ~Q(checked_service="")),
        name=name,
    )
