"""What the database refuses of the readers of a draft."""

import pytest
from django.db import IntegrityError, transaction

from inspections.models import DraftReader, Revisit
from revisits.accounts.models import User
from tests.factories import AT, make

pytestmark = pytest.mark.django_db


def test_g24_a_reader_is_named_once_and_again_after_removal() -> None:
    reader = make(DraftReader)
    again = {"revisit": reader.revisit, "user": reader.user}
    with pytest.raises(IntegrityError, match="draft_reader_once"), transaction.atomic():
        make(DraftReader, **again)
    DraftReader.objects.update(removed_at=AT, removed_by=make(User))
    make(DraftReader, **again)
    assert DraftReader.objects.count() == 2


def test_g24_somebody_removes_a_reader() -> None:
    with pytest.raises(IntegrityError, match="draft_reader_removed_by_somebody"):
        make(DraftReader, removed_at=AT)


def test_g24_nobody_names_themselves() -> None:
    person = make(User)
    with pytest.raises(IntegrityError, match="draft_reader_names_another"):
        make(DraftReader, revisit=make(Revisit), user=person, named_by=person)
