"""The people of a case: the inspection team and those who assure its quality."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from inspections.models.triggers import TEAM_TRIGGERS
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class CurrentMembers(models.Manager["TeamMember"]):
    """Whoever has a part now; `revisit.team` asks it too."""

    def get_queryset(self) -> models.QuerySet["TeamMember"]:
        return super().get_queryset().filter(removed_at=None)


class TeamMember(models.Model):
    """A person's part in one re-visit: it is begun, and it may end; it is never changed or deleted.

    One part a person at a time. Whoever was ever on the team never assures the quality of the case, and the other
    way round (G7): the rows of those who left are what that is read from.
    """

    class Role(models.TextChoices):
        LEAD = "lead", "Lead HMI"
        HMI = "hmi", "HMI"
        CQC = "cqc", "CQC inspector"
        QA_OFSTED = "qa_ofsted", "Senior HMI (quality assurance)"
        QA_CQC = "qa_cqc", "CQC inspector (quality assurance)"

    ON_SITE = (Role.LEAD, Role.HMI, Role.CQC)

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="team")
    user = models.ForeignKey(User, models.PROTECT, related_name="cases", verbose_name="person")
    role = models.CharField(max_length=10, choices=Role)
    on_initial_inspection = models.BooleanField("carried out the initial inspection", default=False)
    reason = models.TextField(
        blank=True, help_text="Why somebody else than the initial inspection's inspectors (G6)."
    )
    experience = models.TextField(
        "LA SEND experience", blank=True, help_text="Of somebody who did not carry it out (G6)."
    )
    added_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: imported, or from before this was kept; nobody was asked for a reason then.",
    )
    added_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CurrentMembers] = CurrentMembers()
    everybody: ClassVar[models.Manager["TeamMember"]] = models.Manager()

    class Meta:
        ordering = ["role", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit", "user"],
                condition=Q(removed_at__isnull=True),
                name="team_one_part_a_person",
                violation_error_message="This person has a part in the case already.",
            ),
            models.UniqueConstraint(
                fields=["revisit"],
                condition=Q(role="lead", removed_at__isnull=True),
                name="team_one_lead",
                violation_error_message="A re-visit has one lead HMI (G6).",
            ),
            models.CheckConstraint(
                condition=Q(added_by__isnull=True)
                | Q(on_initial_inspection=True)
                | Q(role__startswith="qa_")
                | (~Q(reason="") & ~Q(experience="")),
                name="team_somebody_new_has_reason",
                violation_error_message="Give the reason and their LA SEND experience (G6).",
            ),
            models.CheckConstraint(
                condition=Q(added_by__isnull=True) | Q(added_at__isnull=False), name="team_added_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="team_removed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "revisit"],
                name="team_leads",
                condition=Q(role="lead", removed_at__isnull=True),
            )
        ]
        triggers = [*TEAM_TRIGGERS, *recorded(case="{x}.revisit_id")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def place(self) -> int:
        """Where the part stands in a list: the lead first, quality assurance last."""
        return self.Role.values.index(self.role)

    @property
    def on_site(self) -> bool:
        """Whether it is a part of the team, not of quality assurance."""
        return self.role in self.ON_SITE
