"""Writing beside the English: questions, and texts of the pages, each in another language; and checking both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.actions.translating import Typed as TypedQuestion
from inspections.forms.base import CaseForm
from inspections.models import Question, QuestionTranslation
from inspections.translations import Language
from surveys.actions.wording import Typed
from surveys.models import PageWording
from surveys.wording import ENGLISH

LONGEST = 2_000


def _box(language: Language, label: str, rows: int) -> forms.CharField:
    attrs = {"rows": rows, "lang": language.code, "dir": language.direction}
    widget = forms.Textarea(attrs=attrs)
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=widget)


@dataclass(frozen=True)
class Beside:
    """One English thing and the boxes in which it is translated; `row` is the translation that is kept, if one is."""

    english: Question | str
    boxes: list[forms.BoundField]
    hidden: forms.BoundField
    row: QuestionTranslation | PageWording | None


class QuestionsForm(CaseForm):
    """All questions of a version in one language; each carries the edition that it started from."""

    def __init__(
        self,
        *args: Any,
        language: Language,
        questions: Sequence[Question],
        known: Mapping[int, QuestionTranslation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.known = questions, known
        for question in questions:
            row, number = known.get(question.pk), question.place
            name = f"text_{question.pk}"
            self.fields[name] = _box(language, f"Question {number} in {language.name}", 3)
            self.initial[name] = row.text if row else ""
            if question.options:
                options = f"options_{question.pk}"
                label = f"Its {len(question.options)} answers, one a line, in the same order"
                self.fields[options] = _box(language, label, len(question.options))
                self.initial[options] = "\n".join(row.options) if row else ""
            edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
            self.fields[f"edition_{question.pk}"] = edition
            self.initial[f"edition_{question.pk}"] = row.edition if row else 0

    @property
    def typed(self) -> dict[int, TypedQuestion]:
        return {question.pk: self._typed(question.pk) for question in self.questions}

    def _typed(self, key: int) -> TypedQuestion:
        lines = [line.strip() for line in self.cleaned_data.get(f"options_{key}", "").splitlines()]
        return TypedQuestion(
            text=self.cleaned_data[f"text_{key}"].strip(),
            options=[line for line in lines if line],
            edition=self.cleaned_data[f"edition_{key}"] or 0,
        )

    @property
    def beside(self) -> list[Beside]:
        """Row by row, as the page shows them."""
        return [
            Beside(
                question,
                [
                    self[name]
                    for name in (f"text_{question.pk}", f"options_{question.pk}")
                    if name in self.fields
                ],
                self[f"edition_{question.pk}"],
                self.known.get(question.pk),
            )
            for question in self.questions
        ]


class WordingForm(CaseForm):
    """Some texts of the pages in one language; each carries what stood there when its writer began."""

    def __init__(
        self,
        *args: Any,
        language: Language,
        keys: Sequence[str],
        known: Mapping[str, PageWording],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys, self.known = keys, known
        for key in keys:
            row, name = known.get(key), field_name(key)
            self.fields[name] = _box(language, f"In {language.name}", len(ENGLISH[key]) // 50 + 2)
            self.fields[f"seen_{name}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, strip=False
            )
            self.initial[name] = self.initial[f"seen_{name}"] = row.text if row else ""

    @property
    def typed(self) -> dict[str, Typed]:
        names = {key: field_name(key) for key in self.keys}
        data = self.cleaned_data
        return {key: Typed(data[name].strip(), _lines(data[f"seen_{name}"])) for key, name in names.items()}

    @property
    def beside(self) -> list[Beside]:
        """Row by row, as the page shows them."""
        names = {key: field_name(key) for key in self.keys}
        return [
            Beside(ENGLISH[key], [self[name]], self[f"seen_{name}"], self.known.get(key))
            for key, name in names.items()
        ]


class CheckForm(CaseForm):
    """That what is translated and was read is right."""

    service = forms.CharField(
        label="Translation service that checked them",
        max_length=150,
        required=False,
        help_text="Leave it empty if you read the language and checked them yourself.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.text("service"))

    def clean_service(self) -> str:
        service: str = self.cleaned_data["service"]
        return service.strip()


def field_name(key: str) -> str:
    """The name of a text's box: letters, digits and lines alone."""
    return "text_" + key.replace(".", "__")


def _lines(text: str) -> str:
    """As it was kept: a browser sends line breaks as two characters."""
    return text.replace("\r\n", "\n")
