"""What the pages of the questions for parents show, on the team's side and on the forum's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404

from inspections import access, contacts
from inspections.models import Question, QuestionComment, QuestionSet, Revisit
from inspections.question_bank_page import Origin, origins
from inspections.question_reading import Hint, hint
from inspections.question_states import SetState
from inspections.questions_compare import Pair, pairs
from revisits.accounts.access import Person

TAGS = {
    SetState.DRAFT: "yellow",
    SetState.SHARED: "blue",
    SetState.REPLACED: "grey",
    SetState.AGREED: "green",
}


@dataclass(frozen=True)
class Subject:
    """The questions for one purpose, by version, the newest first."""

    purpose: str
    title: str
    versions: Sequence[QuestionSet]

    @property
    def newest(self) -> QuestionSet | None:
        return self.versions[0] if self.versions else None


@dataclass
class Asked:
    """A question with what was said of it."""

    question: Question
    comments: list[QuestionComment] = field(default_factory=list)
    origin: Origin | None = None

    @property
    def reading(self) -> Hint:
        """How hard it reads: for its writer."""
        return hint(self.question.text, self.question.options)


def subjects(person: Person, case: Revisit) -> list[Subject]:
    """Both purposes with the versions that this person may see; no open meeting where the case has none."""
    by_purpose = defaultdict(list)
    for version in _versions(person, case).annotate(
        asked=Count("questions", distinct=True), said=Count("comments", distinct=True)
    ):
        by_purpose[version.purpose].append(version)
    wanted = [
        (value, label)
        for value, label in QuestionSet.Purpose.choices
        if value != QuestionSet.Purpose.OPEN_MEETING or case.has_open_meeting or by_purpose[value]
    ]
    return [Subject(value, label, by_purpose[value]) for value, label in wanted]


def version_or_404(person: Person, case: Revisit, purpose: str, number: int) -> QuestionSet:
    """One version; 404 for whoever may not see it, as for one that does not exist."""
    found = _versions(person, case).filter(purpose=purpose, number=number).first()
    if found is None:
        raise Http404
    found.revisit = case
    return found


def before(person: Person, version: QuestionSet) -> QuestionSet | None:
    """The version before this one that the person may see: what it is compared with."""
    earlier = _versions(person, version.revisit).filter(purpose=version.purpose, number__lt=version.number)
    return earlier.first()


def asked(version: QuestionSet) -> tuple[list[Asked], list[QuestionComment]]:
    """The questions with their comments, and the comments on all of it. Two queries."""
    rows = {question.pk: Asked(question) for question in version.questions.select_related("weakness")}
    general = []
    for comment in version.comments.select_related("by", "given_for"):
        if comment.question_id is None:
            general.append(comment)
        else:
            rows[comment.question_id].comments.append(comment)
    return list(rows.values()), general


def with_origins(rows: list[Asked]) -> list[Asked]:
    """The same, with what of them came from the national bank: for the team."""
    found = origins([row.question for row in rows])
    return [replace(row, origin=found.get(row.question.pk)) for row in rows]


def differences(earlier: QuestionSet, later: QuestionSet) -> list[Pair]:
    """What the page of the comparison shows."""
    questions: tuple[Iterable[Question], Iterable[Question]] = (
        earlier.questions.select_related("weakness"),
        later.questions.select_related("weakness"),
    )
    return pairs(*questions, focus=(earlier.focus, later.focus))


def nobody_of_the_forum(case: Revisit, *, on: date) -> str:
    """Why there is nobody to share with, in a sentence; empty where there is somebody."""
    if case.area.forum is None:
        return f"No parent carer forum of {case.area} is on file."
    if not contacts.forum_people(case, on=on):
        return f"Nobody of {case.area.forum} has an account here."
    return ""


def _versions(person: Person, case: Revisit) -> QuerySet[QuestionSet]:
    found = access.question_sets(person).filter(revisit=case)
    return found.select_related("begun_by", "shared_by", "agreed_by", "agreed_for")
