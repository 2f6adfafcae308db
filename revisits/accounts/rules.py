"""Who may see people, invitations and organisations (`revisits.accounts.visibility`)."""

from django.db.models import QuerySet

from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(User)
def people(person: Person) -> QuerySet[User]:
    """The office sees everybody."""
    return User.objects.all() if access.may(person, Permission.APPOINT) else User.objects.none()


@rule(Invitation)
def invitations(person: Person) -> QuerySet[Invitation]:
    """The office sees all; others those that they sent."""
    if access.may(person, Permission.APPOINT):
        return Invitation.objects.all()
    return (
        Invitation.objects.filter(invited_by=person.pk)
        if access.grants(person)
        else Invitation.objects.none()
    )


def place_seen(person: Person, row: Membership | Invitation) -> str:
    """The one area or case that a role is for, as the office reads it: of a case outside the person's own role not
    which one. Empty where it is for all that the body has to do with."""
    case = row.revisit
    if case and not access.covers(person, Permission.VIEW_CASES, area=case.area_id, revisit=case.pk):
        return "For a re-visit outside your own role"
    return row.place


@rule(Organisation)
def organisations(person: Person) -> QuerySet[Organisation]:
    if access.may(person, Permission.APPOINT):
        return Organisation.objects.all()
    return Organisation.objects.none()
