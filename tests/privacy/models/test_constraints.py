"""What the database refuses of disposals, holds and copies."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from inspections.models import Revisit
from revisits.accounts.models import User
from revisits.privacy.models import DataCopy, Disposal, DisposalItem, Hold
from tests.factories import AT, make

pytestmark = pytest.mark.django_db


def disposal(**values: Any) -> Disposal:
    given = {
        "record_type": "notes",
        "period": "6 years",
        "cutoff": AT.date(),
        "proposed_at": AT,
        "refreshed_at": AT,
    }
    return Disposal.objects.create(**{**given, **values})


def approved() -> dict[str, Any]:
    return {"state": "approved", "approved_by": make(User), "approved_at": AT, "reason": "Due."}


def done() -> dict[str, Any]:
    return {**approved(), "state": "done", "disposed_at": AT, "disposed": 1, "spared": 0}


def item(of: Disposal, **values: Any) -> DisposalItem:
    return DisposalItem.objects.create(
        disposal=of, **{"key": "1", "reference": "essex-2022", "dated_on": AT.date(), **values}
    )


def test_a_type_has_one_open_list() -> None:
    disposal(**done())
    disposal(**approved())
    disposal(record_type="people")
    with pytest.raises(IntegrityError, match="disposal_one_open_a_type"):
        disposal()


@pytest.mark.parametrize("missing", [{"approved_by": None}, {"approved_at": None}, {"reason": ""}])
def test_somebody_approves_and_says_why(missing: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="disposal_approved_by_somebody_with_a_reason"):
        disposal(**{**approved(), **missing})


def test_nobody_approved_what_is_only_proposed() -> None:
    with pytest.raises(IntegrityError, match="disposal_approved_by_somebody_with_a_reason"):
        disposal(**{**approved(), "state": "proposed"})


@pytest.mark.parametrize("missing", ["disposed_at", "disposed", "spared"])
def test_what_is_done_says_what_went(missing: str) -> None:
    with pytest.raises(IntegrityError, match="disposal_done_says_what_went"):
        disposal(**{**done(), missing: None})


def test_what_is_not_done_says_nothing_of_it() -> None:
    with pytest.raises(IntegrityError, match="disposal_done_says_what_went"):
        disposal(**approved(), disposed=1)


def test_a_disposal_that_is_done_is_frozen() -> None:
    frozen = disposal(**done())
    with pytest.raises(DatabaseError, match="disposal"), transaction.atomic():
        Disposal.objects.filter(pk=frozen.pk).update(reason="Another.")
    with pytest.raises(DatabaseError, match="disposal"), transaction.atomic():
        frozen.delete()
    still_open = disposal(record_type="people")
    Disposal.objects.filter(pk=still_open.pk).update(edition=2)
    still_open.delete()
    assert list(Disposal.objects.all()) == [frozen]


def test_an_item_that_went_is_frozen() -> None:
    gone = item(disposal(), outcome="disposed")
    with pytest.raises(DatabaseError, match="disposalitem"), transaction.atomic():
        DisposalItem.objects.update(outcome="waiting")
    with pytest.raises(DatabaseError, match="disposalitem"), transaction.atomic():
        DisposalItem.objects.all().delete()
    assert DisposalItem.objects.get() == gone


def test_a_row_is_listed_once() -> None:
    of = disposal()
    item(of)
    with pytest.raises(IntegrityError, match="disposal_item_once"):
        item(of)


def hold(**values: Any) -> Hold:
    return Hold.objects.create(**{"reason": "A claim.", "placed_by": make(User), "placed_at": AT, **values})


def test_a_hold_is_on_a_case_or_on_a_person() -> None:
    for about in ({}, {"case": make(Revisit), "person": make(User)}):
        with pytest.raises(IntegrityError, match="hold_on_a_case_or_a_person"), transaction.atomic():
            hold(**about)


def test_a_hold_has_its_reasons() -> None:
    with pytest.raises(IntegrityError, match="hold_has_a_reason"), transaction.atomic():
        hold(person=make(User), reason="")
    lifted = {"lifted_by": make(User), "lifted_at": AT}
    with pytest.raises(IntegrityError, match="hold_lifted_by_somebody_with_a_reason"), transaction.atomic():
        hold(person=make(User), **lifted)
    with pytest.raises(IntegrityError, match="hold_lifted_by_somebody_with_a_reason"), transaction.atomic():
        hold(person=make(User), lifted_reason="Settled.")


def test_a_copy_for_somebody_else_has_a_reason_and_is_written_once() -> None:
    person = make(User)
    with pytest.raises(IntegrityError, match="data_copy_for_another_has_reason"), transaction.atomic():
        DataCopy.objects.create(person=person, by=make(User), at=AT)
    copy = DataCopy.objects.create(person=person, by=person, at=AT)
    with pytest.raises(DatabaseError, match="datacopy"), transaction.atomic():
        DataCopy.objects.update(reason="Another.")
    with pytest.raises(DatabaseError, match="datacopy"), transaction.atomic():
        copy.delete()
