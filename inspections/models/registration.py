"""Parents' registrations for the open meeting: for its forum and its inspectors alone, never for the council."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded

MOST_PLACES = 6


class MeetingRegistration(models.Model):
    """One registration, for one or more people who come together.

    Names and ways to reach them stay out of the record, the history and every message. Who may see it is decided
    in `inspections.access.registrations` alone.
    """

    class State(models.TextChoices):
        REGISTERED = "registered", "Has a place"
        WAITING = "waiting", "On the waiting list"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Through(models.TextChoices):
        FORUM = "forum", "The forum"
        PUBLIC = "public", "The public page"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=150)
    email = models.EmailField("e-mail address", max_length=320, blank=True)
    phone = models.CharField("telephone number", max_length=30, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    needs = models.CharField("what would help them to take part", max_length=500, blank=True)
    through = models.CharField(max_length=10, choices=Through)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=State)
    code = models.CharField(max_length=12, help_text="With it, whoever registered looks again or withdraws.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="registration_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="registration_of_somebody"),
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="registration_can_be_reached"),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES), name="registration_of_a_few"
            ),
            models.CheckConstraint(
                condition=Q(through="forum", entered_by__isnull=False)
                | Q(through="public", entered_by__isnull=True),
                name="registration_through_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | Q(state__in=["registered", "waiting"], withdrawn_at__isnull=True),
                name="registration_withdrawn_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["revisit", "state", "id"], name="registration_in_order")]
        triggers = recorded(case="{x}.revisit_id", secret=["name", "email", "phone", "needs", "code"])

    def __str__(self) -> str:
        """Without the name, which its readers alone may see: lists, the record and errors name it so."""
        return f"Registration {self.pk}"
