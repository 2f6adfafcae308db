"""Who a person is, where, and for how long."""

from datetime import date
from typing import Any, Protocol

from django.db import models
from django.db.models import F, Q

from revisits.accounts.models.organisation import Organisation
from revisits.accounts.models.triggers import role_fits
from revisits.accounts.models.user import User
from revisits.accounts.roles import Role
from revisits.record.triggers import recorded


class Placed(Protocol):
    """What is for one area, or one case, or neither: a membership or an invitation."""

    @property
    def area(self) -> Any: ...

    @property
    def revisit(self) -> Any: ...


def place_in_words(row: Placed) -> str:
    """Empty where it is for everything that the body has to do with."""
    if row.revisit:
        return f"For the re-visit of {row.revisit.area_name} from {row.revisit.first_day:%-d %B %Y}"
    return f"For {row.area}" if row.area else ""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """Those in force on a day; the last day counts."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def covering(self, *, area: int, revisit: int) -> "MembershipQuerySet":
        """Those that apply to this case of this area."""
        return self.filter(Q(area=None) | Q(area=area), Q(revisit=None) | Q(revisit=revisit))


class Membership(models.Model):
    """A role that a person holds in an organisation, from a day, until a day or further notice.

    It applies wherever the organisation has business, or to one area, or to one case alone. Areas and cases are
    named, not imported: they lie a layer above.

    Ended by somebody, it is over at once: its last day is the day before. One that began on the same day was
    never in force on a whole day, and ends before it starts.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    area = models.ForeignKey(
        "inspections.LocalArea",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="this area alone",
    )
    revisit = models.ForeignKey(
        "inspections.Revisit",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="this case alone",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty where the program itself gave it, as an import does.",
    )
    granted_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "area", "revisit", "starts_on"],
                name="membership_once",
                nulls_distinct=False,
                # Ended and given again on one day, it stands twice.
                condition=Q(ended_at__isnull=True),
                violation_error_message="This person holds this role here from this day already.",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(revisit__isnull=True),
                name="membership_area_or_case",
                violation_error_message="A role applies to an area or to a case: name one of them.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.REPRESENTATIVE) | Q(revisit__isnull=False),
                name="membership_representative_of_a_case",
                violation_error_message="A representative is named for one case (G24).",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(ended_at__isnull=False)
                | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ends_on__isnull=False) & ~Q(end_reason="")),
                name="membership_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("granted_by")), name="membership_not_given_to_oneself"
            ),
        ]
        triggers = [role_fits("membership_role_fits"), *recorded(case="{x}.revisit_id", area="{x}.area_id")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"

    @property
    def place(self) -> str:
        """The one area or case that it is for, in words."""
        return place_in_words(self)
