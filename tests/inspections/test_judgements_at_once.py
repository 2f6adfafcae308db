"""An inspector agrees a version as another writes the next, and both write one: nothing is agreed unseen or lost."""

import pytest
from django.db import IntegrityError

from inspections import judgements
from inspections.actions.judgements import agree_judgement
from inspections.judgement_policies import JudgementChanged
from inspections.models import JudgementAgreement, JudgementVersion, Revisit
from inspections.workflow import State
from tests.cast import make_cast
from tests.factories import make
from tests.inspections.judging import LAST, on_site, proposed
from tests.inspections.test_at_once import at_once
from tests.stages import put

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_agreeing_and_changing_at_once_nothing_is_agreed_that_was_changed() -> None:
    cast = make_cast()
    on_site(cast)
    first = proposed(cast)

    def agree() -> str:
        try:
            agree_judgement(version=first, by=cast["cqc"], at=LAST)
        except JudgementChanged as changed:
            return f"version {changed.current.number} is newer"
        return "agreed"

    def change() -> str:
        proposed(cast, sufficient=False, after=1)
        return "changed"

    said = at_once([agree, change])
    judged = judgements.of_case(cast.revisit)[0]
    assert judged.version and judged.version.number == 2 and not judged.agreed
    assert said in (["agreed", "changed"], ["version 2 is newer", "changed"])
    assert JudgementAgreement.objects.count() == (said[0] == "agreed")

    def write(by: str) -> str:
        try:
            proposed(cast, by=by, summary=f"By {by}.", after=2)
        except JudgementChanged as changed:
            assert isinstance(changed.current, JudgementVersion)
            return changed.current.summary
        return "kept"

    said = at_once([lambda: write("owner"), lambda: write("cqc")])
    assert sorted(said)[1] == "kept" and sorted(said)[0] in ("By owner.", "By cqc.")
    assert JudgementVersion.objects.count() == 3


def test_g29_of_two_re_visits_set_up_at_once_behind_every_form_one_stays() -> None:
    cast = make_cast()
    put(State.CANCELLED)

    def insert(day: int) -> str:
        days = {"first_day": f"2022-10-{day:02}", "last_day": f"2022-10-{day + 2:02}"}
        try:
            make(Revisit, wsoa=cast.revisit.wsoa, reference=f"essex-{day}", **days)
        except IntegrityError as error:
            return str(error).splitlines()[0]
        return "there"

    said = at_once([lambda: insert(4), lambda: insert(11)])
    assert sorted(said) == [
        "No further re-visit unless a direction that asks for one is recorded (G29)",
        "there",
    ]
