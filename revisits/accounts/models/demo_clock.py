"""Where the demo's clock stands. The table stays empty outside the demo."""

from django.db import models


class DemoClock(models.Model):
    """One row: the distance from the real clock to the demo's."""

    shift = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="demo_clock_one_row")]

    def __str__(self) -> str:
        return f"{self.shift} from the real clock"
