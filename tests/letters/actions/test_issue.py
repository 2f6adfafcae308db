"""Issuing the letter to parents, and rendering what was issued."""

import hashlib
import json

import pytest

from inspections.actions.cases import edit_details
from inspections.actions.team import remove_member
from inspections.models import CaseEvent, TeamMember
from inspections.policies import Refused
from letters import tasks
from letters.actions.issue import digest, issue_parents_letter
from letters.actions.render import render_letter
from letters.composing.facts import LetterIncomplete, ParentsLetterFacts
from letters.composing.parents import compose
from letters.facts import parents_facts
from letters.models import Letter, LetterFile
from letters.rendering import formats
from letters.rendering.formats import ISSUED
from tests.cast import NOW, Cast


def issue(cast: Cast, reason: str = "") -> Letter:
    return issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW, reason=reason)


def edit(cast: Cast, **changes: object) -> None:
    cast.revisit.refresh_from_db()
    edit_details(revisit=cast.revisit, version=cast.revisit.version, changes=changes, by=cast.owner, at=NOW)


def test_an_issued_letter_keeps_facts_text_addressees_and_their_digest(cast: Cast) -> None:
    letter = Letter.objects.get(pk=issue(cast).pk)
    assert (letter.version, letter.reason, letter.issued_by, letter.issued_at) == (1, "", cast.owner, NOW)
    assert ParentsLetterFacts.from_dict(letter.facts) == parents_facts(cast.revisit)
    assert letter.composed == compose(parents_facts(cast.revisit))
    text = json.dumps(letter.text, sort_keys=True, ensure_ascii=False)
    assert letter.sha256 == digest(letter.text) == hashlib.sha256(text.encode()).hexdigest()
    assert {contact["role"] for contact in letter.addressees} == {
        "dcs",
        "lano",
        "health_officer",
        "health_chief_executive",
        "pcf",
    }
    [event] = cast.happened(CaseEvent.Kind.LETTER_ISSUED)
    assert event.data == {"letter": letter.pk, "version": 1, "sha256": letter.sha256, "note": ""}


def test_what_is_issued_stays_when_the_case_changes(cast: Cast) -> None:
    letter = issue(cast)
    edit(cast, survey_url="https://survey.example.org/new")
    assert "survey.example.org/essex" in json.dumps(Letter.objects.get(pk=letter.pk).text)


def test_g20_the_open_meeting_is_printed_as_it_was_set_not_as_it_was_computed(cast: Cast) -> None:
    assert parents_facts(cast.revisit).open_meeting is not None
    edit(cast, has_open_meeting=False)
    cast.revisit.refresh_from_db()
    assert parents_facts(cast.revisit).open_meeting is None


def test_a_letter_that_lacks_facts_is_not_issued_and_says_which(cast: Cast) -> None:
    edit(cast, survey_url="", parents_letter_date=None)
    lead = cast.revisit.team.get(role=TeamMember.Role.LEAD)
    remove_member(member=lead, by=cast.owner, at=NOW)
    with pytest.raises(LetterIncomplete) as refusal:
        issue(cast)
    assert refusal.value.missing == ["date of the letter", "survey link", "name of the lead inspector"]
    assert not Letter.objects.exists()


def test_a_correction_is_a_new_version_with_a_reason_and_something_new(cast: Cast) -> None:
    issue(cast)
    with pytest.raises(Refused, match="Say why"):
        issue(cast)
    with pytest.raises(Refused, match="Nothing in the letter has changed"):
        issue(cast, "Wrong link")
    edit(cast, survey_url="https://survey.example.org/new")
    second = issue(cast, "Wrong link")
    assert (second.version, second.reason) == (2, "Wrong link")
    assert Letter.objects.count() == 2


def test_the_letter_is_signed_with_name_and_title(cast: Cast) -> None:
    assert parents_facts(cast.revisit).signatory_name == "The owner"
    assert parents_facts(cast.revisit).signatory_title == "Her Majesty's Inspector"
    cast.owner.title = "His Majesty's Inspector"
    cast.owner.save()
    assert parents_facts(cast.revisit).signatory_title == "His Majesty's Inspector"


def test_files_are_rendered_once_and_their_bytes_are_what_the_digest_says(cast: Cast) -> None:
    letter = issue(cast)
    tasks.render(letter.pk)
    files = {file.format: file for file in letter.files.all()}
    assert set(files) == {wanted.value for wanted in ISSUED}
    for file in files.values():
        assert file.sha256 == hashlib.sha256(bytes(file.content)).hexdigest()
    assert bytes(files["pdf"].content).startswith(b"%PDF-")
    assert "The owner" in bytes(files["text"].content).decode()
    tasks.render(letter.pk)
    tasks.render_unrendered()
    assert render_letter(letter=letter, at=NOW) == []
    assert LetterFile.objects.count() == len(ISSUED)


def test_the_sweep_renders_what_was_left_and_one_bad_letter_does_not_stop_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad = issue(cast)
    edit(cast, survey_url="https://survey.example.org/new")
    good = issue(cast, "Wrong link")

    def render(text: object, wanted: object) -> bytes:
        if text == bad.composed:
            raise RuntimeError("a letter that cannot be rendered")
        return b"" if wanted is not ISSUED[-1] else formats.render(text, wanted)  # type: ignore[arg-type]

    monkeypatch.setattr("letters.actions.render.render", render)
    tasks.render_unrendered()
    assert (bad.files.count(), good.files.count()) == (0, len(ISSUED))
    assert "cannot be rendered" in caplog.text
