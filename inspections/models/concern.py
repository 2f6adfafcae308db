"""Other serious concerns (G3, G23): found beside the weaknesses, recorded with their evidence, and no more than that.

They belong to a re-visit alone: nothing leads from them to a statement of action, which they can never bring about.
"""

from django.db import models
from django.db.models import Q

from inspections.models import judgement_triggers as triggers
from inspections.models.judgement import Citation, Version
from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from revisits.record.triggers import recorded

OF_CONCERN = "(SELECT c.revisit_id FROM inspections_seriousconcern c WHERE c.id = {row}.concern_id)"


class SeriousConcern(models.Model):
    """One concern, whatever its versions: the newest holds."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="serious_concerns")

    class Meta:
        ordering = ["id"]
        triggers = [*append_only("serious_concern"), *recorded(case="{x}.revisit_id")]

    def __str__(self) -> str:
        """Without its title, which its readers alone may see."""
        return f"Concern {self.pk}"


class ConcernVersion(Version):
    """What was found, once. One that proved wrong is withdrawn by a version which says why."""

    concern = models.ForeignKey(SeriousConcern, models.CASCADE, related_name="versions")
    title = models.CharField(max_length=200)
    text = models.TextField("what was found")
    withdrawn = models.BooleanField(default=False)

    class Meta(Version.Meta):
        ordering = ["concern", "-number"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(fields=["concern", "number"], name="concern_version_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="concern_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | ~Q(reason=""), name="concern_withdrawn_for_a_reason"
            ),
        ]
        triggers = [
            triggers.tells_the_meeting(OF_CONCERN.format(row="NEW")),
            *append_only("concern_version"),
            *recorded(case=OF_CONCERN.format(row="{x}"), secret=["title", "text", "reason"]),
        ]


class ConcernCitation(Citation):
    """What a concern rests on."""

    version = models.ForeignKey(ConcernVersion, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        triggers = [
            triggers.cites_its_case(
                "concern_cites_its_case", triggers.CASE_OF_CONCERN.format(version="NEW.version_id")
            ),
            *append_only("concern_citation"),
            *recorded(case=triggers.CASE_OF_CONCERN.format(version="{x}.version_id")),
        ]
