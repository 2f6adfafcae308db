"""Entering many forms in a row: answers are typed as the numbers that stand beside them on the paper form."""

import re
from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.models import Question
from surveys.models import Response
from surveys.responding import OWN_WORDS, Given

Way = Response.Way
# Letters of one text: an e-mail may be long.
MOST_ENTERED = 20_000
WAYS = [(way.value, way.label) for way in (Way.PAPER, Way.PHONE, Way.EMAIL)]


class EnterForm(CaseForm):
    """One form, call or e-mail."""

    way = forms.ChoiceField(
        label="How it came",
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came."},
    )
    received_on = DateField(label="When it came in")
    mark = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[Question], goes_on: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions, start=1):
            self.fields[f"q{question.pk}"] = _field(number, question)
        rows = [self._row(f"q{question.pk}") for question in questions]
        # Where nothing is asked in parents' own words, an e-mail still has some.
        self.takes_words = not any(question.kind == Question.Kind.TEXT for question in questions)
        if self.takes_words:
            self.fields["own_words"] = _words("What they wrote in their own words")
            rows.append(self._row("own_words"))
        if rows and goes_on:  # the way and the day are those of the form before
            rows[0].attrs["autofocus"] = "autofocus"
        came = Field.radios("way", inline=True, legend_size=Size.SMALL)
        self.helper.layout = Layout("mark", came, "received_on", *rows)

    @property
    def given(self) -> dict[int, Given]:
        """By the primary key of the question, or OWN_WORDS."""
        found: dict[int, Given] = {
            question.pk: self.cleaned_data[f"q{question.pk}"] for question in self.questions
        }
        if self.takes_words:
            found[OWN_WORDS] = Given(text=self.cleaned_data["own_words"].strip())
        return found

    def clean(self) -> dict[str, Any]:
        """An e-mail may be long; everything else is held to what its question has."""
        for question in self.questions:
            name = f"q{question.pk}"
            if name in self.cleaned_data:
                self._read(name, question)
        return self.cleaned_data

    def _read(self, name: str, question: Question) -> None:
        typed = str(self.cleaned_data[name]).strip()
        if question.kind == Question.Kind.TEXT:
            self.cleaned_data[name] = Given(text=typed)
            return
        last = len(question.answers)
        numbers = re.split(r"[\s,;.]+", typed) if typed else []
        if not all(
            number.isascii() and number.isdecimal() and 0 < int(number[:4]) <= last for number in numbers
        ):
            self.add_error(name, f"Enter numbers from 1 to {last}, or nothing.")
        elif len(numbers) > 1 and question.kind != Question.Kind.CHOICES:
            self.add_error(name, "This question has one answer: enter one number, or nothing.")
        else:
            self.cleaned_data[name] = Given(chosen=tuple(sorted({int(number) - 1 for number in numbers})))

    def _row(self, name: str) -> Field:
        is_text = isinstance(self.fields[name].widget, forms.Textarea)
        return Field.textarea(name, rows=3) if is_text else Field.text(name)


def _field(number: int, question: Question) -> forms.CharField:
    label = f"{number}. {question.text}"
    if question.kind == Question.Kind.TEXT:
        return _words(label)
    options = "   ".join(f"{place} {text}" for place, text in enumerate(question.answers, start=1))
    several = (
        "Numbers, with blanks between them: " if question.kind == Question.Kind.CHOICES else "One number: "
    )
    return forms.CharField(
        label=label, required=False, max_length=100, help_text=several + options,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )  # fmt: skip


def _words(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=MOST_ENTERED, widget=forms.Textarea,
        help_text="As it was written. Leave out names.",
        error_messages={"max_length": f"At most {MOST_ENTERED} letters and spaces fit here."},
    )  # fmt: skip
