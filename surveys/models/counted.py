"""Which answers were counted in which part of the figures: each once, so that comparing two tables finds nobody."""

from django.db import models
from django.db.models import Q

from surveys.models.response import Response
from surveys.models.survey import Survey


class Counted(models.Model):
    """That a response stands in a part of the figures; what comes once they were seen has a part of its own."""

    response = models.OneToOneField(Response, models.CASCADE, primary_key=True, related_name="counted")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="counted")
    part = models.PositiveSmallIntegerField()
    replaced = models.BooleanField(
        default=False, help_text="Its giver replaced it since, after the survey was opened again."
    )

    class Meta:
        indexes = [models.Index(fields=["survey", "part"])]
        constraints = [models.CheckConstraint(condition=Q(part__gte=1), name="counted_in_a_part")]

    def __str__(self) -> str:
        return f"Part {self.part}"
