"""How Django's own permission questions (its admin asks them) are answered: from the memberships."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model

from revisits.accounts import access
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission


class MembershipBackend(ModelBackend):
    """Sign-in by e-mail and password; the office's admin pages for whoever holds USE_ADMIN."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return user_obj.is_superuser or access.may(user_obj, Permission.USE_ADMIN)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self.has_perm(user_obj, app_label)
