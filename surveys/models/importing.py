"""An outside survey's results, brought in from CSV: all rows of a file or none."""

from django.db import models
from django.db.models import Q

from revisits.accounts.models import User
from revisits.record.triggers import recorded
from surveys.models.survey import Survey

CASE = "(SELECT s.revisit_id FROM surveys_survey s WHERE s.id = {x}.survey_id)"


class SurveyImport(models.Model):
    """One file that was brought in. `mapping` is column heading -> line of the question."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField()
    rows = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "sha256"], name="survey_file_imported_once"),
            models.CheckConstraint(condition=Q(rows__gte=1), name="survey_import_has_rows"),
        ]
        triggers = recorded(case=CASE)

    def __str__(self) -> str:
        return f"Import of {self.file_name}"


class ImportInHand(models.Model):
    """A file that somebody is matching to the questions, without its columns that identify; gone after a day.

    `table` is what `surveys.importing.reading.Table` keeps of it, compressed.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    table = models.BinaryField()
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "by"], name="survey_import_one_in_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, being matched"
