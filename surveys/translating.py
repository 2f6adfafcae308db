"""What the pages of translations show: how far each language is, and one language beside the English."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404

from inspections import access
from inspections.models import QuestionSet, QuestionTranslation, Revisit
from inspections.question_states import SetState
from inspections.translations import BY_CODE, LANGUAGES, Language, Progress, progress
from revisits.accounts.access import Person
from surveys.models import PageWording
from surveys.wording import ENGLISH, complete


@dataclass(frozen=True)
class Standing:
    """A language of a case: how far its questions are, and whether the texts of the pages are complete."""

    questions: Progress
    pages: bool

    @property
    def language(self) -> Language:
        return self.questions.language

    @property
    def offered(self) -> bool:
        """Whether parents can choose it."""
        return self.questions.complete and self.pages

    @property
    def begun(self) -> bool:
        return self.questions.written > 0


def language_or_404(code: str) -> Language:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def newest(person: Person, case: Revisit) -> QuestionSet | None:
    """The version of the survey's questions that is translated: agreed, or with the forum; None before."""
    found = access.question_sets(person).filter(
        revisit=case, purpose=QuestionSet.Purpose.SURVEY, state__in=[SetState.AGREED, SetState.SHARED]
    )
    version = found.first()
    if version:
        version.revisit = case
    return version


def standings(version: QuestionSet) -> list[Standing]:
    """Every language; those that somebody has begun stand first."""
    found = [Standing(each, complete(each.language.code)) for each in progress(version)]
    return sorted(found, key=lambda each: (not each.begun, each.language.name))


def known_questions(version: QuestionSet, language: Language) -> dict[int, QuestionTranslation]:
    rows = QuestionTranslation.objects.filter(question__question_set=version, language=language.code)
    return {row.question_id: row for row in rows.select_related("written_by", "checked_by", "question")}


def known_wording(language: Language) -> dict[str, PageWording]:
    rows = PageWording.objects.filter(language=language.code, key__in=ENGLISH)
    return {row.key: row for row in rows.select_related("written_by", "checked_by")}


def page_progress() -> list[Progress]:
    """How far the texts of the pages are, by language. One query."""
    rows = PageWording.objects.filter(key__in=ENGLISH).order_by().values_list("language")
    counted = rows.annotate(written=Count("pk"), checked=Count("pk", filter=Q(checked_at__isnull=False)))
    known = {language: (written, checked) for language, written, checked in counted}
    return [Progress(each, len(ENGLISH), *known.get(each.code, (0, 0))) for each in LANGUAGES]
