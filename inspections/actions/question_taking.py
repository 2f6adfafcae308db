"""Taking questions from the national bank into a version of a case's questions (G16)."""

from collections.abc import Iterable

from django.db import transaction

from inspections import question_policies as policies
from inspections.actions.question_writing import add_question, locked
from inspections.models import BankQuestion, Question, QuestionSet
from inspections.policies import Refused


@transaction.atomic
def take_from_bank(*, question_set: QuestionSet, chosen: Iterable[BankQuestion]) -> list[Question]:
    """Add the chosen questions at the end, in the bank's order; each keeps from which version of the bank it came.

    What the version has of the bank already is passed over. All of them, or none: raises Refused where nothing is
    chosen, once the version was shared, or where the bank asks where the child goes and the version does so already.
    """
    question_set = locked(question_set)
    policies.check_writing(question_set)
    has = set(question_set.questions.values_list("bank_line", flat=True))
    wanted = sorted((each for each in chosen if each.line not in has), key=lambda each: each.place)
    if not wanted:
        raise Refused("Choose at least one question that is not taken yet.", "chosen")
    return [
        add_question(
            question_set=question_set,
            kind=each.kind,
            text=each.text,
            options=each.options,
            asks_setting=each.asks_setting,
            from_bank=(each.line, each.version.number),
        )
        for each in wanted
    ]
