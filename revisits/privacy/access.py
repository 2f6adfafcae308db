"""Which of the pages about personal data a person may open; 404 for everybody else."""

from django.http import Http404, HttpRequest

from revisits.accounts import access
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission


def with_permission(request: HttpRequest, permission: Permission) -> User:
    """The person who signed in, if they hold the permission."""
    if not access.may(request.user, permission):
        raise Http404
    return signed_in(request)
