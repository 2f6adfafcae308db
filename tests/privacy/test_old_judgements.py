"""How judgements of closed cases go: six years after the letter, all of a case at once; and with what they cite."""

from datetime import date

import pytest

from inspections.models import CaseEvent, JudgementCitation, JudgementVersion, NextStep
from revisits.accounts.models import User
from revisits.privacy.disposing import Doing, delete_rows
from revisits.privacy.schedules import SCHEDULES
from tests.cast import NOW, Cast
from tests.factories import AT, make
from tests.inspections.judging import agreed, concern, on_site
from tests.privacy.closed import closed_case, listed, on
from tests.privacy.judged import MODELS, plant_judgements

DUE = date(2022, 7, 27)


@pytest.mark.django_db
def test_they_are_due_six_years_after_the_letter_was_published_and_go_whole() -> None:
    case, other = closed_case(date(2016, 7, 27), reference="essex-2016"), closed_case(date(2020, 7, 27))
    for each in (case, other):
        plant_judgements(make(User), each, AT, "secret")
    assert listed("judgements", date(2022, 7, 26)) == []
    assert listed("judgements", DUE) == ["essex-2016: judgements and other serious concerns"]
    schedule = SCHEDULES["judgements"]
    assert schedule.period
    rows = list(schedule.free(schedule.period.cutoff(DUE)))
    schedule.dispose(rows, Doing(make(User, name="The approver"), str(schedule.period), on(DUE)))
    assert [model._default_manager.count() for model in MODELS] == [1] * len(MODELS), "the other case's alone"
    assert NextStep.objects.count() == 2, "what followed stays with the case"
    event = CaseEvent.objects.get()
    assert (event.revisit, event.kind) == (case, CaseEvent.Kind.DISPOSED)
    assert listed("judgements", DUE) == []


def test_evidence_and_notes_that_are_cited_go_and_take_the_citation_along(cast: Cast) -> None:
    document = on_site(cast).document
    version = agreed(cast)
    concern(cast)
    doing = Doing(cast["administrator"], "6 years", NOW)
    delete_rows([document], doing)
    delete_rows(list(cast.revisit.notes.all()), doing)
    assert not JudgementCitation.objects.exists()
    assert JudgementVersion.objects.get() == version
