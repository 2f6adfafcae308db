"""Invitations: the only way in for somebody new."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from revisits.accounts.models.membership import Membership, place_in_words
from revisits.accounts.models.organisation import Organisation
from revisits.accounts.models.triggers import role_fits
from revisits.accounts.models.user import User
from revisits.accounts.roles import Role
from revisits.record.triggers import recorded


def new_nonce() -> str:
    """What makes a link of one mail alone; it says nothing by itself, since a link is signed."""
    return secrets.token_urlsafe(16)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked; they may have expired, and then wait for being sent again."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """A role that is offered to whoever reads the mail of an address, until a moment; good for one acceptance."""

    email = models.EmailField("e-mail address", help_text="In small letters.")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=30, choices=Role)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    area = models.ForeignKey("inspections.LocalArea", models.PROTECT, null=True, blank=True, related_name="+")
    revisit = models.ForeignKey(
        "inspections.Revisit", models.CASCADE, null=True, blank=True, related_name="+"
    )

    invited_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty for the first administrator, who is invited from the command line.",
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    nonce = models.CharField(max_length=40, default=new_nonce, editable=False)
    sent_at = models.DateTimeField()
    times_sent = models.PositiveIntegerField(default=1)

    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="invitations")
    membership = models.OneToOneField(
        Membership, models.SET_NULL, null=True, blank=True, related_name="invitation"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "organisation",
                "area",
                "revisit",
                name="invitation_open_once",
                nulls_distinct=False,
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_small_letters"),
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(revisit__isnull=True), name="invitation_area_or_case"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.REPRESENTATIVE) | Q(revisit__isnull=False),
                name="invitation_representative_of_a_case",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at"), sent_at__gte=F("invited_at"), times_sent__gte=1),
                name="invitation_expires_after_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True, membership__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, revoked_at__isnull=True),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("invited_by")), name="invitation_not_accepted_by_the_inviter"
            ),
        ]
        indexes = [models.Index(Lower("email"), name="invitation_email")]
        triggers = [
            role_fits("invitation_role_fits"),
            *recorded(case="{x}.revisit_id", area="{x}.area_id", secret=["nonce"]),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}, {self.organisation}"

    @property
    def place(self) -> str:
        """The one area or case that it is for, in words; empty where it is for all that the body has to do with."""
        return place_in_words(self)

    def is_open(self, now: datetime) -> bool:
        """Whether it can be accepted."""
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at

    def state(self, now: datetime) -> str:
        """One word for lists: open, expired, accepted or revoked."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if now < self.expires_at else "expired"

    def renew(self, now: datetime) -> None:
        """Be sent at `now`: links of earlier mails stop working. Not saved."""
        self.nonce, self.sent_at = new_nonce(), now
        self.expires_at = now + settings.INVITATION_LIFE
