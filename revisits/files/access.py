"""Who looks after files: how they stand, without their names. What is in them is for the layers above to open."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from revisits.accounts import access
from revisits.accounts.access import Person, signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule
from revisits.files.models import ScannerOutage, UnnamedBytes


def looks_after_files(person: Person) -> bool:
    """The office, in a role that is not for one area or case alone: files are of all of them."""
    return access.everywhere(person, Permission.USE_ADMIN)


def office_or_404(request: HttpRequest) -> User:
    if not looks_after_files(request.user):
        raise Http404
    return signed_in(request)


@rule(ScannerOutage)
def outages(person: Person) -> QuerySet[ScannerOutage]:
    found = ScannerOutage.objects.all()
    return found if looks_after_files(person) else found.none()


@rule(UnnamedBytes)
def unnamed(person: Person) -> QuerySet[UnnamedBytes]:
    found = UnnamedBytes.objects.all()
    return found if looks_after_files(person) else found.none()
