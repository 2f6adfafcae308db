"""Changes of plan, and why: a visit put off or called off, all of them suspended, an area that asks to defer."""

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.workflow import Event
from revisits.accounts.forms.offering import offer


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


class AskForm(CaseForm):
    """Why an area asks, in its own words."""

    why = forms.CharField(
        label="Why should the re-visit be deferred?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="What has happened, and why the visit cannot take place on these days. Those who decide read this. "
        "Do not name children or families.",
        error_messages={"required": "Say why you ask."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("why", rows=6))


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
