"""What a case's own survey asks and how it stands, for whoever shows it: nothing here writes."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from inspections.models import Question, QuestionSet, Revisit
from inspections.models.revisit import SurveyKind
from inspections.survey import what_is_broken
from inspections.workflow import State
from revisits.statements import KEY, Statement, write
from surveys.actions.opening import agreed, times
from surveys.languages import ENGLISH, said
from surveys.models import Survey
from surveys.responding import questions_of
from surveys.window import Standing, Times

# Seconds that one answer takes, by what is asked.
SECONDS = {Question.Kind.TEXT: 90}
USUAL_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is read in a language; `number` counts from 1, options stand in the order of their places."""

    pk: int
    number: int
    kind: str
    text: str
    options: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        return self.kind == Question.Kind.TEXT

    @property
    def several(self) -> bool:
        return self.kind == Question.Kind.CHOICES


@dataclass(frozen=True, slots=True)
class Stand:
    """How a survey stands. `broken` is what is known to be wrong with it, for everybody; empty: nothing."""

    survey: Survey | None
    asks: QuestionSet | None
    times: Times
    standing: Standing
    broken: str

    @property
    def may_begin(self) -> bool:
        return self.standing == Standing.OPEN and not self.broken

    def may_send(self, began: datetime | None, now: datetime) -> bool:
        """Whether one who began then may send now: what was begun is taken even while it is broken."""
        halted = self.standing in (
            Standing.POSTPONED,
            Standing.CANCELLED,
            Standing.REPLACED,
            Standing.TO_FOLLOW,
        )
        return not halted and self.times.may_send(began, now)


def is_here(case: Revisit) -> bool:
    """Whether the case asks by this survey, or did until another took its place."""
    if case.survey_kind == SurveyKind.OWN:
        return True
    return Survey.objects.filter(revisit=case, opened_at__isnull=False).exists()


def stand(case: Revisit, now: datetime) -> Stand:
    """At `now` (aware), as the case stands; four statements."""
    survey = next(iter(_survey().objects(Survey, {KEY: case.pk})), None)
    if survey and survey.questions_id:
        (survey.questions,) = _version().objects(QuestionSet, {KEY: survey.questions_id})
    asks = survey.questions if survey and survey.questions_id else agreed(case)
    found = times(case, survey)
    return Stand(survey, asks, found, _standing(case, asks, found, now), what_is_broken(case))


def questions(asks: QuestionSet, language: str = ENGLISH.code) -> list[Asked]:
    """The questions in their order, in a language in which they are offered."""
    rows = questions_of(asks.pk)
    words = said(rows, language)
    return [
        Asked(row.pk, number, row.kind, words[row.pk].text, tuple(words[row.pk].options))
        for number, row in enumerate(rows, start=1)
    ]


def minutes(asked: list[Asked]) -> int:
    """About how long answering all of them takes; 2 at least."""
    seconds = sum(SECONDS.get(Question.Kind(one.kind), USUAL_SECONDS) for one in asked)
    return max(2, round(seconds / 60))


def _standing(case: Revisit, asks: QuestionSet | None, found: Times, now: datetime) -> Standing:
    if case.state == State.CANCELLED:
        return Standing.CANCELLED
    if case.stopped:
        return Standing.POSTPONED
    if case.survey_kind == SurveyKind.LINK:
        return Standing.REPLACED
    standing = found.standing(now)
    return Standing.TO_FOLLOW if asks is None and standing != Standing.CLOSED else standing


@cache
def _survey() -> Statement:
    return write(Survey.objects.filter(revisit=KEY))


@cache
def _version() -> Statement:
    return write(QuestionSet.objects.filter(pk=KEY).order_by())
