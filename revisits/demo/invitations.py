"""One open invitation, to be seen, opened from the demo's mailbox, and accepted."""

from datetime import datetime, timedelta

from inspections.models import LocalArea
from revisits.accounts.actions.invitations import invite
from revisits.accounts.demo_people import MAIL_DOMAIN
from revisits.accounts.models import Invitation, User
from revisits.accounts.roles import Role

# Not of the demo's own people, who are let in with one click.
ADDRESS, NAME = "new.contributor@essex.example", "New area contributor"
AREA = "Essex"


def place_invitation(*, now: datetime) -> None:
    """The nominated officer of Essex invited a colleague an hour ago. Who accepted it in the demo stays."""
    Invitation.objects.open().filter(email=ADDRESS).delete()
    authority = LocalArea.objects.get(name=AREA).authority
    if authority and not User.objects.filter(email=ADDRESS).exists():
        invite(
            email=ADDRESS,
            name=NAME,
            role=Role.AREA_CONTRIBUTOR,
            organisation=authority,
            by=User.objects.get(email=f"lano@{MAIL_DOMAIN}"),
            at=now - timedelta(hours=1),
        )
