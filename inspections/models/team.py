"""The people of a case: the inspection team and those who assure its quality."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from inspections.models.triggers import TEAM_COMPLETE_ON_TEAM
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class TeamMember(models.Model):
    """A person's part in one re-visit. One row a person: whoever assures quality is never on the team (G7)."""

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
        blank=True,
        help_text="Why somebody else than the initial inspection's inspector, and their LA SEND experience (G6).",
    )

    class Meta:
        ordering = ["role", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit", "user"],
                name="team_one_part_a_person",
                violation_error_message="This person has a part in the case already.",
            ),
            models.UniqueConstraint(
                fields=["revisit"],
                condition=Q(role="lead"),
                name="team_one_lead",
                violation_error_message="A re-visit has one lead HMI (G6).",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="team_leads", condition=Q(role="lead"))]
        triggers = [TEAM_COMPLETE_ON_TEAM, *recorded(case="{x}.revisit_id")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def place(self) -> int:
        """Where the part stands in a list: the lead first, quality assurance last."""
        return self.Role.values.index(self.role)
