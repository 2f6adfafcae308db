"""People who left long ago: what they were remains beside what they did, and their name and contacts go."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from inspections.models import TeamMember
from inspections.workflow import OPEN_STATES
from notifications.models import TextNumber, Unwanted, Wishes
from revisits.accounts.actions.sessions import end_sessions
from revisits.accounts.models import Membership, User
from revisits.privacy.disposing import Doing

FORMER = "A former "
NAMED = (
    ~Q(name__startswith=FORMER) | Q(email__isnull=False) | ~Q(title="") | ~Q(telephone="") | Q(is_active=True)
)


def rows() -> QuerySet[User]:
    """People without a role that goes on, who are still named, dated by the end of their last one.

    Whoever never had one is dated by when the account was made. Not those on the team of an open case.
    """
    memberships = Membership.objects.filter(user=OuterRef("pk"))
    teams = TeamMember.objects.filter(user=OuterRef("pk"), revisit__state__in=OPEN_STATES)
    gone = User.objects.filter(
        NAMED, ~Exists(memberships.filter(ends_on__isnull=True)), ~Exists(teams), is_superuser=False
    )
    return gone.annotate(dated_on=Coalesce(Max("memberships__ends_on"), TruncDate("joined_at")))


def reference(person: User) -> str:
    """What they were, without the name: this stays on record."""
    return f"{_what(person)}, until {person.dated_on:%-d %B %Y}"  # type: ignore[attr-defined]


def dispose(people: Sequence[User], doing: Doing) -> None:
    """Replace name and contacts, and close the account for good. The rows stay: history points to them."""
    for person in people:
        person.name = f"{FORMER}{_what(person)}"[:150]
        person.email, person.title, person.telephone = None, "", ""
        person.is_active, person.password = False, make_password(None)
        end_sessions(person)
    User.objects.bulk_update(people, ["name", "email", "title", "telephone", "is_active", "password"])
    Authenticator.objects.filter(user__in=people).delete()
    EmailAddress.objects.filter(user__in=people).delete()
    TextNumber.objects.filter(user__in=people).delete()
    Wishes.objects.filter(user__in=people).delete()
    Unwanted.objects.filter(user__in=people).delete()


def _what(person: User) -> str:
    last = person.memberships.select_related("organisation").order_by("-ends_on", "-pk").first()
    return f"{last.get_role_display()} of {last.organisation}" if last else "account without a role"
