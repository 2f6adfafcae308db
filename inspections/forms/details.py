"""What a case says to parents, and its on-site days. Each form carries the version that it started from."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.actions.cases import DETAILS
from inspections.forms.base import CaseForm, DateField
from inspections.forms.survey import survey_kind_field, survey_url_field
from inspections.models import Revisit


class VersionedForm(CaseForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def over(self, data: Any) -> "VersionedForm":
        """The same form with other data, to be sent over somebody else's change."""
        return type(self)(data)


class DetailsForm(VersionedForm):
    """The facts of the letter to parents that are no dates of the timeline."""

    parents_letter_date = DateField(label="Date printed on the letter to parents", required=False)
    survey_kind = survey_kind_field()
    survey_url = survey_url_field()
    has_open_meeting = forms.BooleanField(label="There is an open meeting for parents", required=False)
    open_meeting_place = forms.CharField(
        label="Place of the open meeting",
        max_length=200,
        required=False,
        help_text="As printed, for example “The Registrar's Room at County Hall, Preston”. "
        "Its day and time are set on the timeline.",
    )
    open_meeting_access = forms.CharField(
        label="Access to the open meeting",
        max_length=200,
        required=False,
        help_text="A sentence printed after the place, for example which entrance to use.",
    )
    email_contributions = forms.EmailField(
        label="E-mail address for contributions",
        required=False,
        help_text="Leave it empty where parents cannot contribute by e-mail.",
    )
    meetings_may_be_online = forms.BooleanField(label="Meetings may take place online", required=False)
    circulated_by = forms.CharField(
        label="Who circulates the letter",
        max_length=150,
        required=False,
        help_text="As printed at its head, for example “Essex County Council”.",
    )
    letterhead = forms.BooleanField(label="Print the letterhead", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("version", *(_field(self, name) for name in DETAILS))

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}


class RescheduleForm(VersionedForm):
    """Other on-site days, and why."""

    first_day = DateField(label="First on-site day", missing="Enter the first on-site day.")
    days = forms.TypedChoiceField(
        label="On-site days",
        choices=[(n, f"{n} days") for n in (2, 3, 4)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose two, three or four days (G19)."},
    )
    reason = forms.CharField(
        label="Why do they change?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="In plain words: everybody who was told of the days reads it. Name nobody.",
        error_messages={"required": "Give the reason."},
    )
    letter_date = DateField(
        label="Date printed on the new letter to parents",
        required=False,
        help_text="The letter that parents have names the earlier days: a new version goes out under this date. "
        "It is issued on the page that comes next.",
    )

    def __init__(self, *args: Any, letter_issued: bool = False, **kwargs: Any) -> None:
        """`letter_issued`: parents have a letter, which the change makes wrong."""
        super().__init__(*args, **kwargs)
        self.letter_issued = letter_issued
        if not letter_issued:
            del self.fields["letter_date"]
        self.helper.layout = Layout(
            "version",
            "first_day",
            Field.radios("days", inline=True, legend_size=Size.SMALL),
            Field.textarea("reason", rows=3),
            *(["letter_date"] if letter_issued else []),
        )

    def over(self, data: Any) -> "RescheduleForm":
        return RescheduleForm(data, letter_issued=self.letter_issued)

    def clean_first_day(self) -> Any:
        return on_a_weekday(self.cleaned_data["first_day"])


def on_a_weekday(day: Any) -> Any:
    """The day itself; refuses a Saturday or Sunday beside its field."""
    if day and day.isoweekday() > 5:
        raise forms.ValidationError(
            f"{day:%-d %B %Y} is a {day:%A}: the first on-site day must be a Monday to Friday."
        )
    return day


def initial_details(revisit: Revisit) -> dict[str, Any]:
    return {name: getattr(revisit, name) for name in (*DETAILS, "version")}


def _field(form: forms.Form, name: str) -> Any:
    if name == "survey_kind":
        return Field.radios(name, legend_size=Size.SMALL)
    return Field.checkbox(name) if isinstance(form.fields[name], forms.BooleanField) else name
