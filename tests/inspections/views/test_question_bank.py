"""The national bank: the office writes and issues it, inspectors take from it, and what they took can be traced."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.question_bank import fill_bank
from inspections.models import BankQuestion, BankVersion, Question
from inspections.question_bank_page import origins
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.inspections.asking import MEETING, SURVEY, share, written
from tests.pages import error_beside, text


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast["support"])


def to(name: str, *more: object) -> str:
    return reverse(name, args=more)


def asked(**changes: Any) -> dict[str, Any]:
    return {"heading": "Health", "kind": "choice", "text": "Do you wait?", "options": "Yes\nNo", **changes}


def begun(office: Client) -> BankVersion:
    office.post(to("bank-begin"))
    return BankVersion.objects.get(state="draft")


def test_g16_the_program_comes_with_a_bank_and_fills_it_once(db: None) -> None:
    version = BankVersion.objects.get()
    assert (version.number, version.state, version.issued_by) == (1, "issued", None)
    questions = list(version.questions.all())
    assert 12 <= len(questions) <= 20
    assert [each.options[1] for each in questions if each.asks_setting] == ["A mainstream primary school"]
    assert {each.kind for each in questions} == set(Question.Kind.values)
    fill_bank(at=NOW)
    assert BankVersion.objects.count() == 1


def test_the_office_writes_the_next_version_and_issues_it(office: Client) -> None:
    draft = begun(office)
    page = office.get(to("bank-version", 2))
    assert "Being written" in text(page) and "Where does your child go" in text(page)
    assert "begun version 2 already" in text(office.post(to("bank-begin"), follow=True))
    stale_form = {"edition": draft.edition, "note": "Nothing"}
    assert "Nothing differs" in text(office.post(to("bank-issue", 2), stale_form))
    assert error_beside(office.post(to("bank-question-add", 2), asked(heading=" ")), "heading")
    assert error_beside(office.post(to("bank-question-add", 2), asked(asks_setting="on")), "asks_setting")
    assert office.post(to("bank-question-add", 2), asked()).status_code == 302
    added = draft.questions.last()
    assert added and added.line == BankQuestion.objects.filter(version__number=1).count() + 1
    office.post(to("bank-question-move", 2, added.line), {"up": "1"})
    assert [each.line for each in draft.questions.all()][-2] == added.line
    office.post(to("bank-question-remove", 2, 1))
    assert "Question 1, taken out" in text(office.get(to("bank-compare", 2)))
    stale = text(office.post(to("bank-issue", 2), stale_form))
    assert "Somebody changed this version" in stale
    draft.refresh_from_db()
    given = {"edition": draft.edition, "note": "Asks about waiting."}
    assert "In use" in text(office.post(to("bank-issue", 2), given, follow=True))
    states = list(BankVersion.objects.values_list("number", "state"))
    assert states == [(2, "issued"), (1, "replaced")]
    assert "was issued" in text(office.post(to("bank-question-add", 2), asked()))


def test_whoever_changes_a_question_of_the_bank_second_is_shown_both(office: Client) -> None:
    draft = begun(office)
    question = draft.questions.all()[1]
    address = to("bank-question-change", 2, question.line)
    first = asked(edition=question.edition, text="What the first wrote")
    assert office.post(address, first).status_code == 302
    second = office.post(address, asked(edition=question.edition, text="What the second wrote"))
    assert "What the first wrote" in text(second) and "What the second wrote" in text(second)
    office.post(to("bank-drop", 2))
    assert not BankVersion.objects.filter(state="draft").exists()
    assert office.get(to("bank-version", 2)).status_code == 404


def test_inspectors_see_what_is_in_use_and_take_from_it(
    cast: Cast, office: Client, signed_in: SignedIn
) -> None:
    cast.notify()
    lead, version = signed_in(cast.owner), written(cast)
    begun(office)
    assert "Version 2" not in text(lead.get(to("bank"))) and "Version 1" in text(lead.get(to("bank")))
    assert lead.get(to("bank-version", 2)).status_code == 404
    assert signed_in(cast["pcf"]).get(to("bank")).status_code == 404
    address = to("questions-from-bank", "essex-2022", SURVEY, 1)
    assert lead.get(to("questions-from-bank", "essex-2022", MEETING, 1)).status_code == 404
    assert error_beside(lead.post(address, {}), "chosen") == "Choose at least one question."
    assert "2 questions are taken" in text(lead.post(address, {"chosen": ["3", "1"]}, follow=True))
    taken = list(version.questions.filter(bank_line__isnull=False))
    assert [(each.bank_line, each.bank_version, each.asks_setting) for each in taken] == [
        (1, 1, True),
        (3, 1, False),
    ]
    assert error_beside(lead.post(address, {"chosen": ["3"]}), "chosen"), "it is taken"
    office.post(to("bank-drop", 2))


def test_g16_a_question_taken_and_changed_says_so_and_a_newer_version_is_shown(
    cast: Cast, office: Client, signed_in: SignedIn
) -> None:
    cast.notify()
    lead, version = signed_in(cast.owner), written(cast)
    lead.post(to("questions-from-bank", "essex-2022", SURVEY, 1), {"chosen": ["2", "3"]})
    here = to("question-set", "essex-2022", SURVEY, 1)
    page = text(lead.get(here))
    assert "From version 1 of the national bank." in page and "changed from the bank" not in page
    question = version.questions.get(bank_line=3)
    words = {"text": "In Essex, I am heard.", "kind": "scale", "options": "", "edition": question.edition}
    lead.post(to("question-change", "essex-2022", SURVEY, 1, question.line), words)
    draft = begun(office)
    second = draft.questions.get(line=2)
    office.post(to("bank-question-change", 2, 2), asked(edition=second.edition))
    draft.refresh_from_db()
    office.post(to("bank-issue", 2), {"edition": draft.edition, "note": "Clearer."})
    assert "changed from the bank" in text(lead.get(here))
    assert "Version 2 asks it otherwise" in text(lead.get(here))
    found = origins(list(version.questions.all()))
    assert sorted((each.changed, each.newer) for each in found.values()) == [(False, 2), (True, None)]
    assert "asks it otherwise" not in text(signed_in(cast["pcf"]).get(to("area-questions", "essex-2022")))
    share(version, cast)
