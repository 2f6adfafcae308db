"""May a question for parents be translated, or its translation be checked, now? Every refusal is what is read."""

from collections.abc import Mapping

from inspections.models import Question, QuestionSet, QuestionTranslation
from inspections.models.questions import LONGEST_OPTION
from inspections.policies import Refused
from inspections.question_policies import check_open
from inspections.question_states import SetState
from revisits.accounts.models import User

FIXED = (SetState.SHARED, SetState.AGREED)


class TranslationsWrong(Refused):
    """Some of what was typed cannot be kept; `by_question` says why, by the key of the question."""

    def __init__(self, by_question: Mapping[int, str]) -> None:
        super().__init__("Nothing is kept yet: look at the questions that are marked.")
        self.by_question = by_question


def check_translating(question_set: QuestionSet, *, opened: bool) -> None:
    """Once the English words stand, and until parents answer."""
    check_open(question_set.revisit)
    if question_set.state not in FIXED:
        raise Refused(
            f"Version {question_set.number} is not with the forum: share it first, so that its words stand."
        )
    if opened:
        raise Refused("The survey has opened: its languages stay as they are.")


def wrong(question: Question, text: str, options: list[str]) -> str:
    """What is wrong with a translation, beside the question; empty where nothing is."""
    if not text:
        return "Translate the question, too."
    if len(options) != len(question.options):
        count = len(question.options)
        return f"The question has {count} answers, one a line: here are {len(options)}. Keep their order."
    if max(map(len, options), default=0) > LONGEST_OPTION:
        return f"An answer has {LONGEST_OPTION} characters at most."
    if len(set(options)) < len(options):
        return "Two of these answers are the same."
    return ""


def check_checks(rows: list[QuestionTranslation], by: User, service: str) -> None:
    """Somebody else reads what was written, or a translation service did."""
    if not rows:
        raise Refused("There is nothing left to check.")
    if not service and any(row.written_by_id == by.pk for row in rows):
        raise Refused(
            "You wrote some of these yourself. Somebody else who reads the language checks them, or name the "
            "translation service that did.",
            "service",
        )
