"""What the area and its forum are asked to give, each as one item: the standing request (GT) and further ones (G17)."""

from django.db import models
from django.db.models import F, Q

from inspections.models.revisit import Revisit
from inspections.models.wsoa import Weakness
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded


class InformationItem(models.Model):
    """One thing that a side is asked for. What was given for it are its `documents`; it may be declared none.

    Which standing items there are is the table `inspections.information`; who sees one is decided in
    `inspections.access.items` alone.
    """

    class Kind(models.TextChoices):
        STANDARD = "standard", "Asked of every area"
        FURTHER = "further", "Further request"

    class Side(models.TextChoices):
        AREA = "area", "The area"
        FORUM = "forum", "The parent carer forum"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.STANDARD)
    side = models.CharField(max_length=6, choices=Side, help_text="Authority and health bodies are one side.")
    body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where one body of the side is asked in particular.",
    )
    code = models.SlugField(max_length=30, blank=True, help_text="Of a standing item; none for further ones.")
    weakness = models.ForeignKey(Weakness, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300)
    guidance = models.TextField(blank=True)
    mandatory = models.BooleanField(default=False, help_text="Given, or declared none (G15).")
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="Where it has a time of its own; else when evidence is due (G12)."
    )
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who of the side does it."
    )

    none_at = models.DateTimeField("declared none at", null=True, blank=True)
    none_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="declared none by"
    )
    none_why = models.TextField("what was said with it", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        # Standing items first and in their own order; further ones as they were asked.
        ordering = [F("kind").desc(), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit", "code"], condition=~Q(code=""), name="item_asked_once"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="item_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind="standard") & ~Q(code="")
                | Q(kind="further", code="", due_at__isnull=False, asked_by__isnull=False),
                name="item_standing_or_further",
            ),
            models.CheckConstraint(
                condition=Q(none_at__isnull=True, none_by__isnull=True, none_why="")
                | Q(none_at__isnull=False, none_by__isnull=False),
                name="item_declared_none_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="further", none_at__isnull=False, none_why=""),
                name="item_further_none_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="item_closed_by_somebody",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id", secret=["title", "guidance", "none_why"])

    def __str__(self) -> str:
        """Without its title, which its side and the team alone may see."""
        return f"{self.get_kind_display()}, {self.code or self.pk}"

    @property
    def is_further(self) -> bool:
        return self.kind == self.Kind.FURTHER

    @property
    def may_be_none(self) -> bool:
        """Whether it must be answered, so that "there is none" is an answer (G15, G17)."""
        return self.mandatory or self.is_further
