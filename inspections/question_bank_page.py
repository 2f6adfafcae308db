"""What the pages of the national bank of questions show, and what a case's questions have of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404

from inspections import access
from inspections.models import BankQuestion, BankVersion, Question
from inspections.models.question_bank import BankState
from inspections.question_reading import Hint, hint
from revisits.accounts.access import Person

TAGS = {BankState.DRAFT: "yellow", BankState.ISSUED: "green", BankState.REPLACED: "grey"}


@dataclass(frozen=True)
class Shown:
    """A question of the bank as a page shows it; `heading` where another subject begins."""

    question: BankQuestion
    heading: str

    @property
    def reading(self) -> Hint:
        return hint(self.question.text, self.question.options)


@dataclass(frozen=True)
class Origin:
    """Where a case's question came from: the bank's version, whether its words were changed since, and the version in
    use where that asks it otherwise, None where it does not."""

    version: int
    changed: bool
    newer: int | None


def versions(person: Person) -> QuerySet[BankVersion]:
    """The versions that the person may see, the newest first, with `asked`, how many questions each has."""
    found = access.bank_versions(person).select_related("begun_by", "issued_by")
    return found.annotate(asked=Count("questions")).order_by("-number")


def version_or_404(person: Person, number: int) -> BankVersion:
    found = access.bank_versions(person).select_related("begun_by", "issued_by").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def before(person: Person, version: BankVersion) -> BankVersion | None:
    """The version before this one: what it is compared with."""
    return access.bank_versions(person).filter(number__lt=version.number).first()


def in_use(person: Person) -> BankVersion | None:
    return access.bank_versions(person).filter(state=BankState.ISSUED).first()


def shown(version: BankVersion) -> list[Shown]:
    """Its questions in their order."""
    rows, last = [], ""
    for question in version.questions.all():
        rows.append(Shown(question, question.heading if question.heading != last else ""))
        last = question.heading
    return rows


def origins(questions: Sequence[Question]) -> dict[int, Origin]:
    """By the key of each question that came from the bank. One query where none did, else two."""
    taken = [question for question in questions if question.bank_line]
    if not taken:
        return {}
    lines = {question.bank_line for question in taken if question.bank_line}
    known = BankQuestion.objects.filter(line__in=lines).select_related("version")
    by_version = {(each.version.number, each.line): each for each in known}
    newest = {each.line: each for each in known if each.version.state == BankState.ISSUED}
    return {question.pk: _origin(question, by_version, newest) for question in taken}


def _origin(
    question: Question, by_version: dict[tuple[int, int], BankQuestion], newest: dict[int, BankQuestion]
) -> Origin:
    line, version = question.bank_line or 0, question.bank_version or 0
    source, latest = by_version.get((version, line)), newest.get(line)
    newer = latest and latest.version.number > version and (source is None or _says(latest) != _says(source))
    return Origin(
        version=version,
        changed=source is None or _says(source) != _says(question),
        newer=latest.version.number if latest and newer else None,
    )


def _says(question: Question | BankQuestion) -> tuple[str, str, list[str]]:
    return question.kind, question.text, list(question.options)
