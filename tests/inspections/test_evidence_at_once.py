"""Evidence given, withdrawn and declared none at the same moment, each in a connection of its own."""

from collections.abc import Callable

import pytest

from inspections.actions.evidence import add_version, give_evidence, withdraw
from inspections.actions.information import declare_none
from inspections.information import Status, standing_of
from inspections.models import CaseEvent, EvidenceVersion
from inspections.policies import Refused
from tests.cast import NOW, Cast, make_cast
from tests.conftest import StandingClock
from tests.inspections.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Kind = CaseEvent.Kind


def may(action: Callable[[], object]) -> Callable[[], bool]:
    """Whether it was let through."""

    def attempt() -> bool:
        try:
            action()
        except Refused:
            return False
        return True

    return attempt


def given(cast: Cast, code: str = "tribunal") -> EvidenceVersion:
    item = cast.revisit.items.get(code=code)
    assert cast.area.authority
    about = {"revisit": cast.revisit, "body": cast.area.authority, "by": cast["lano"], "at": NOW}
    return give_evidence(title="Impact", text="It fell.", item=item, **about)  # type: ignore[arg-type]


def test_versions_given_at_once_get_a_number_each_and_one_withdrawal_wins(
    standing_clock: StandingClock,
) -> None:
    cast = make_cast()
    cast.notify()
    document = given(cast).document
    at_once([
        lambda who=who: add_version(document=document, text=who, by=cast[who], at=NOW)  # type: ignore[misc]
        for who in ("lano", "contributor")
    ])  # fmt: skip
    assert sorted(document.versions.values_list("number", flat=True)) == [1, 2, 3]
    went = at_once([
        may(lambda who=who: withdraw(document=document, why=who, by=cast[who], at=NOW))  # type: ignore[misc]
        for who in ("lano", "contributor")
    ])  # fmt: skip
    assert sorted(went) == [False, True]
    assert len(cast.happened(Kind.EVIDENCE_WITHDRAWN)) == 1


def test_g15_of_giving_and_declaring_none_at_once_giving_stands(standing_clock: StandingClock) -> None:
    """Whichever comes first: a declaration is lifted by what is given, and refused beside it."""
    cast = make_cast()
    cast.notify()
    item = cast.revisit.items.get(code="ombudsman")
    at_once([
        may(lambda: given(cast, "ombudsman")),
        may(lambda: declare_none(item=item, why="", by=cast["contributor"], at=NOW)),
    ])  # fmt: skip
    (standing,) = standing_of(cast.revisit.items.filter(pk=item.pk), cast.revisit, NOW)
    assert (standing.status, standing.item.none_at) == (Status.GIVEN, None)
