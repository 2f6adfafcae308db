"""Drafting a session of the on-site days, and commenting on the schedule (G12, G18)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.actions.schedule import COLUMNS, Session
from inspections.forms.base import CaseForm
from inspections.forms.clock_time import ClockField
from inspections.models import Revisit, SessionSlot, TeamMember
from revisits.accounts.forms.offering import offer, offer_rows

# In the list of weaknesses: the session is about none of them in particular.
WHOLE = "whole"
LONGEST = 5_000


class SessionForm(CaseForm):
    """One session; it carries the version that it started from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = forms.TypedChoiceField(
        label="On-site day",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the on-site day."},
    )
    starts = ClockField(label="Starts at", missing="Enter when it starts.")
    ends = ClockField(label="Ends at", missing="Enter when it ends.")
    title = forms.CharField(
        label="What is it?",
        max_length=150,
        help_text="For example “Joint commissioning: health visitors and early help”.",
        error_messages={"required": "Say what the session is."},
    )
    about = forms.MultipleChoiceField(
        label="Which weaknesses is it about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose the weaknesses that it is about, or that it serves the visit as a whole (G18)."
        },
    )
    place = forms.CharField(
        label="Room, place or link (optional)",
        max_length=300,
        required=False,
        help_text="Leave it empty while it is to follow.",
    )
    off_site = forms.BooleanField(label="It is off site: inspectors travel there", required=False)
    travel = forms.CharField(
        label="How do they get there, and how long does it take? (optional)",
        max_length=300,
        required=False,
        help_text="Of a session off site. For example “Taxi from County Hall at 9:30, 25 minutes”.",
    )
    attendees = forms.CharField(
        label="Who attends? (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="By post or group, one a line. Officials may be named; children and parents never.",
    )
    inspectors = forms.MultipleChoiceField(
        label="Which inspectors, if you know? (optional)", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, case: Revisit, days: dict[int, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weaknesses = {str(each.pk): each for each in case.wsoa.weaknesses.all()}
        self.team = {str(each.pk): each for each in team_on_site(case)}
        self._offer("day", [(number, f"Day {number}, {on:%A %-d %B}") for number, on in days.items()])
        whole = (WHOLE, "None in particular: it serves the visit as a whole, for example a break or feedback")
        self._offer("about", [*((key, str(each)) for key, each in self.weaknesses.items()), whole])
        self._offer("inspectors", [(key, str(each)) for key, each in self.team.items()])
        self.helper.layout = Layout(
            "version",
            Field.radios("day", legend_size=Size.SMALL),
            Field.text("starts", field_width=5),
            Field.text("ends", field_width=5),
            "title",
            Field.checkboxes("about", legend_size=Size.SMALL),
            "place",
            "off_site",
            "travel",
            Field.textarea("attendees", rows=3),
            Field.checkboxes("inspectors", legend_size=Size.SMALL),
        )
        if not self.team:
            del self.fields["inspectors"]
            self.helper.layout.fields.pop()

    def _offer(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        offer(self, name, choices)

    def clean_about(self) -> list[str]:
        about: list[str] = self.cleaned_data["about"]
        if WHOLE in about and len(about) > 1:
            raise forms.ValidationError(
                "Choose weaknesses, or that it serves the visit as a whole, not both."
            )
        return about

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "The session must end after it starts.")
        if given.get("travel") and not given.get("off_site"):
            self.add_error("off_site", "Say that it is off site, or leave the way there empty.")
        return given

    @property
    def session(self) -> Session:
        """What a valid form says."""
        given = self.cleaned_data
        return Session(
            **{name: given[name] for name in COLUMNS},
            weaknesses=[self.weaknesses[key] for key in given["about"] if key != WHOLE],
            inspectors=[self.team[key] for key in given.get("inspectors", [])],
        )


def initial_session(slot: SessionSlot) -> dict[str, Any]:
    """A session as the form shows it."""
    about = [str(each.weakness_id) for each in slot.about.all()]
    return {
        "version": slot.version,
        "day": slot.day,
        "starts": f"{slot.starts:%H:%M}",
        "ends": f"{slot.ends:%H:%M}",
        "title": slot.title,
        "about": about or [WHOLE],
        "place": slot.place,
        "attendees": slot.attendees,
        "off_site": slot.off_site,
        "travel": slot.travel,
        "inspectors": [str(each.member_id) for each in slot.taken_by.all()],
    }


class CommentForm(CaseForm):
    """What somebody says about the schedule or about one session of it."""

    session = forms.ModelChoiceField(
        SessionSlot.objects.none(), label="About", required=False, empty_label="The whole schedule"
    )
    text = forms.CharField(
        label="Comment",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="The team and the area's officers read it. It stays as it is.",
        error_messages={"required": "Write the comment."},
    )

    def __init__(self, *args: Any, case: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "session", case.sessions.filter(removed_at=None))
        self.helper.layout = Layout(Field.select("session"), Field.textarea("text", rows=3))


def team_on_site(case: Revisit) -> list[TeamMember]:
    """Those of the case who are on site, in the order of their parts."""
    members = case.team.filter(role__in=TeamMember.ON_SITE).select_related("user")
    return sorted(members, key=lambda member: member.place)
