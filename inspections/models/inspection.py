"""The initial inspection, which found the weaknesses."""

from django.db import models
from django.db.models import F, Q

from inspections.models.local_area import LocalArea
from inspections.models.triggers import AREA_FOLLOWS_INSPECTION
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class InitialInspection(models.Model):
    """The joint Ofsted and CQC inspection that led to the written statement of action."""

    area = models.ForeignKey(LocalArea, models.PROTECT, related_name="inspections")
    first_day = models.DateField()
    last_day = models.DateField(
        null=True, blank=True, help_text="Left empty where the published statistics do not give it."
    )
    letter_published_on = models.DateField(null=True, blank=True)
    inspectors = models.ManyToManyField(
        User,
        blank=True,
        related_name="inspected",
        help_text="Who carried it out: offered first for the re-visit (G6). A person need not be able to sign in.",
    )

    class Meta:
        ordering = ["-first_day"]
        constraints = [
            models.UniqueConstraint(fields=["area", "first_day"], name="inspection_once"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="inspection_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(letter_published_on__isnull=True) | Q(letter_published_on__gt=F("first_day")),
                name="inspection_letter_after_it",
            ),
        ]
        triggers = [AREA_FOLLOWS_INSPECTION, *recorded(area="{x}.area_id")]

    def __str__(self) -> str:
        return f"{self.area}, {self.first_day:%B %Y}"


class InitialInspector(InitialInspection.inspectors.through):  # type: ignore[misc,name-defined]
    """A person's part in an initial inspection; it is here so that the record knows of it."""

    class Meta:
        proxy = True
        verbose_name = "inspector of the initial inspection"
        triggers = recorded(
            area="(SELECT i.area_id FROM inspections_initialinspection i WHERE i.id = {x}.initialinspection_id)"
        )

    def __str__(self) -> str:
        return f"{self.user} at {self.initialinspection}"
