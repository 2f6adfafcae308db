"""The people of the demo: the only ones who are ever offered without a password."""

from django.db.models import QuerySet

from revisits.accounts.models import User

MAIL_DOMAIN = "demo.example"


def demo_people() -> QuerySet[User]:
    """One person a role, with their memberships."""
    people = User.objects.filter(email__endswith=f"@{MAIL_DOMAIN}", is_active=True)
    return people.order_by("pk").prefetch_related("memberships__organisation")
