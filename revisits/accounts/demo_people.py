"""The people of the demo: the only ones who are ever offered without a password."""

from django.db.models import QuerySet

from revisits.accounts.models import User

MAIL_DOMAIN = "demo.example"


def demo_people() -> QuerySet[User]:
    """One person a role, with their memberships."""
    people = User.objects.filter(email__endswith=f"@{MAIL_DOMAIN}", is_active=True)
    return people.order_by("pk").prefetch_related("memberships__organisation")


def offered() -> list[tuple[User, str]]:
    """Each demo person with a line that says what they are."""
    return [(person, _what(person)) for person in demo_people()]


def _what(person: User) -> str:
    memberships = list(person.memberships.all())
    roles = list(dict.fromkeys(membership.get_role_display() for membership in memberships))
    places = {membership.organisation.name for membership in memberships}
    return (
        f"{', '.join(roles)}, {places.pop()}" if len(places) == 1 else f"{', '.join(roles)} of the four areas"
    )
