"""The parents' survey: where it is, that it does not work or works again, and how many answered it."""

from typing import Any

from crispy_forms_gds.layout import Field, Fluid, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.models.revisit import SurveyKind

# What is asked while the survey works, and while it does not.
BREAK = "What does not work?", "Say what people see, and what they can do meanwhile."
MEND = "What was done?", "Say that it works again, and whether answers were lost."


def survey_kind_field(*, required: bool = True, initial: str | None = None) -> forms.ChoiceField:
    """Where parents answer (G16)."""
    return forms.ChoiceField(
        label="Where do parents answer the survey?",
        choices=SurveyKind.choices,
        required=required,
        initial=initial,
        widget=forms.RadioSelect,
        help_text="The survey of this service asks the questions that are agreed with the forum.",
        error_messages={"required": "Choose where parents answer."},
    )


def survey_url_field() -> forms.URLField:
    return forms.URLField(
        label="Link to the outside survey",
        required=False,
        assume_scheme="https",
        help_text="As the letter prints it. The survey of this service needs none.",
    )


class SurveyForm(CaseForm):
    """One sentence or two, which everybody who was told of the survey reads."""

    said = forms.CharField(
        max_length=600,
        widget=forms.Textarea,
        error_messages={"required": "Say it in a sentence: everybody who was told of the survey reads it."},
    )

    def __init__(self, *args: Any, mending: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = MEND if mending else BREAK
        self.fields["said"].label = label
        self.fields["said"].help_text = f"{hint} Parents, the area and its forum read this. Name nobody."
        self.helper.layout = Layout(Field.textarea("said", rows=3))


class SurveyPlaceForm(CaseForm):
    """An outside survey by its link, or our own. It carries the version of the case that it started from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    survey_kind = survey_kind_field()
    survey_url = survey_url_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "version", Field.radios("survey_kind", legend_size=Size.SMALL), "survey_url"
        )

    def over(self, data: Any) -> "SurveyPlaceForm":
        return type(self)(data)

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("survey_kind", "survey_url")}


class AnswersForm(CaseForm):
    """How many answered an outside survey, as its own pages count them."""

    answers = forms.IntegerField(
        label="How many parents and carers answered?",
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text="As the outside survey counts them. The outcome letter is proposed with it. Empty: not known.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.text("answers", field_width=Fluid.ONE_THIRD))


BECAUSE = (
    "Goes on after “because”, for example: the link did not work for a day. Parents, area and forum read it."
)


def _because(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=400,
        widget=forms.Textarea,
        help_text=f"{BECAUSE} Name nobody.",
        error_messages={"required": "Give the reason: everybody who was told of the survey reads it."},
    )


class ExtendForm(CaseForm):
    """A later closing, and why."""

    on = DateField(label="Last day of the survey", missing="Enter the day on which it closes.")
    time = forms.TimeField(
        label="Time",
        initial="12:00",
        input_formats=["%H:%M"],
        widget=forms.TextInput,
        help_text="For example 12:00.",
        error_messages={"required": "Enter the time.", "invalid": "Enter a time like 12:00."},
    )
    why = _because("The survey stays open, because …")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("on", Field.text("time", field_width=10), Field.textarea("why", rows=3))


class ReplaceForm(SurveyPlaceForm):
    """Another survey while one is open, and why."""

    why = _because("The survey is replaced, because …")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.append(Field.textarea("why", rows=3))
