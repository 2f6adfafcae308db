"""Every model says what it holds on people, and a copy gives what it says of one person, and of nobody else."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from inspections.models import DraftReader, Revisit, TimelineEvent
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.personal_data import Holding, declared, holdings, holds, holds_none
from tests.factories import AT, make

pytestmark = pytest.mark.django_db


def holding(model: type) -> Holding:
    return next(each for each in holdings() if each.model is model)


def copied(model: type, person: User) -> list[dict[str, Any]]:
    return list(holding(model).copy(person))


def test_every_model_is_declared() -> None:
    """A new model without a declaration fails: nobody has thought of whom it is about."""
    models = [each for each in apps.get_models(include_auto_created=True) if not each._meta.proxy]
    undeclared = {model._meta.label for model in models} - {each._meta.label for each in declared()}
    assert undeclared == set()


def test_what_is_held_says_what_why_and_how_long() -> None:
    for each in holdings():
        assert each.what and "UK GDPR" in each.why
        assert each.kept in settings.RETENTION
        assert each.how_long == "for good" or " after " in each.how_long
    assert len({each.what for each in holdings()}) == len(holdings())


def test_a_model_is_declared_once() -> None:
    with pytest.raises(ValueError, match="Organisation was declared already"):
        holds_none("Twice.", Organisation)


def test_a_holding_has_a_period() -> None:
    with pytest.raises(ValueError, match="there is no record type nowhere"):
        holds(User, what="?", kept="nowhere", rows=lambda person: User.objects.none(), columns={})


def test_choices_are_copied_in_their_words() -> None:
    member = make(
        Membership,
        role="lano",
        organisation=make(Organisation, kind="local_authority", name="Essex County Council"),
    )
    (row,) = copied(Membership, member.user)
    assert (row["Role"], row["Organisation"]) == ("Local area nominated officer", "Essex County Council")
    assert row["Until"] is None


def test_of_a_row_that_two_share_each_gets_their_half() -> None:
    setter, doer = make(User), make(User)
    make(
        TimelineEvent,
        code="kit",
        override_on=AT.date(),
        override_reason="A reason.",
        overridden_by=setter,
        overridden_at=AT,
        done_on=AT.date(),
        done_by=doer,
        recorded_at=AT,
    )
    (set_,), (done,) = copied(TimelineEvent, setter), copied(TimelineEvent, doer)
    assert (set_["You set its date"], set_["You recorded it"]) == (AT, None)
    assert (done["You set its date"], done["You recorded it"]) == (None, AT)
    assert set_["Event"] == "Keeping-in-touch meeting with leaders"


def test_g24_who_named_a_reader_learns_when_and_not_whom() -> None:
    reader = make(DraftReader, revisit=make(Revisit, reference="essex-2022"))
    (row,) = copied(DraftReader, reader.named_by)
    assert row["You opened it to somebody"] == AT
    assert row["Open to you since"] is None
    assert reader.user.name not in str(row)
