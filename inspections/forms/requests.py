"""Asking for further information, and writing about it (G17)."""

from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections import access
from inspections.forms.base import CaseForm, DateField
from inspections.forms.clock_time import ClockField
from inspections.models import InformationItem, Revisit, Weakness
from inspections.timeline.times import london
from revisits.accounts.forms.offering import offer, offer_rows
from revisits.accounts.models import Organisation

Side = InformationItem.Side
LONGEST = 10_000


class AskForm(CaseForm):
    """What the team asks, whom, and by when."""

    whom = forms.ChoiceField(
        label="Whom do you ask?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom you ask."},
    )
    title = forms.CharField(
        label="What do you ask for?",
        max_length=300,
        help_text="In one line. Leave out the names of children and parents.",
        error_messages={"required": "Say what you ask for."},
    )
    guidance = forms.CharField(
        label="More about it (optional)",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
        help_text="Ask for no format: they give it as they have it (G14).",
    )
    weakness = forms.ModelChoiceField(
        Weakness.objects.none(),
        label="Which weakness is it about?",
        required=False,
        empty_label="None in particular",
    )
    due_on = DateField(label="By which day?", missing="Enter the day by which you need it.")
    due_time = ClockField(label="By what time?", missing="Enter the time by which you need it.")

    def __init__(self, *args: Any, case: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = access.bodies_of(case.area_id).exclude(kind=Organisation.Kind.FORUM).order_by("kind", "name")
        self.bodies = {f"body-{body.pk}": body for body in bodies}
        choices = [(Side.AREA.value, "The area: the authority and health together")]
        choices += [(key, f"{body} in particular") for key, body in self.bodies.items()]
        if case.area.forum_id:
            choices.append((Side.FORUM.value, f"{case.area.forum}"))
        offer(self, "whom", choices)
        offer_rows(self, "weakness", case.wsoa.weaknesses.all())
        self.helper.layout = Layout(
            Field.radios("whom", legend_size=Size.SMALL),
            "title",
            Field.textarea("guidance", rows=4),
            Field.select("weakness"),
            "due_on",
            Field.text("due_time", field_width=5),
        )

    @property
    def asked(self) -> dict[str, Any]:
        """What a valid form says, as the action takes it."""
        given, body = self.cleaned_data, self.bodies.get(self.cleaned_data["whom"])
        due_at: datetime = london(given["due_on"], given["due_time"])
        return {
            **{name: given[name] for name in ("title", "guidance", "weakness")},
            "side": Side.AREA if body else Side(given["whom"]),
            "body": body,
            "due_at": due_at,
        }


class MessageForm(CaseForm):
    """A message on a request."""

    text = forms.CharField(
        label="Message",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="Leave out the names of children and parents. What you write stays as it is.",
        error_messages={"required": "Write the message."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("text", rows=4))
