"""Who sent the letter to parents on, when, how and to how many: the log of a case, written once."""

from django.db import models
from django.db.models import F, Q

from inspections.models.triggers import append_only
from letters.models.letter import Letter
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded


class Circulation(models.Model):
    """One sending of one issued version. A correction is a new row that names the one it replaces, and why."""

    class How(models.TextChoices):
        NEWSLETTER = "newsletter", "E-mail newsletter"
        EMAIL = "email", "E-mail"
        TEXT = "text", "Text message"
        SCHOOLS = "schools", "Through schools and settings"
        SOCIAL = "social", "Social media"
        WEBSITE = "website", "On a website"
        POST = "post", "By post"
        OTHER = "other", "Another way"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="circulations")
    body = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="The forum or authority that sent it."
    )
    how = models.CharField(max_length=10, choices=How)
    to = models.CharField("to whom", max_length=200)
    number = models.PositiveIntegerField("how many", null=True, blank=True, help_text="Empty: not known.")
    sent_at = models.DateTimeField()
    never_sent = models.BooleanField(
        default=False, help_text="A correction which says that it was not sent after all."
    )
    corrects = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.TextField(blank=True)
    logged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(to=""), name="circulation_says_to_whom"),
            models.CheckConstraint(
                condition=Q(sent_at__lte=F("logged_at")), name="circulation_not_in_the_future"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="", never_sent=False)
                | Q(corrects__isnull=False) & ~Q(reason=""),
                name="circulation_correction_has_reason",
            ),
        ]
        triggers = [
            *append_only("circulation"),
            *recorded(case="(SELECT l.revisit_id FROM letters_letter l WHERE l.id = {x}.letter_id)"),
        ]

    def __str__(self) -> str:
        return f"Circulation {self.pk}"

    @property
    def said(self) -> str:
        """To whom and how, in words: "1,240 families on our list, by e-mail newsletter"."""
        how = {
            self.How.SCHOOLS: "through schools and settings",
            self.How.WEBSITE: "on a website",
            self.How.SOCIAL: "on social media",
            self.How.POST: "by post",
            self.How.OTHER: "in another way",
        }.get(self.How(self.how), f"by {self.How(self.how).label.lower()}")
        many = f"{self.number:,} " if self.number is not None else ""
        return f"{many}{self.to}, {how}"
