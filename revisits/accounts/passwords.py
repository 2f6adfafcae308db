"""Which passwords are good enough: long, hard to guess, and in no list of breached ones. No rules of composition."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from revisits.accounts.breached import is_breached
from revisits.accounts.models import User

BREACHED = "This password is in lists of stolen passwords. Choose another: three random words are good."
GUESSED = (
    "This password is easy to guess. Choose three or more words that have nothing to do with each other."
)
# zxcvbn takes no more, and needs no more to call a password strong.
ENOUGH = 72


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"The password must have {self.min_length} characters or more."

    def get_help_text(self) -> str:
        return f"Use {self.min_length} characters or more. Three random words are a good password."


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Not the person's name or e-mail address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email", "title"))

    def get_error_message(self) -> str:
        return "The password is too much like your name, title or e-mail address."


class NotCommon(CommonPasswordValidator):
    """In none of the 20,000 passwords that Django knows from breaches."""

    def get_error_message(self) -> str:
        return BREACHED


class NotGuessable:
    """Zxcvbn's score is 3 or 4 of 4: more than 10^8 guesses by somebody who knows words, names and keyboards."""

    def __init__(self, score: int = 3) -> None:
        self.score = score

    def validate(self, password: str, user: Any = None) -> None:
        known = [user.name, user.email or ""] if isinstance(user, User) else []
        if zxcvbn(password[:ENOUGH], user_inputs=[*known, "revisits", "ofsted"])["score"] < self.score:
            raise ValidationError(GUESSED, code="password_guessable")

    def get_help_text(self) -> str:
        return "It must be hard to guess."


class NotBreached:
    """Not in the file of PWNED_PASSWORDS_FILE, where there is one."""

    def validate(self, password: str, user: Any = None) -> None:
        file = settings.PWNED_PASSWORDS_FILE
        if file and is_breached(password, Path(file)):
            raise ValidationError(BREACHED, code="password_breached")

    def get_help_text(self) -> str:
        return "It must be in no list of stolen passwords."
