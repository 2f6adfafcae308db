"""Which of the pages about personal data a person may open, and what they see there; 404 for everybody else.

The data are of all cases and all people: a role for one area or case alone opens none of these pages.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from revisits.accounts import access
from revisits.accounts.access import Person, signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule
from revisits.privacy.models import DataCopy, Disposal, DisposalItem, Hold

M = TypeVar("M", bound=Model)


def with_permission(request: HttpRequest, permission: Permission) -> User:
    """The person who signed in, if they hold the permission."""
    if not access.everywhere(request.user, permission):
        raise Http404
    return signed_in(request)


@rule(Hold)
def holds(person: Person) -> QuerySet[Hold]:
    return _with(person, Permission.APPROVE_DISPOSAL, Hold.objects.all())


@rule(Disposal)
def disposals(person: Person) -> QuerySet[Disposal]:
    return _with(person, Permission.APPROVE_DISPOSAL, Disposal.objects.all())


@rule(DisposalItem)
def items(person: Person) -> QuerySet[DisposalItem]:
    return _with(person, Permission.APPROVE_DISPOSAL, DisposalItem.objects.all())


@rule(DataCopy)
def copies(person: Person) -> QuerySet[DataCopy]:
    """Everybody those of their own data; all of them whoever gives copies."""
    if access.everywhere(person, Permission.EXPORT_PERSON):
        return DataCopy.objects.all()
    return DataCopy.objects.filter(person=person.pk)


def _with(person: Person, permission: Permission, found: QuerySet[M]) -> QuerySet[M]:
    return found if access.everywhere(person, permission) else found.none()
