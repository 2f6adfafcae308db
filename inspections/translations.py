"""The languages in which parents can be asked beside English, and those that a version of the questions has (G16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Q

from inspections.models import Question, QuestionSet, QuestionTranslation
from revisits.statements import KEY, Statement, write


@dataclass(frozen=True, slots=True)
class Language:
    """`code` as in HTML's `lang`; `own_name` is what its readers call it; `rtl`: written from right to left."""

    code: str
    name: str
    own_name: str
    rtl: bool = False

    @property
    def direction(self) -> str:
        """As HTML's `dir` has it."""
        return "rtl" if self.rtl else "ltr"


ENGLISH = Language("en", "English", "English")
# What many families in England speak at home, and read.
LANGUAGES = (
    Language("ar", "Arabic", "العربية", rtl=True),
    Language("bn", "Bengali", "বাংলা"),
    Language("zh-Hans", "Chinese (simplified)", "简体中文"),
    Language("gu", "Gujarati", "ગુજરાતી"),
    Language("pa", "Panjabi", "ਪੰਜਾਬੀ"),
    Language("fa", "Persian", "فارسی", rtl=True),
    Language("pl", "Polish", "Polski"),
    Language("pt", "Portuguese", "Português"),
    Language("ro", "Romanian", "Română"),
    Language("so", "Somali", "Soomaali"),
    Language("tr", "Turkish", "Türkçe"),
    Language("uk", "Ukrainian", "Українська"),
    Language("ur", "Urdu", "اردو", rtl=True),
)
BY_CODE = {language.code: language for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Said:
    """A question's words, its options in the order of their places."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a version is translated into a language: of `asked` questions so many are written, and checked."""

    language: Language
    asked: int
    written: int
    checked: int

    @property
    def complete(self) -> bool:
        return 0 < self.asked == self.checked


def progress(question_set: QuestionSet) -> list[Progress]:
    """Every language, in two queries."""
    return _progress(question_set, _counted().rows({KEY: question_set.pk}))


def _progress(question_set: QuestionSet, counted: Iterable[tuple[str, int, int]]) -> list[Progress]:
    asked = question_set.questions.count()
    known = {language: (written, checked) for language, written, checked in counted}
    return [Progress(language, asked, *known.get(language.code, (0, 0))) for language in LANGUAGES]


def offered(question_set: QuestionSet) -> list[Language]:
    """The languages in which every question is translated and checked; English is not among them."""
    counted = _counted().rows({KEY: question_set.pk})
    return [found.language for found in _progress(question_set, counted) if found.complete] if counted else []


@cache
def _counted() -> Statement:
    """Of each language how many questions of a version are written in it, and checked."""
    rows = QuestionTranslation.objects.filter(question__question_set=KEY).order_by()
    counted = rows.values("language").annotate(
        written=Count("pk"), checked=Count("pk", filter=Q(checked_at__isnull=False))
    )
    return write(counted, "language", "written", "checked")


def in_language(questions: Iterable[Question], code: str) -> Mapping[int, Said]:
    """The checked words of each question by its primary key, the options without “Don't know”.

    Raises KeyError where one of them is not translated and checked: what is not `offered` is not asked, and never
    falls back to English in silence.
    """
    rows = list(questions)
    checked = QuestionTranslation.objects.filter(
        question__in=[row.pk for row in rows], language=code, checked_at__isnull=False
    )
    found = {each.question_id: Said(each.text, tuple(each.options)) for each in checked}
    return {row.pk: found[row.pk] for row in rows}
