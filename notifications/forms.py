"""The lead HMI's own paragraph in a notice; changes of plan, and why; a bank holiday that was announced."""

from copy import copy
from datetime import date, datetime
from typing import Any, ClassVar

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections import queries
from inspections.forms.base import CaseForm, DateField
from inspections.forms.clock_time import ClockField
from inspections.timeline.times import london
from inspections.workflow import Event
from revisits.accounts.forms.offering import offer


class NotifyForm(CaseForm):
    """Where quality is assured (G7), and one free paragraph; every recipient reads both. And when it goes, if not now.

    Day and hour are asked for, and found wrong, only where it is scheduled.
    """

    ON_SITE, OFF_SITE, OPEN = "on", "off", ""
    PLACES: ClassVar[dict[str, bool | None]] = {ON_SITE: True, OFF_SITE: False, OPEN: None}

    quality = forms.ChoiceField(
        label="Where do the reviewers assure the quality of the re-visit?",
        required=False,
        choices=(
            (ON_SITE, "On site: they visit"),
            (OFF_SITE, "Off site"),
            (OPEN, "Not decided yet: the notices say that you will tell the area"),
        ),
        widget=forms.RadioSelect,
        help_text="Ofsted and CQC decide it, and leaders are told at notification (G7).",
        error_messages={"invalid_choice": "Choose on site, off site, or not decided yet."},
    )

    note = forms.CharField(
        label="A paragraph of your own (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="For example the scope of quality assurance (G7). Everybody who is notified reads it.",
    )

    day = DateField(label="Day", missing="Enter the day.")
    at = ClockField(label="Hour", missing="Enter the hour.", help_text="In London. For example 9:00.")

    def __init__(self, *args: Any, scheduling: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheduling = scheduling
        self.fields["at"].widget.attrs["class"] = "govuk-input govuk-input--width-5"
        self.helper.layout = Layout(
            Field.radios("quality", legend_size=Size.SMALL), Field.textarea("note", rows=4)
        )
        self.later = copy(self.helper)
        self.later.layout = Layout("day", "at")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.scheduling:
            for name in ("day", "at"):
                self.errors.pop(name, None)
        return given

    @property
    def words(self) -> dict[str, Any]:
        """What the action takes beside the case, once it is valid."""
        return {
            "note": self.cleaned_data["note"],
            "quality_on_site": self.PLACES[self.cleaned_data["quality"]],
        }

    @property
    def moment(self) -> datetime:
        """When it goes, in London, once it is valid and scheduled."""
        return london(self.cleaned_data["day"], self.cleaned_data["at"])


class PlanForm(CaseForm):
    """What becomes of the visit, and why, in the words that everybody reads."""

    LABELS = {
        Event.POSTPONE: "Postpone it: it takes place later, on days that are not known yet",
        Event.CANCEL: "Cancel it: it does not take place at all",
    }

    plan = forms.ChoiceField(
        label="What becomes of the visit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the visit."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="In plain words and whole sentences. Everybody who was told of the visit reads this, and it stands "
        "on the public page. Name nobody.",
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, plans: list[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "plan", [(event.value, self.LABELS[event]) for event in plans])
        if len(plans) == 1:
            self.initial.setdefault("plan", plans[0].value)
        self.helper.layout = Layout(
            Field.radios("plan", legend_size=Size.SMALL), Field.textarea("reason", rows=4)
        )


class HolidayForm(CaseForm):
    """A bank holiday that was announced later than the calendar was filled."""

    on = DateField(label="Which day?", missing="Enter the day.")
    name = forms.CharField(
        label="What is it called?",
        max_length=100,
        help_text="As messages and explanations say it, for example “Bank holiday for the State Funeral of Queen "
        "Elizabeth II”.",
        error_messages={"required": "Enter its name."},
    )
    source = forms.CharField(
        label="Where was it announced?",
        max_length=100,
        help_text="For example “Royal Proclamation of 10 September 2022”.",
        error_messages={"required": "Say where it was announced."},
    )

    def clean_on(self) -> Any:
        """A day that is no holiday yet; Saturdays and Sundays are no working days as it is."""
        on = self.cleaned_data["on"]
        if on and on.isoweekday() > 5:
            raise forms.ValidationError(f"{on:%-d %B %Y} is a {on:%A}: it is no working day anyway.")
        held = queries.calendar().holidays.get(on)
        if held:
            raise forms.ValidationError(f"{on:%-d %B %Y} is a bank holiday already: {held}.")
        return on


class SuspendForm(CaseForm):
    """From when on no visit takes place, and why, in the words that everybody reads."""

    from_day = DateField(label="From which day on?", missing="Enter the day.")
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="In plain words and whole sentences. Everybody who was told of a visit reads this after “All "
        "re-visits are suspended from” that day, and it stands on the public pages. Name nobody.",
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("from_day", Field.textarea("reason", rows=4))


class DeferralForm(CaseForm):
    """That the area asked to defer: who, when and why."""

    asked_on = DateField(label="When did they ask?", missing="Enter the day.")
    asked_by = forms.CharField(
        label="Who asked?",
        max_length=150,
        help_text="Their post, for example “Director of children's services”. Name nobody.",
        error_messages={"required": "Say who asked."},
    )
    why = forms.CharField(
        label="Why do they ask?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="As they said it. Staff alone read this.",
        error_messages={"required": "Say why they ask."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper.layout = Layout("asked_on", "asked_by", Field.textarea("why", rows=4))

    def clean_asked_on(self) -> Any:
        on = self.cleaned_data["asked_on"]
        if on and on > self.today:
            raise forms.ValidationError("The day cannot be in the future.")
        return on


class DecideDeferralForm(CaseForm):
    """What Ofsted decides, and why; granted with days that are known, or until they are."""

    DECLINE, POSTPONE, NEW_DAYS = "decline", "postpone", "days"
    CHOICES = (
        (DECLINE, "Decline: the visit takes place as it was told"),
        (POSTPONE, "Grant: postpone it, on days that are not known yet"),
        (NEW_DAYS, "Grant: it takes place on other days, which are known"),
    )

    decision = forms.ChoiceField(
        label="What is decided?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        help_text="A re-visit is deferred in exceptional circumstances alone.",
        error_messages={"required": "Choose what is decided."},
    )
    first_day = DateField(label="First on-site day", required=False, help_text="Only for other days.")
    days = forms.TypedChoiceField(
        label="On-site days",
        required=False,
        choices=[(n, f"{n} days") for n in (2, 3, 4)],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="In whole sentences. The area reads it; where it is granted everybody told and the public do. "
        "Name nobody.",
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("decision", legend_size=Size.SMALL),
            "first_day",
            Field.radios("days", inline=True, legend_size=Size.SMALL),
            Field.textarea("reason", rows=4),
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("decision") == self.NEW_DAYS and "first_day" in given and "days" in given:
            if not given["first_day"]:
                self.add_error("first_day", "Enter the first on-site day.")
            elif given["first_day"].isoweekday() > 5:
                self.add_error("first_day", "The first day must be a Monday to Friday.")
            if not given["days"]:
                self.add_error("days", "Choose two, three or four days (G19).")
        return given

    @property
    def granted(self) -> dict[str, Any] | None:
        """Once it is valid: what goes to the action that grants; None where it is declined."""
        given = self.cleaned_data
        if given["decision"] == self.DECLINE:
            return None
        new = given["decision"] == self.NEW_DAYS
        return {"first_day": given["first_day"], "days": given["days"]} if new else {}
