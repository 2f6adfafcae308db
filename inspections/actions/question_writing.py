"""Writing one version of the questions for parents (G16): until it is shared, by whoever of the team."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Manager

from inspections import question_policies as policies
from inspections.models import BankQuestion, Question, QuestionSet, QuestionTranslation, Revisit, Weakness
from inspections.policies import Refused
from inspections.question_states import SetState
from revisits.accounts.models import User

Row = TypeVar("Row", Question, BankQuestion)


@transaction.atomic
def begin_questions(*, revisit: Revisit, purpose: str, by: User, at: datetime) -> QuestionSet:
    """Begin the next version: a copy of the newest, empty where there is none.

    Raises Refused where one is being written or agreed already.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_begin(revisit, purpose)
    newest = revisit.question_sets.filter(purpose=purpose).first()
    begun = QuestionSet.objects.create(
        revisit=revisit,
        purpose=purpose,
        number=newest.number + 1 if newest else 1,
        focus=newest.focus if newest else "",
        begun_by=by,
        begun_at=at,
    )
    if newest:
        copies = {each.pk: _copy(each, begun) for each in newest.questions.all()}
        Question.objects.bulk_create(copies.values())
        _copy_translations(copies)
    return begun


@transaction.atomic
def drop_questions(*, question_set: QuestionSet) -> None:
    """Throw away a version that is being written; the record keeps what it was. Raises Refused once shared."""
    question_set = locked(question_set)
    policies.check_writing(question_set)
    question_set.delete()


@transaction.atomic
def set_focus(*, question_set: QuestionSet, focus: str, edition: int) -> QuestionSet:
    """Say what it is about (G11). Raises VersionChanged where the version is no longer the one that was seen."""
    question_set = locked(question_set)
    policies.check_writing(question_set)
    if question_set.edition != edition:
        raise policies.VersionChanged(question_set)
    question_set.focus = focus
    _changed(question_set)
    return question_set


@transaction.atomic
def add_question(
    *,
    question_set: QuestionSet,
    kind: str,
    text: str,
    options: Sequence[str],
    weakness: Weakness | None = None,
    asks_setting: bool = False,
    from_bank: tuple[int, int] | None = None,
) -> Question:
    """Add a question at the end; `from_bank` is the line and the version of the national bank that it was taken from.

    Raises Refused once the version was shared, and where the weakness or `asks_setting` does not go with it.
    """
    question_set = locked(question_set)
    policies.check_writing(question_set)
    policies.check_room(question_set)
    policies.check_marks(question_set, kind=kind, weakness=weakness, asks_setting=asks_setting)
    bank_line, bank_version = from_bank or (None, None)
    _changed(question_set)
    lines = Question.objects.filter(
        question_set__revisit=question_set.revisit_id, question_set__purpose=question_set.purpose
    )
    places = [each.place for each in question_set.questions.all()]
    return Question.objects.create(
        question_set=question_set,
        edition=question_set.edition,
        # Never that of a question which an earlier version dropped: the two are not one.
        line=max(lines.values_list("line", flat=True), default=0) + 1,
        place=max(places, default=0) + 1,
        kind=kind,
        text=text,
        options=list(options),
        weakness=weakness,
        asks_setting=asks_setting,
        bank_line=bank_line,
        bank_version=bank_version,
    )


@transaction.atomic
def change_question(
    *,
    question: Question,
    kind: str,
    text: str,
    options: Sequence[str],
    edition: int,
    weakness: Weakness | None = None,
    asks_setting: bool = False,
) -> Question:
    """Change a question to all that is given. Raises QuestionChanged where somebody changed it since `edition`,
    Refused as `add_question`. That it came from the bank stays known."""
    question = _locked(question)
    if question.edition != edition:
        raise policies.QuestionChanged(question)
    policies.check_marks(
        question.question_set, kind=kind, weakness=weakness, asks_setting=asks_setting, line=question.line
    )
    _changed(question.question_set)
    if (question.kind, question.text, question.options) != (kind, text, list(options)):
        # They translate other words.
        question.translations.all().delete()
    question.kind, question.text, question.options = kind, text, list(options)
    question.weakness, question.asks_setting = weakness, asks_setting
    question.edition = question.question_set.edition
    question.save()
    return question


@transaction.atomic
def remove_question(*, question: Question) -> None:
    question = _locked(question)
    _changed(question.question_set)
    question.delete()


@transaction.atomic
def move_question(*, question: Question, up: bool) -> None:
    """One place up or down; at the end of the list nothing moves."""
    question = _locked(question)
    if other := neighbour(question.question_set.questions, question.place, up=up):
        _changed(question.question_set)
        question.place, other.place = other.place, question.place
        Question.objects.bulk_update([question, other], ["place"])


def _copy_translations(copies: Mapping[int, Question]) -> None:
    """Give the copies of questions, by the key of what they were copied from, its translations; unchecked."""
    rows = QuestionTranslation.objects.filter(question__in=copies)
    QuestionTranslation.objects.bulk_create(
        QuestionTranslation(
            question=copies[row.question_id],
            language=row.language,
            text=row.text,
            options=row.options,
            written_by_id=row.written_by_id,
            written_at=row.written_at,
        )
        for row in rows
    )


def _copy(question: Question, begun: QuestionSet) -> Question:
    """The same question in another version."""
    return Question(
        question_set=begun,
        edition=begun.edition,
        line=question.line,
        place=question.place,
        kind=question.kind,
        text=question.text,
        options=question.options,
        weakness_id=question.weakness_id,
        asks_setting=question.asks_setting,
        bank_line=question.bank_line,
        bank_version=question.bank_version,
    )


def neighbour(others: Manager[Row], place: int, *, up: bool) -> Row | None:
    """The one before this place, or the one after it; None at the end of the list."""
    return others.filter(place__lt=place).last() if up else others.filter(place__gt=place).first()


def locked(question_set: QuestionSet) -> QuestionSet:
    """The version as it stands, under the lock of its case."""
    revisit = Revisit.objects.select_for_update().get(pk=question_set.revisit_id)
    found = QuestionSet.objects.select_related("agreed_by").filter(pk=question_set.pk).first()
    if found is None:
        raise Refused("This version was dropped while you were looking at it.")
    found.revisit = revisit
    return found


def _locked(question: Question) -> Question:
    question_set = locked(question.question_set)
    policies.check_writing(question_set)
    found = question_set.questions.filter(pk=question.pk).first()
    if found is None:
        raise Refused("Somebody removed this question while you were looking at it.")
    found.question_set = question_set
    return found


def _changed(question_set: QuestionSet) -> None:
    question_set.edition += 1
    question_set.save()


def drafts_beside(question_set: QuestionSet) -> QuestionSet | None:
    """The version that is being written while this one is with the forum, if any."""
    beside = question_set.revisit.question_sets.filter(purpose=question_set.purpose, state=SetState.DRAFT)
    return beside.exclude(pk=question_set.pk).first()
