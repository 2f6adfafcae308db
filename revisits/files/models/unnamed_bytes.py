"""Bytes in storage that no row names: what the last look through storage found."""

from django.db import models
from django.db.models import Q


class UnnamedBytes(models.Model):
    """One piece. A process that died between a file's end and that of its bytes left it; nobody can reach it."""

    key = models.CharField(max_length=200, unique=True, help_text="Its place in storage.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    written_at = models.DateTimeField(help_text="By the clock of the storage.")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "unnamed bytes"
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="unnamed_bytes_lie_somewhere")]

    def __str__(self) -> str:
        return self.key
