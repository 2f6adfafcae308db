"""People who sign in, or who are written to."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from revisits.record.triggers import recorded


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, name: str, password: str | None = None, **extra: Any) -> "User":
        """Make a person. Without a password nobody can sign in as them; without e-mail nobody can write to them."""
        user = self.model(email=self.normalize_email(email) if email else None, name=name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str, password: str, **extra: Any) -> "User":
        return self.create_user(email, name, password, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class AddressField(models.EmailField[str | None, str | None]):
    """An e-mail address, in small letters: it is the same address however somebody types it."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Their e-mail address is how they sign in; what they may do comes from their memberships."""

    # Null, not empty, where there is none: empty ones would collide.
    email = AddressField("e-mail address", null=True, blank=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=150, blank=True, help_text="As it stands under a signature.")
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Somebody has this e-mail address already.",
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_email_null_not_empty"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_small_letters"),
        ]
        triggers = recorded(without=["last_login"], secret=["password"])

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin lets them in: the office's people and administrators only."""
        from revisits.accounts import access
        from revisits.accounts.permissions import Permission

        return self.is_active and (self.is_superuser or access.may(self, Permission.USE_ADMIN))
