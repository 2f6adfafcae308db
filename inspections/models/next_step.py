"""What follows a re-visit whose progress was not sufficient (G29): facts, written once."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class NextStep(models.Model):
    """One decision of those who determine what follows. A correction is a new row that names the one it replaces."""

    class Body(models.TextChoices):
        DFE = "dfe", "Department for Education"
        NHSE = "nhse", "NHS England"
        BOTH = "both", "Department for Education and NHS England"
        SECRETARY_OF_STATE = "sos", "Secretary of State"

    class Kind(models.TextChoices):
        DECIDED = "decided", "Next steps"
        DIRECTION_497A = "497a", "Direction under section 497A of the Education Act 1996"
        OTHER_POWER = "other", "Another power of the Secretary of State"

    # What the Secretary of State alone can do.
    POWERS = (Kind.DIRECTION_497A, Kind.OTHER_POWER)

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="next_steps")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.DECIDED)
    body = models.CharField("who decided", max_length=4, choices=Body)
    decided_on = models.DateField()
    text = models.TextField("what was decided")
    source = models.CharField(
        max_length=300, blank=True, help_text="Where it is on file: a letter, a publication, its address."
    )
    asks_revisit = models.BooleanField("asks for a further re-visit", default=False)
    corrects = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.TextField("why it is corrected", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["decided_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="next_step_says_what"),
            models.CheckConstraint(
                condition=Q(kind="decided", body__in=["dfe", "nhse", "both"], asks_revisit=False)
                | Q(kind__in=["497a", "other"], body="sos") & ~Q(source=""),
                name="next_step_by_whom_it_is_for",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="") | Q(corrects__isnull=False) & ~Q(reason=""),
                name="next_step_correction_has_reason",
            ),
        ]
        triggers = [*append_only("next_step"), *recorded(case="{x}.revisit_id")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.decided_on:%-d %B %Y}"

    @property
    def is_power(self) -> bool:
        return self.kind in self.POWERS
