"""The bodies whose people work on a re-visit."""

from django.db import models
from django.db.models.functions import Lower

from revisits.record.triggers import recorded


class Organisation(models.Model):
    """Ofsted, CQC, a local authority, a health body (CCG until June 2022, ICB since), a forum, DfE or NHS England."""

    class Kind(models.TextChoices):
        OFSTED = "ofsted", "Ofsted"
        CQC = "cqc", "Care Quality Commission"
        LOCAL_AUTHORITY = "local_authority", "Local authority"
        HEALTH = "health", "Health body (CCG or ICB)"
        FORUM = "forum", "Parent carer forum"
        DFE = "dfe", "Department for Education"
        NHSE = "nhse", "NHS England"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=150)
    email = models.EmailField("e-mail address", blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text="The body that took over its duties, as ICBs did from CCGs in July 2022.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            # Forums share names ("Parent Carer Forum"); they are told apart by their area.
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                name="organisation_name_unique",
                condition=~models.Q(kind="forum"),
                violation_error_message="An organisation of this kind has this name already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(succeeded_by=models.F("id")), name="organisation_not_its_own_successor"
            ),
        ]
        triggers = recorded()

    def __str__(self) -> str:
        return self.name
