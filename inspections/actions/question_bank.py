"""The national bank of questions: written in versions, issued for all cases to take from (G16)."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from inspections import question_bank_policies as policies
from inspections.actions.question_writing import neighbour
from inspections.models import BankQuestion, BankVersion
from inspections.models.question_bank import BankState
from inspections.policies import Refused
from revisits.accounts.models import User

FIRST = Path(__file__).parents[1] / "data" / "question_bank.json"
# What a question of the bank says.
SAYS = ("heading", "kind", "text", "options", "asks_setting")


@transaction.atomic
def fill_bank(*, at: datetime) -> None:
    """Put the questions that come with the program into an empty bank, as its first version in use."""
    if BankVersion.objects.exists():
        return
    version = BankVersion.objects.create(
        number=1, note="The questions that the program came with.", begun_at=at
    )
    BankQuestion.objects.bulk_create(
        BankQuestion(version=version, edition=1, line=place, place=place, **said)
        for place, said in enumerate(json.loads(FIRST.read_text()), start=1)
    )
    version.state, version.issued_at = BankState.ISSUED, at
    version.save()


@transaction.atomic
def begin_bank(*, by: User, at: datetime) -> BankVersion:
    """Begin the next version: a copy of the newest. Raises Refused where one is being written already."""
    newest = _locked_newest()
    policies.check_begin()
    begun = BankVersion.objects.create(number=newest.number + 1 if newest else 1, begun_by=by, begun_at=at)
    if newest:
        BankQuestion.objects.bulk_create(
            BankQuestion(
                version=begun,
                edition=begun.edition,
                line=each.line,
                place=each.place,
                **{name: getattr(each, name) for name in SAYS},
            )
            for each in newest.questions.all()
        )
    return begun


@transaction.atomic
def drop_bank(*, version: BankVersion) -> None:
    """Throw away a version that is being written; the record keeps what it was. Raises Refused once issued."""
    _writing(version).delete()


@transaction.atomic
def add_bank_question(
    *, version: BankVersion, heading: str, kind: str, text: str, options: Sequence[str], asks_setting: bool
) -> BankQuestion:
    """Add a question at the end. Raises Refused once the version was issued."""
    version = _writing(version)
    policies.check_room(version)
    policies.check_setting(version, kind=kind, asks_setting=asks_setting)
    _changed(version)
    # Never the line of a question which an earlier version dropped: the two are not one.
    line = BankQuestion.objects.aggregate(most=Max("line"))["most"] or 0
    place = version.questions.aggregate(most=Max("place"))["most"] or 0
    return BankQuestion.objects.create(
        version=version,
        edition=version.edition,
        line=line + 1,
        place=place + 1,
        heading=heading,
        kind=kind,
        text=text,
        options=list(options),
        asks_setting=asks_setting,
    )


@transaction.atomic
def change_bank_question(
    *,
    question: BankQuestion,
    heading: str,
    kind: str,
    text: str,
    options: Sequence[str],
    asks_setting: bool,
    edition: int,
) -> BankQuestion:
    """Change a question. Raises BankQuestionChanged where somebody changed it since `edition`, Refused once issued."""
    question = _locked(question)
    if question.edition != edition:
        raise policies.BankQuestionChanged(question)
    version = question.version
    policies.check_setting(version, kind=kind, asks_setting=asks_setting, line=question.line)
    _changed(version)
    question.heading, question.kind, question.text = heading, kind, text
    question.options, question.asks_setting = list(options), asks_setting
    question.edition = version.edition
    question.save()
    return question


@transaction.atomic
def remove_bank_question(*, question: BankQuestion) -> None:
    question = _locked(question)
    _changed(question.version)
    question.delete()


@transaction.atomic
def move_bank_question(*, question: BankQuestion, up: bool) -> None:
    """One place up or down; at the end of the list nothing moves."""
    question = _locked(question)
    if other := neighbour(question.version.questions, question.place, up=up):
        _changed(question.version)
        question.place, other.place = other.place, question.place
        BankQuestion.objects.bulk_update([question, other], ["place"])


@transaction.atomic
def issue_bank(*, version: BankVersion, note: str, edition: int, by: User, at: datetime) -> BankVersion:
    """Bring a version into use; the one before is replaced. `note` says what changed.

    Raises BankChanged where it is no longer what was seen, Refused where nothing differs from the version in use.
    """
    version = _writing(version)
    if version.edition != edition:
        raise policies.BankChanged(version)
    before = BankVersion.objects.filter(state=BankState.ISSUED).first()
    policies.check_issue(version, before)
    if before:
        before.state = BankState.REPLACED
        before.save(update_fields=["state"])
    version.state, version.note = BankState.ISSUED, note
    version.issued_by, version.issued_at = by, at
    version.save()
    return version


def _locked_newest() -> BankVersion | None:
    """The newest version, locked: who begins the next one waits for who began it."""
    return BankVersion.objects.select_for_update().first()


def _writing(version: BankVersion) -> BankVersion:
    """The version as it stands, locked; Refused once it was issued."""
    found = BankVersion.objects.select_for_update().filter(pk=version.pk).first()
    if found is None:
        raise Refused("This version was dropped while you were looking at it.")
    policies.check_writing(found)
    return found


def _locked(question: BankQuestion) -> BankQuestion:
    version = _writing(question.version)
    found = version.questions.filter(pk=question.pk).first()
    if found is None:
        raise Refused("Somebody removed this question while you were looking at it.")
    found.version = version
    return found


def _changed(version: BankVersion) -> None:
    version.edition += 1
    version.save()
