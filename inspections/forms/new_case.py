"""The steps of setting up a case. Each form keeps to one question of the guidance."""

from typing import Any

from crispy_forms_gds.layout import Field, Fieldset, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.forms.details import on_a_weekday
from inspections.forms.survey import survey_kind_field
from inspections.models import LocalArea, Revisit
from inspections.models.revisit import SurveyKind
from inspections.parts import INSPECTING, holders
from inspections.statement_policies import ORDER
from revisits import clock
from revisits.accounts.access import everywhere
from revisits.accounts.forms.offering import offer_rows
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class AreaForm(CaseForm):
    """An area on file, or a new one with its organisations."""

    area = forms.ModelChoiceField(
        LocalArea.objects.none(), label="Local area", required=False, empty_label="An area that is not listed"
    )
    name = forms.CharField(
        label="Name of the area", max_length=100, required=False, help_text="For example Essex."
    )
    authority = forms.CharField(
        label="Local authority", max_length=150, required=False, help_text="For example Essex County Council."
    )
    code = forms.RegexField(
        r"^E\d{8}$",
        label="ONS code (optional)",
        required=False,
        strip=True,
        help_text="E and eight digits, for example E10000012.",
        error_messages={"invalid": "Enter E and eight digits, for example E10000012."},
    )
    region = forms.ChoiceField(
        label="Region (optional)", choices=[("", "Choose"), *LocalArea.Region.choices], required=False
    )
    website = forms.CharField(
        label="Website (optional)", max_length=200, required=False, help_text="As printed in the letter."
    )
    forum_name = forms.CharField(
        label="Parent carer forum (optional)",
        max_length=150,
        required=False,
        help_text="Its name as the letter prints it. Left empty, it is “Parent Carer Forum”.",
    )
    forum_email = forms.EmailField(label="E-mail address of the forum (optional)", required=False)
    health_bodies = forms.CharField(
        label="Health bodies (optional)",
        required=False,
        widget=forms.Textarea,
        help_text="CCGs or ICBs, one a line.",
    )

    NEW = ("name", "authority", "code", "region", "website", "forum_name", "forum_email")

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.everywhere = everywhere(reader, Permission.CREATE_CASE)
        offer_rows(self, "area", visible(reader, LocalArea))
        self.helper.layout = Layout(
            Field.select("area"),
            Fieldset(
                *self.NEW,
                Field.textarea("health_bodies", rows=3),
                legend="If the area is not listed",
                legend_size=Size.MEDIUM,
            ),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("area"):
            return given
        if not self.everywhere:
            self.add_error("area", "Your role is for one area or case: choose the area from the list.")
            return given
        if not given.get("name"):
            self.add_error("area", "Choose the area, or fill in a new one below.")
        elif LocalArea.objects.filter(name__iexact=given["name"]).exists():
            self.add_error("name", "This area is on file already: choose it from the list above.")
        if given.get("name") and not given.get("authority"):
            self.add_error("authority", "Enter the name of the local authority.")
        if given.get("code") and LocalArea.objects.filter(code=given["code"]).exists():
            self.add_error("code", "Another area has this code.")
        return given

    def clean_health_bodies(self) -> list[str]:
        return _lines(self.cleaned_data["health_bodies"])


class InspectionForm(CaseForm):
    """The initial inspection."""

    first_day = DateField(
        label="First day of the initial inspection",
        missing="Enter the first day of the initial inspection.",
    )
    last_day = DateField(
        label="Last day of the initial inspection",
        missing="Enter the last day of the initial inspection.",
    )
    inspectors = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who carried it out? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They are offered first for the team. Of anybody else you are asked why they (G6).",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = holders(*INSPECTING, on=clock.today())
        offer_rows(self, "inspectors", people)
        self.helper.layout = Layout(
            "first_day", "last_day", Field.checkboxes("inspectors", legend_size=Size.SMALL, small=True)
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first_day") and given.get("last_day") and given["last_day"] < given["first_day"]:
            self.add_error("last_day", "The last day cannot be before the first.")
        return given


class WSOAForm(CaseForm):
    """The written statement of action."""

    received_on = DateField(
        label="When did the area receive its pre-publication letter?",
        required=False,
        help_text="The statement is due 70 working days later (G5). Leave empty what is not known.",
    )
    submitted_on = DateField(label="When was the statement submitted?", required=False)
    fit_for_purpose_on = DateField(
        label="When was it declared fit for purpose?",
        required=False,
        help_text="The re-visit is usually within 18 months of it (G5).",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for earlier, later, message in ORDER:
            _after(self, given, earlier, later, message)
        return given


def _after(form: forms.Form, given: dict[str, Any], earlier: str, later: str, message: str) -> None:
    if given.get(earlier) and given.get(later) and given[later] < given[earlier]:
        form.add_error(later, message)


class WeaknessesForm(CaseForm):
    """The weaknesses, in the order and words of the statement (G3)."""

    weaknesses = forms.CharField(
        label="The weaknesses that the statement names",
        widget=forms.Textarea,
        help_text="One a line, in the statement's order. They are numbered by it.",
        error_messages={"required": "Enter at least one weakness."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("weaknesses", rows=12))

    def clean_weaknesses(self) -> list[str]:
        return _lines(self.cleaned_data["weaknesses"])


class DatesForm(CaseForm):
    """The guidance version and the on-site days; the timeline follows from them."""

    guidance = forms.ChoiceField(
        label="Which guidance applies?",
        choices=Revisit.Guidance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the guidance (G1)."},
    )
    first_day = DateField(
        label="First on-site day",
        help_text="For example 17 5 2022.",
        missing="Enter the first on-site day.",
    )
    days = forms.TypedChoiceField(
        label="On-site days",
        choices=[(n, f"{n} days") for n in (2, 3, 4)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose two, three or four days (G19)."},
    )
    # An answer of before it was asked means an outside survey.
    survey_kind = survey_kind_field(required=False, initial=SurveyKind.LINK)
    has_open_meeting = forms.BooleanField(
        label="There is an open meeting for parents", required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("guidance", legend_size=Size.SMALL, inline=True),
            "first_day",
            Field.radios("days", legend_size=Size.SMALL, inline=True),
            Field.radios("survey_kind", legend_size=Size.SMALL),
            Field.checkbox("has_open_meeting"),
        )

    def clean_first_day(self) -> Any:
        return on_a_weekday(self.cleaned_data["first_day"])

    def clean_survey_kind(self) -> str:
        return self.cleaned_data["survey_kind"] or SurveyKind.LINK
