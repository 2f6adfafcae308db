"""Arranging a meeting, cancelling it, and registering parents for the open one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import Field, Fieldset, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField, TimeLabelField
from inspections.meeting_kinds import KINDS, OTHER, Side
from inspections.meetings import Arranged
from inspections.models import Revisit
from inspections.models.meeting import LONGEST, SHORTEST
from inspections.models.registration import MOST_PLACES
from inspections.timeline import times
from revisits.accounts.forms.offering import offer_rows
from revisits.accounts.models import Organisation, User

PEOPLE = "people_"


def number(**given: Any) -> forms.IntegerField:
    """A whole number in a text box, as the design system has it: no arrows that a scroll wheel turns."""
    return forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **given)


DATED = ("title", "on", "time", "sides")


class MeetingForm(CaseForm):
    """What is arranged for one meeting. Its day is set on the timeline, but for a meeting of one's own."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="What is it called?",
        max_length=120,
        error_messages={"required": "Say what the meeting is called."},
    )
    on = DateField(label="Day", missing="Enter the day of the meeting.")
    time = TimeLabelField(label="Time", required=False)
    sides = forms.MultipleChoiceField(
        label="Whom of the area does it concern?",
        choices=[
            (Side.AUTHORITY, "Local authority"),
            (Side.HEALTH, "Health"),
            (Side.FORUM, "Parent carer forum"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="They see it and are invited. Choose none for a meeting between inspectors.",
    )
    place = forms.CharField(
        label="Place",
        max_length=200,
        required=False,
        help_text="Leave place and link empty while they are to follow: those told get word once they are known.",
    )
    link = forms.URLField(label="Link to join online", max_length=500, required=False, assume_scheme="https")
    access = forms.CharField(
        label="Way in and access",
        max_length=300,
        required=False,
        help_text="For example which entrance, parking, step-free access, a hearing loop.",
    )
    minutes = number(
        label="How many minutes does it take?", min_value=SHORTEST, max_value=LONGEST, required=False
    )
    capacity = number(label="How many people fit in?", min_value=1, max_value=5000, required=False)
    support = forms.CharField(
        label="Interpreting, signing and other support",
        max_length=300,
        required=False,
        help_text="What is arranged, never for whom.",
    )
    chair = forms.ModelChoiceField(
        User.objects.none(), label="Who chairs it?", required=False, empty_label="Not decided yet"
    )
    others = forms.CharField(
        label="Others who attend",
        max_length=300,
        required=False,
        help_text="Posts and organisations, for example “a head teacher of two special schools”.",
    )
    notes = forms.CharField(
        label="Notes for those who are invited",
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        help_text="They read them here; calendars do not get them.",
    )
    closes_on = DateField(
        label="Registration closes on",
        required=False,
        help_text="Leave it empty to let parents register until the meeting starts.",
    )
    closes_at = forms.CharField(
        label="Registration closes at", max_length=5, required=False, help_text="For example 12:00."
    )

    def __init__(self, *args: Any, meeting: Arranged, bodies: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.bodies = meeting, list(bodies)
        team = User.objects.filter(pk__in=meeting.revisit.team.values("user"))
        offer_rows(self, "chair", team)
        for name in DATED if meeting.kind.code != OTHER else ():
            del self.fields[name]
        if not meeting.is_open:
            del self.fields["closes_on"], self.fields["closes_at"]
        self.fields["minutes"].help_text = f"Leave it empty for the usual {meeting.kind.minutes}."
        for body in self.bodies:
            self.fields[f"{PEOPLE}{body.pk}"] = number(
                label=body.name, min_value=0, max_value=5000, required=False
            )
        self.helper.layout = Layout(*self._layout())

    def clean_closes_at(self) -> str:
        label = str(self.cleaned_data["closes_at"]).strip()
        if label and not times.CLOCK.fullmatch(label):
            raise forms.ValidationError("Enter a time like 12:00.")
        return label

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("closes_at") and not given.get("closes_on") and "closes_on" not in self.errors:
            self.add_error("closes_on", "Enter the day on which registration closes.")
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The values for `actions.meetings.arrange`."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith(PEOPLE)}
        given.pop("edition")
        if self.meeting.is_open:
            given["registration_closes_at"] = _closing(given.pop("closes_on"), given.pop("closes_at"))
        return given

    @property
    def attendance(self) -> dict[int, int]:
        """How many come, by organisation id."""
        return {body.pk: self.cleaned_data.get(f"{PEOPLE}{body.pk}") or 0 for body in self.bodies}

    def _layout(self) -> Iterable[Any]:
        yield "edition"
        if "title" in self.fields:
            yield from ("title", "on", Field.text("time", field_width=10))
            yield Field.checkboxes("sides", legend_size=Size.SMALL)
        yield from ("place", "link", "access")
        yield from (Field.text("minutes", field_width=4), Field.text("capacity", field_width=4))
        yield from ("support", "chair")
        if self.bodies:
            people = [Field.text(f"{PEOPLE}{body.pk}", field_width=4) for body in self.bodies]
            yield Fieldset(*people, legend="How many attend from each organisation?", legend_size=Size.SMALL)
        yield from ("others", Field.textarea("notes", rows=4))
        if "closes_on" in self.fields:
            yield from ("closes_on", Field.text("closes_at", field_width=5))


def initial_meeting(meeting: Arranged) -> dict[str, Any]:
    """What stands there now, as the form shows it."""
    row = meeting.row
    closes = row.registration_closes_at.astimezone(times.LONDON) if row.registration_closes_at else None
    people = row.attendance.values_list("organisation", "number") if row.pk else ()
    return {
        **{name: getattr(row, name) for name in (*DATED, "link", "minutes", "capacity", "support")},
        **{name: getattr(row, name) for name in ("chair", "others", "notes")},
        "place": meeting.place,
        "access": meeting.access,
        "edition": meeting.edition,
        "closes_on": closes.date() if closes else None,
        "closes_at": f"{closes:%H:%M}" if closes else "",
        **{f"{PEOPLE}{organisation}": number for organisation, number in people},
    }


def _closing(on: Any, at: str) -> datetime | None:
    """Noon of the day where no time was given."""
    return times.london(on, times.clock_time(at) or times.NOON) if on else None


class CancelForm(CaseForm):
    """Why a meeting does not take place."""

    why = forms.CharField(
        label="Why is it cancelled?",
        max_length=1000,
        help_text="Those who were told of the meeting read the reason.",
        widget=forms.Textarea,
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("why", rows=3))


class RegistrationForm(CaseForm):
    """A parent's registration for the open meeting, and how to reach them."""

    name = forms.CharField(label="Name", max_length=150, error_messages={"required": "Enter a name."})
    email = forms.EmailField(label="E-mail address", max_length=320, required=False)
    phone = forms.CharField(label="Telephone number", max_length=30, required=False)
    places = number(
        label="How many people come?",
        initial=1,
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": "Enter how many people come."},
    )
    needs = forms.CharField(
        label="What would help them to take part? (optional)",
        max_length=500,
        required=False,
        help_text="For example an interpreter, British Sign Language, step-free access.",
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "name",
            "email",
            Field.text("phone", field_width=20),
            Field.text("places", field_width=2),
            Field.textarea("needs", rows=2),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("email", "Enter an e-mail address or a telephone number.")
        return given


def new_meeting(revisit: Revisit) -> Arranged:
    """A meeting of one's own that is not there yet, for its form."""
    return Arranged(revisit, KINDS[OTHER], 0, None, None)
