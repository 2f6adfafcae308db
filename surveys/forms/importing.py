"""Bringing in an outside survey: the file, questions of its columns, and matching columns and words to questions."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from inspections.forms.widgets import Select
from inspections.models import Question
from surveys.actions.asked_outside import Column
from surveys.importing.matching import LEFT_OUT, MOST_VALUES, Mapped, likest, propose, unmatched
from surveys.importing.reading import LARGEST, Table

SELECT = {"class": "govuk-select"}
LEAVE = "Leave it out"
TOO_MANY = (
    f"More than {MOST_VALUES} kinds of words in it are none of this question's answers. Leave it out, or choose "
    "another question."
)


class FileForm(CaseForm):
    file = forms.FileField(
        label="CSV file",
        help_text="As the survey tool exports it, up to 50 MB. Columns with names, e-mail addresses, IP addresses and "
        "the like are not brought in.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 50 MB.")
        return file


class BackForm(CaseForm):
    why = forms.CharField(
        label="Why is it taken back?",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say why it is taken back: the case's history keeps it."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("why", rows=3))


class ColumnsForm(CaseForm):
    """Which columns are questions, and of which kind; and why they are settled without the forum here."""

    why = forms.CharField(
        label="How were these questions agreed?",
        help_text="For example: agreed with the forum by e-mail on 29 April, before the outside survey opened.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say how they were agreed: it stays with them."},
    )

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = []
        for column in columns:
            kinds = [("", LEAVE), (Question.Kind.TEXT, "A question answered in own words")]
            if column.answers:
                kinds += [
                    (Question.Kind.CHOICE, f"One answer of {len(column.answers)}"),
                    (Question.Kind.SCALE, "A scale, with “Don't know” beside it"),
                ]
            names.append(f"kind_{column.place}")
            self.fields[names[-1]] = forms.ChoiceField(
                label=column.heading,
                help_text=" · ".join(column.answers[:8]),
                choices=kinds,
                initial=column.kind,
                required=False,
                widget=Select(attrs=SELECT),
            )
        self.helper.layout = Layout(*names, Field.textarea("why", rows=2))

    def kinds(self) -> dict[int, str]:
        given = self.cleaned_data.items()
        return {int(name[5:]): kind for name, kind in given if name.startswith("kind_") and kind}


class MatchForm(CaseForm):
    """For each column its question, and for words that are none of the answers what they stand for.

    `unseen`: words came up that the sender was not asked about yet; what is proposed for them is filled in.
    """

    def __init__(
        self, data: Any = None, *, table: Table, questions: Mapping[int, Question], **kwargs: Any
    ) -> None:
        self.table, self.questions = table, questions
        self.columns = _sent(data, len(table.headings), questions) if data else propose(
            table.headings, list(questions.values())
        )  # fmt: skip
        self.new_words = unmatched(table, Mapped(self.columns), questions)
        self.too_many = {pk for pk, words in self.new_words.items() if len(words) > MOST_VALUES}
        filled = data.copy() if data else None
        self.unseen = False
        values = {
            self._name(pk, said): (pk, said, number)
            for pk, words in self.new_words.items()
            if pk not in self.too_many
            for said, number in words.most_common()
        }
        if filled is not None:
            for name, (pk, said, _) in values.items():
                if name not in filled:
                    self.unseen = True
                    filled[name] = _proposed(said, questions[pk])
        super().__init__(filled, **kwargs)
        self._values = values
        self._add_columns()
        self._add_values()
        self.helper.layout = Layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        by_question: dict[int, list[int]] = {}
        for column, pk in self.columns.items():
            by_question.setdefault(pk, []).append(column)
            if pk in self.too_many:
                self.add_error(f"column_{column}", TOO_MANY)
        for pk, columns in by_question.items():
            one_column = self.questions[pk].kind not in (Question.Kind.CHOICES, Question.Kind.TEXT)
            for column in columns[1:] if one_column else ():
                said = f"Question {self.questions[pk].place} has a column already."
                self.add_error(f"column_{column}", said)
        if not self.columns:
            raise forms.ValidationError("Match at least one column to a question.")
        return given

    def mapped(self) -> Mapped:
        """What was chosen, once it is valid."""
        values: dict[int, dict[str, int]] = {}
        for name, (pk, said, _) in self._values.items():
            values.setdefault(pk, {})[said] = int(self.cleaned_data[name])
        return Mapped(self.columns, values)

    @staticmethod
    def _name(pk: int, said: str) -> str:
        return f"value_{pk}_{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    def _add_columns(self) -> None:
        choices = [
            ("", LEAVE),
            *((str(pk), f"{each.place}. {each.text[:90]}") for pk, each in self.questions.items()),
        ]
        for place, heading in enumerate(self.table.headings):
            example = next((cell for cell in self.table.column(place) if cell), "")
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or f"Column {place + 1}",
                help_text=f"For example: {example[:80]}" if example else "Empty",
                choices=choices,
                initial=str(self.columns.get(place, "")),
                required=False,
                widget=Select(attrs=SELECT),
            )

    def _add_values(self) -> None:
        for name, (pk, said, number) in self._values.items():
            question = self.questions[pk]
            times = "once" if number == 1 else f"{number:,} times"
            self.fields[name] = forms.ChoiceField(
                label=f"“{said[:120]}” in question {question.place} ({times})",
                choices=[
                    ("", "Choose what it stands for"),
                    *((str(place), answer) for place, answer in enumerate(question.answers)),
                    (str(LEFT_OUT), "Leave these answers out"),
                ],
                initial=_proposed(said, question),
                widget=Select(attrs=SELECT),
                error_messages={"required": f"Choose what “{said[:60]}” stands for, or leave it out."},
            )


def _sent(data: Any, columns: int, questions: Mapping[int, Question]) -> dict[int, int]:
    """The columns as they were sent; what is no question leaves the column out."""
    found = {}
    for place in range(columns):
        chosen = data.get(f"column_{place}", "")
        if chosen.isdecimal() and int(chosen) in questions:
            found[place] = int(chosen)
    return found


def _proposed(said: str, question: Question) -> str:
    place = likest(said, question)
    return "" if place is None else str(place)
