"""Drafts of outcome letters of closed cases: they go, the final text and the issued letter stay."""

from datetime import date

from inspections.models import Revisit
from inspections.workflow import State
from letters.models import LetterSection, LetterVersion, OutcomeLetter, SectionComment, SectionVersion
from revisits.privacy import old_letters
from revisits.privacy.disposing import Doing
from revisits.privacy.schedules import SCHEDULES
from tests.cast import NOW, Cast
from tests.letters.models.test_outcome import frozen
from tests.letters.writing import begun, said, typed


def test_drafts_go_and_the_final_text_stays(cast: Cast) -> None:
    letter = begun(cast)
    typed(letter, cast.owner)
    said(letter, cast.owner)
    frozen(letter)
    frozen(letter, number=2, purpose="final")
    assert not old_letters.rows().exists(), "while the case is open"
    Revisit.objects.filter(pk=cast.revisit.pk).update(state=State.QUALITY)
    for state in (State.ACCURACY, State.FINALISING, State.CHECKING, State.FINAL, State.CLOSED):
        Revisit.objects.filter(pk=cast.revisit.pk).update(state=state)
    (due,) = old_letters.rows()
    assert list(SCHEDULES["outcome_drafts"].due(date(2022, 5, 18))) == []
    assert list(SCHEDULES["outcome_drafts"].due(date(2022, 5, 19))) == [due]
    assert old_letters.reference(due) == f"{cast.revisit}: drafts of the outcome letter, begun on 3 May 2022"
    old_letters.dispose([due], Doing(cast["administrator"], "kept for 6 years", NOW))
    for model in (LetterSection, SectionVersion, SectionComment):
        assert not model._default_manager.exists()
    assert LetterVersion.objects.get().purpose == "final" and OutcomeLetter.objects.exists()
    assert not old_letters.rows().exists()
    said_so = cast.revisit.history.latest("pk").text
    assert said_so.startswith("The drafts of the outcome letter were disposed of, kept for 6 years.")
