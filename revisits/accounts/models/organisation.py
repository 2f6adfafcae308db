"""The bodies whose people work on a re-visit."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models.functions import Lower

from revisits.accounts import kinds
from revisits.record.triggers import recorded


class Organisation(models.Model):
    """Ofsted, CQC, a local authority, a health body (CCG until June 2022, ICB since), a forum, DfE or NHS England."""

    Kind = kinds.Kind

    kind = models.CharField(max_length=20, choices=kinds.Kind)
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
    succeeded_on = models.DateField(
        null=True, blank=True, help_text="The first day of the successor; empty where it is not known."
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
            models.CheckConstraint(
                condition=models.Q(succeeded_on__isnull=True) | models.Q(succeeded_by__isnull=False),
                name="organisation_succeeded_by_somebody",
            ),
        ]
        # The roles of its people hang on its kind (`role_fits`), so that must not change under them.
        triggers = [
            pgtrigger.Protect(
                name="organisation_kind_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__kind__df=pgtrigger.F("new__kind")),
            ),
            *recorded(),
        ]

    def __str__(self) -> str:
        return self.name

    def is_succeeded(self, on: date) -> bool:
        """Whether another body has its duties on that day."""
        return self.succeeded_by_id is not None and (self.succeeded_on is None or self.succeeded_on <= on)
