"""From any sequence of proposing, agreeing, changing and meeting: what is confirmed was agreed by both and met on."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections import judgements
from inspections.actions.judgements import agree_judgement
from inspections.actions.timeline import reopen
from inspections.models import JudgementVersion
from inspections.policies import Refused
from tests.cast import Cast
from tests.inspections.judging import LAST, meet, on_site, proposed
from tests.properties import examples

STEPS = st.sampled_from(
    ["propose", "change", "turn", "agree ofsted", "agree cqc", "agree an older one", "meet", "reopen"]
)


@contextmanager
def transaction_undone() -> Iterator[None]:
    """Each sequence starts from the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def stage(cast: Cast) -> Cast:
    on_site(cast)
    return cast


@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=4, max_size=12))
def test_what_is_confirmed_is_the_newest_agreed_by_both_after_the_meeting(
    stage: Cast, steps: list[str]
) -> None:
    with transaction_undone():
        agreed: set[str] = set()
        met = False
        for number, step in enumerate(steps):
            try:
                done = take(stage, step, number)
            except Refused:
                done = False
            if done and step in ("propose", "change", "turn"):
                agreed = set()
            if done and step in ("agree ofsted", "agree cqc"):
                agreed.add(step)
            met = (met or step == "meet") and step != "reopen"
            judged = judgements.of_case(stage.revisit)[0]
            both = {"agree ofsted", "agree cqc"} <= agreed
            assert judged.confirmed == (both and met)
            assert len(judged.agreed) == len(agreed)


def take(cast: Cast, step: str, number: int) -> bool:
    """Whether anything was done; Refused where it may not be."""
    newest = JudgementVersion.objects.order_by("-number").first()
    event = cast.event("judgement_meeting")
    if step in ("propose", "change", "turn"):
        decided = not newest.sufficient if newest and step == "turn" else True
        after = newest.number if newest else 0
        proposed(cast, summary=f"Step {number}", sufficient=decided, after=after, reason="So")
    elif step == "meet" and not event.done_on:
        meet(cast)
    elif step == "reopen":
        reopen(event=event, by=cast.owner, at=LAST)
    elif step == "agree an older one":
        older = JudgementVersion.objects.order_by("number").first()
        if older is None or older == newest:
            return False
        with pytest.raises(Refused):
            agree_judgement(version=older, by=cast.owner, at=LAST)
        return False
    elif step.startswith("agree"):
        if newest is None:
            return False
        agree_judgement(version=newest, by=cast["owner" if step.endswith("ofsted") else "cqc"], at=LAST)
    return True
