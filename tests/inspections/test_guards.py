"""Guards: a check that nobody registered refuses, and every refusal is read."""

from dataclasses import replace

import pytest

from inspections import guards
from inspections.policies import Refused
from inspections.workflow import TRANSITIONS, Guard
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ROW = replace(TRANSITIONS[0], guards=(Guard.JUDGED, Guard.SIGNED))


def test_a_guard_that_nobody_registered_refuses(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_CHECKS", {})
    with pytest.raises(Refused, match=f"cannot tell whether {Guard.JUDGED}"):
        guards.check(cast.revisit, ROW)


def test_all_that_does_not_hold_is_said_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_CHECKS", {})

    @guards.guards(Guard.JUDGED)
    def judged(revisit: object) -> None:
        raise Refused("Weakness 1 is not decided.")

    @guards.guards(Guard.SIGNED)
    def signed(revisit: object) -> None:
        assert revisit == cast.revisit

    assert guards.refusals(cast.revisit, ROW) == ["Weakness 1 is not decided."]
    with pytest.raises(Refused, match=r"^Weakness 1 is not decided\.$"):
        guards.check(cast.revisit, ROW)
