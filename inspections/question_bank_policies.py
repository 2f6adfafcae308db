"""May the national bank of questions be changed now, or taken from? Every refusal is the sentence that is read."""

from inspections.models import BankQuestion, BankVersion
from inspections.models.question_bank import BankState
from inspections.policies import Refused

MOST_QUESTIONS = 100
NOTHING_CHANGED = "Nothing differs from the version in use: change something first, or drop this version."


class BankQuestionChanged(Refused):
    """Somebody changed the same question in between; `question` is what stands there now."""

    def __init__(self, question: BankQuestion) -> None:
        super().__init__(
            "Somebody changed this question while you were typing. Theirs is shown here, and what you typed is "
            "below: send it again to set it over theirs."
        )
        self.question = question


class BankChanged(Refused):
    """The version is no longer the one that the person saw."""

    def __init__(self, version: BankVersion) -> None:
        super().__init__(
            "Somebody changed this version while you were looking at it. It is shown as it stands now: read it, then "
            "send it again."
        )
        self.version = version


def check_begin() -> None:
    """One version is written at a time."""
    if draft := BankVersion.objects.filter(state=BankState.DRAFT).select_related("begun_by").first():
        who = draft.begun_by or "Somebody"
        raise Refused(f"{who} has begun version {draft.number} already: go on with it.")


def check_writing(version: BankVersion) -> None:
    if version.state != BankState.DRAFT:
        raise Refused(f"Version {version.number} was issued: begin a new version to change the bank.")


def check_room(version: BankVersion) -> None:
    if version.questions.count() >= MOST_QUESTIONS:
        raise Refused(f"{MOST_QUESTIONS} questions are the most that the bank can have.")


def check_setting(version: BankVersion, *, kind: str, asks_setting: bool, line: int = 0) -> None:
    """One question asks where the child goes, by one answer of several."""
    if not asks_setting:
        return
    if kind != "choice":
        raise Refused("A question that asks where the child goes has one answer of several.", "asks_setting")
    if other := version.questions.filter(asks_setting=True).exclude(line=line).first():
        raise Refused(f"Question {other.place} asks where the child goes already.", "asks_setting")


def check_issue(version: BankVersion, in_use: BankVersion | None) -> None:
    """It asks something, and something new."""
    if not version.questions.exists():
        raise Refused("Write at least one question first.")
    if in_use and _said(in_use) == _said(version):
        raise Refused(NOTHING_CHANGED)


def _said(version: BankVersion) -> list[str]:
    return [question.written for question in version.questions.all()]
