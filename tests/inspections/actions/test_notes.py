"""Writing the evidence base: notes and their versions, tags, views; and what must be there before judgement."""

from datetime import date
from typing import Any

import pytest

from inspections.actions.notes import Words, add_note, change_note, see_impact, set_tags
from inspections.judgement_policies import check_before_judgement, outstanding
from inspections.models import CaseEvent, EvidenceNote, EvidenceView, NoteVersion, Tag
from inspections.note_policies import LooksLikeNames, NoteChanged
from inspections.policies import Refused
from inspections.workflow import State
from revisits.accounts.visibility import visible
from tests.cast import NOW, Cast, make_elsewhere
from tests.inspections.evidence_base import given, note
from tests.row import EVERYBODY
from tests.stages import put

PART = {"owner", "cqc", "senior_hmi", "cqc_qa"}


def test_a_note_cites_evidence_is_about_weaknesses_and_its_words_stay_out_of_the_history(cast: Cast) -> None:
    evidence, weakness = given(cast), cast.revisit.wsoa.weaknesses.all()[0]
    written = note(cast, title="zqtitle", citations=[(evidence, "page 3")] * 2, weaknesses=[weakness])
    version = written.versions.get()
    assert [(each.cited, each.place) for each in version.citations.all()] == [(evidence, "page 3")]
    assert list(version.weaknesses.all()) == [weakness]
    (told,) = cast.happened(CaseEvent.Kind.NOTE_ADDED)
    assert told.text == "A note was added: meeting."
    assert "zqtitle" not in str(told.data)


def test_notes_are_read_by_those_with_a_part_in_the_case(cast: Cast) -> None:
    cast.notify()
    note(cast)
    for model in (EvidenceNote, NoteVersion):
        assert {name for name in EVERYBODY if visible(cast[name], model).exists()} == PART


def test_a_correction_by_its_author_is_a_new_version_and_nobody_elses(cast: Cast) -> None:
    written = note(cast)
    again = Words(title="Meeting", text="Corrected.")
    with pytest.raises(Refused, match=r"Only The owner may change this note\. Write a note of your own"):
        change_note(note=written, words=again, after=1, by=cast["cqc"], at=NOW)
    change_note(note=written, words=again, after=1, by=cast.owner, at=NOW)
    assert [version.text for version in written.versions.all()] == ["Corrected.", "What was said."]
    with pytest.raises(NoteChanged, match="while you were typing") as refused:
        change_note(note=written, words=again, after=1, by=cast.owner, at=NOW)
    assert refused.value.current.text == "Corrected."
    assert written.versions.count() == 2


@pytest.mark.parametrize("kind", ["parents", "children"])
def test_g21_notes_of_views_name_nobody_unless_their_author_confirms(cast: Cast, kind: str) -> None:
    words: dict[str, Any] = {
        "title": "Views",
        "text": "A mother said that Zofia Kowalska waits. The lano heard it.",
    }
    with pytest.raises(LooksLikeNames, match=r"“Zofia Kowalska” looks like a person's name"):
        note(cast, kind=kind, **words)
    assert not EvidenceNote.objects.exists()
    written = note(cast, kind=kind, names_confirmed=True, **words)
    assert written.versions.get().names_confirmed, "that it was confirmed is kept"
    with pytest.raises(LooksLikeNames):
        change_note(note=written, words=Words(**words), after=1, by=cast.owner, at=NOW)
    note(cast, kind="meeting", **words)


def test_g21_people_of_the_case_are_known_and_its_places_are_no_names(cast: Cast) -> None:
    cast["lano"].name = "Bartek Zawada"
    cast["lano"].save()
    with pytest.raises(LooksLikeNames, match="Zawada"):
        note(cast, kind="parents", text="They rang Zawada twice.")
    note(cast, kind="parents", text="Families in Mid Essex like Essex Family.")


def test_g3_a_note_stays_within_its_case(cast: Cast) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    with pytest.raises(Refused, match="not one of the statement"):
        note(cast, weaknesses=[other.revisit.wsoa.weaknesses.all()[0]])
    with pytest.raises(Refused, match="not evidence of this case"):
        note(cast, citations=[(given(other), "")])


def test_tags_are_set_as_they_are_said_and_go_when_nothing_has_them(cast: Cast) -> None:
    document, written = given(cast).document, note(cast)
    set_tags(of=document, names=["Waiting", "Ask again"], by=cast.owner, at=NOW)
    set_tags(of=written, names=["waiting"], by=cast["cqc"], at=NOW)
    assert [tag.name for tag in Tag.objects.all()] == ["Ask again", "Waiting"]
    set_tags(of=document, names=[], by=cast.owner, at=NOW)
    assert [tag.name for tag in Tag.objects.all()] == ["Waiting"]
    with pytest.raises(Refused, match="20 tags at most"):
        set_tags(of=document, names=[f"t{n}" for n in range(21)], by=cast.owner, at=NOW)


def test_g12_what_an_inspector_sees_may_change_and_be_taken_back(cast: Cast) -> None:
    document, weakness = given(cast).document, cast.revisit.wsoa.weaknesses.all()[0]
    for shows in ("impact", "unclear"):
        see_impact(document=document, weakness=weakness, shows=shows, by=cast.owner, at=NOW)
    see_impact(document=document, weakness=weakness, shows="none", by=cast["cqc"], at=NOW)
    seen = {(view.by, view.shows) for view in EvidenceView.objects.all()}
    assert seen == {(cast.owner, "unclear"), (cast["cqc"], "none")}
    see_impact(document=document, weakness=weakness, shows="", by=cast["cqc"], at=NOW)
    assert EvidenceView.objects.get().by == cast.owner


def test_nothing_is_written_once_the_case_is_closed(cast: Cast) -> None:
    cast.notify()
    document, written = given(cast).document, note(cast)
    put(State.CLOSED)
    weakness, words = cast.revisit.wsoa.weaknesses.all()[0], Words(title="T", text="T")
    who: dict[str, Any] = {"by": cast.owner, "at": NOW}
    for act in (
        lambda: add_note(revisit=cast.revisit, kind="visit", words=words, **who),
        lambda: change_note(note=written, words=words, after=1, **who),
        lambda: set_tags(of=document, names=["x"], **who),
        lambda: see_impact(document=document, weakness=weakness, shows="none", **who),
    ):
        with pytest.raises(Refused, match="closed"):
            act()
    assert (NoteVersion.objects.count(), Tag.objects.count(), EvidenceView.objects.count()) == (1, 0, 0)


def test_g13_without_the_discussion_with_the_advisers_nothing_is_judged(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"DfE and NHS England advisers is not in the evidence base.*\(G13\)"):
        check_before_judgement(cast.revisit)
    with pytest.raises(Refused, match="Enter the day of the discussion"):
        note(cast, kind="adviser", held_on=None)
    note(cast, kind="discussion")
    assert any("G13" in said for said in outstanding(cast.revisit))
    note(cast, kind="adviser", held_on=date(2022, 5, 10))
    assert not any("G13" in said for said in outstanding(cast.revisit))


def test_g13_recording_the_discussion_with_the_advisers_marks_their_call_done(cast: Cast) -> None:
    note(cast, kind="adviser", held_on=date(2022, 4, 29))
    assert cast.event("adviser_call").done_on is None, "the area was not notified yet"
    cast.notify()
    for day in (9, 10):
        note(cast, kind="adviser", held_on=date(2022, 5, day))
    call = cast.event("adviser_call")
    assert (call.done_on, call.done_by) == (date(2022, 5, 9), cast.owner)


def test_g15_nor_without_the_tribunals_and_the_ombudsmans_outcomes(cast: Cast) -> None:
    cast.notify()
    note(cast, kind="adviser")
    left = outstanding(cast.revisit)
    assert len(left) == 2 and all("(G15)" in said for said in left)
    cast.revisit.items.filter(mandatory=True).update(none_at=NOW, none_by=cast["lano"])
    assert outstanding(cast.revisit) == []
    check_before_judgement(cast.revisit)
