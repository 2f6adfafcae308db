"""Citing a figure or a parent's words, and entering what was answered at the initial inspection."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from inspections.forms.widgets import Select
from inspections.models import Question, Revisit, Weakness
from revisits.accounts.forms.offering import offer_rows
from surveys.figures import Asked, share_and_number

MOST = 10_000_000


def weaknesses_field() -> "forms.ModelMultipleChoiceField[Weakness]":
    return forms.ModelMultipleChoiceField(
        Weakness.objects.none(),
        label="Which weaknesses is it about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one weakness: judgements cite notes about theirs."},
    )


class QuoteForm(CaseForm):
    weaknesses = weaknesses_field()

    def __init__(self, *args: Any, revisit: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "weaknesses", revisit.wsoa.weaknesses.all())


class CiteForm(CaseForm):
    """One of the numbers that are shown: its value is the place of the answer, and of the column where it has one."""

    figure = forms.ChoiceField(
        label="Which figure?",
        widget=Select(attrs={"class": "govuk-select"}),
        error_messages={"required": "Choose a figure."},
    )
    weaknesses = weaknesses_field()

    def __init__(self, *args: Any, revisit: Revisit, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "weaknesses", revisit.wsoa.weaknesses.all())
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a figure"), *_figures(asked)]

    def chosen(self) -> tuple[int, int | None]:
        """Place of the answer, and of the column."""
        place, _, column = self.cleaned_data["figure"].partition("-")
        return int(place), int(column) if column else None


def _figures(asked: Asked) -> list[tuple[str, str]]:
    found = [
        (str(place), f"All: {row['label']}, {share_and_number(row)}")
        for place, row in enumerate(asked["rows"])
        if row["count"] is not None
    ]
    if broken := asked["settings"]:
        found += [
            (
                f"{place}-{column}",
                f"{where['label']}: {asked['rows'][place]['label']}, {share_and_number(cell)}",
            )
            for column, where in enumerate(broken["columns"])
            for place, cells in enumerate(broken["rows"])
            for cell in [cells[column]]
            if cell["count"] is not None
        ]
    return found


class BaselineForm(CaseForm):
    """A count for each answer of a question, any of which may stay empty, and where they are from."""

    source = forms.CharField(
        label="Where are the figures from?",
        help_text="For example: report of the initial inspection, page 4.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = []
        for place, answer in enumerate(question.answers):
            names.append(f"count_{place}")
            self.fields[names[-1]] = forms.IntegerField(
                label=answer, min_value=0, max_value=MOST, required=False, widget=forms.TextInput
            )
        self.helper.layout = Layout(*(Field.text(name) for name in names), Field.text("source"))

    def counts(self) -> list[int | None]:
        places = range(len(self.fields) - 1)
        return [self.cleaned_data[f"count_{place}"] for place in places]
