"""A file that is on its way in."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from revisits.accounts.models import User
from revisits.files.models.stored_file import StoredFile

# Whole, and neither kept nor refused: somebody has to finish it.
AWAITS_FINISH = Q(whole_at__isnull=False, file__isnull=True, refused="")
# Takes room that its owner may fill.
UNDER_WAY = Q(file__isnull=True, refused="")


class UploadQuerySet(models.QuerySet["Upload"]):
    def under_way(self) -> Self:
        """Neither kept nor refused."""
        return self.filter(UNDER_WAY)

    def awaiting_finish(self) -> Self:
        return self.filter(AWAITS_FINISH)


class Upload(models.Model):
    """One upload of the tus protocol, or of a plain form: how far it is, and what became of it.

    Its bytes stand in a part file (`parts`). An offset is raised only when the disk has the bytes up to it. All times
    but `whole_at` are real ones, as uploads are mechanics; `whole_at` is the moment that counts against deadlines.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40, help_text="Which receiver takes it.")
    target = models.JSONField(help_text="What it is for, as the receiver reads it.")
    name = models.CharField(max_length=255, help_text="Defused.")
    folder = models.CharField(
        max_length=500, blank=True, help_text="Where it lay in a folder that was chosen."
    )
    length = models.PositiveBigIntegerField(help_text="Of the whole file, in bytes.")
    offset = models.PositiveBigIntegerField(default=0, help_text="So many bytes are on disk.")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True, blank=True, help_text="When its last byte came.")

    key = models.CharField(
        max_length=200, blank=True, help_text="Where the latest attempt to finish puts it."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    file = models.OneToOneField(StoredFile, models.CASCADE, null=True, blank=True, related_name="+")
    receipt = models.CharField(max_length=500, blank=True, help_text="Address of the receipt.")
    refused = models.CharField(max_length=500, blank=True, help_text="Why it was not kept.")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "id"]
        indexes = [
            models.Index(fields=["owner", "purpose"]),
            models.Index(fields=["next_attempt_at"], name="upload_awaits_finish", condition=AWAITS_FINISH),
            models.Index(fields=["expires_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(length__gt=0), name="upload_not_empty"),
            models.CheckConstraint(condition=Q(offset__lte=F("length")), name="upload_not_longer_than_said"),
            models.CheckConstraint(
                condition=Q(whole_at__isnull=True) | Q(offset=F("length")), name="upload_whole_has_all_bytes"
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True, receipt="")
                | Q(file__isnull=False, whole_at__isnull=False, refused="") & ~Q(receipt=""),
                name="upload_kept_has_its_receipt",
            ),
        ]

    def __str__(self) -> str:
        """Without its name, as it may name somebody."""
        return f"Upload {self.pk}"

    @property
    def state(self) -> str:
        """ "going", "finishing", "received" or "refused", as the page's script reads it."""
        if self.refused:
            return "refused"
        if self.file_id:
            return "received"
        return "finishing" if self.whole_at else "going"
