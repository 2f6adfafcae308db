"""Keeping what somebody has typed into a form and not sent, and forgetting it once it is saved."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from inspections.models import WorkingCopy
from inspections.policies import Refused
from revisits.accounts.models import User

MOST_COPIES = 100


@transaction.atomic
def keep_copy(*, key: str, fields: Mapping[str, Sequence[str]], by: User, at: datetime) -> WorkingCopy:
    """Keep the words of one form, over those kept before. Raises Refused for somebody with too many forms unsent."""
    mine = WorkingCopy.objects.filter(user=by)
    if not mine.filter(key=key).exists() and mine.count() >= MOST_COPIES:
        raise Refused(
            f"You have {MOST_COPIES} forms unsent: save or discard some, then this one is kept on the server too."
        )
    given = {"fields": fields, "saved_at": at}
    copy, _ = WorkingCopy.objects.update_or_create(user=by, key=key, defaults=given)
    return copy


def forget_copy(*, key: str, by: User) -> None:
    """The form was saved, or its words are not wanted."""
    WorkingCopy.objects.filter(user=by, key=key).delete()
