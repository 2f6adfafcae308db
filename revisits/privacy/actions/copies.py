"""Giving a person a copy of their data."""

from datetime import datetime

from django.db import transaction

from inspections.policies import Refused
from revisits.accounts.models import User
from revisits.privacy.models import DataCopy
from revisits.record.reading import read


@transaction.atomic
def give_copy(*, person: User, by: User, at: datetime, reason: str = "") -> DataCopy:
    """Put on record that `by` makes a copy of what is held on `person`; for somebody else it needs a reason."""
    if by != person and not reason.strip():
        raise Refused("Say who asked for the copy, how and when.")
    read(person=by.pk, what=person, download=True, part="copy of what is held on the person")
    return DataCopy.objects.create(person=person, by=by, at=at, reason=reason.strip())
