"""What the database refuses of the national bank, whoever writes."""

from typing import Any

import pytest
from django.db import connection

from inspections.actions.question_bank import add_bank_question, begin_bank
from inspections.models import BankQuestion, BankVersion
from tests.behind_the_form import refused
from tests.cast import NOW, Cast


@pytest.fixture
def draft(cast: Cast) -> BankVersion:
    begun = begin_bank(by=cast["support"], at=NOW)
    begun.refresh_from_db()
    return begun


def test_versions_are_counted_and_one_is_written_and_one_in_use(draft: BankVersion) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "bank_version_once": {"number": 1},
        "bank_version_counts_from_one": {"number": 0},
        "bank_version_one_issued": {"state": "issued", "issued_at": NOW},
        "bank_version_issued_at_a_time": {"state": "replaced"},
    }
    for constraint, values in wrong.items():
        with refused(constraint):
            BankVersion.objects.filter(pk=draft.pk).update(**values)
    with refused("bank_version_one_draft"):
        BankVersion.objects.create(number=9, begun_at=NOW)


def test_a_question_of_the_bank_has_its_words_answers_and_place(draft: BankVersion, cast: Cast) -> None:
    last = add_bank_question(
        version=draft, heading="Health", kind="text", text="Why?", options=[], asks_setting=False
    )
    wrong: dict[str, dict[str, Any]] = {
        "bank_line_once": {"line": 1},
        "bank_setting_is_a_choice": {"asks_setting": True, "kind": "scale", "options": ["A", "B"]},
        "bank_asks_setting_once": {"asks_setting": True, "kind": "choice", "options": ["A", "B"]},
        "bank_question_says_something": {"heading": ""},
        "bank_question_has_its_answers": {"kind": "choice"},
    }
    for constraint, values in wrong.items():
        with refused(constraint):
            BankQuestion.objects.filter(pk=last.pk).update(**values)
    with refused("bank_place_once"):
        BankQuestion.objects.filter(pk=last.pk).update(place=1)
        connection.check_constraints()


def test_g16_what_was_issued_is_frozen(db: None) -> None:
    version = BankVersion.objects.get(number=1)
    question = version.questions.all()[0]
    changes: list[dict[str, Any]] = [
        {"note": "Other words"}, {"state": "draft", "issued_at": None}, {"state": "replaced", "number": 7}
    ]  # fmt: skip
    for change in changes:
        with refused("An issued version of the question bank stays as it is"):
            BankVersion.objects.filter(pk=version.pk).update(**change)
    as_issued = "Questions of the bank stay as they were issued"
    with refused(as_issued):
        BankQuestion.objects.filter(pk=question.pk).update(text="Other words")
    with refused(as_issued):
        BankQuestion.objects.filter(pk=question.pk).delete()
    with refused(as_issued):
        BankQuestion.objects.create(
            version=version, line=99, place=99, edition=1, heading="Health", text="Why?"
        )
