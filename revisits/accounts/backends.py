"""Who somebody is (by allauth), and how Django's own permission questions are answered: from the memberships."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Model

from revisits import clock
from revisits.accounts import access, standing
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission


class MembershipBackend(AuthenticationBackend):  # type: ignore[misc]
    """Sign-in by e-mail and password; the office's admin pages for whoever holds USE_ADMIN."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session, with how they stand, in one statement; nobody if they are inactive."""
        person = standing.read(user_id, clock.today())
        return person if person and person.is_active else None

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return user_obj.is_superuser or access.may(user_obj, Permission.USE_ADMIN)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self.has_perm(user_obj, app_label)
