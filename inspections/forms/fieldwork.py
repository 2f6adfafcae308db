"""Recording keeping-in-touch meetings, the judgement meeting and the feedback (G22), and who goes to a session."""

from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import Field, Fieldset, Layout, Size
from django import forms

from inspections.actions.fieldwork import Feedback, JudgementMeeting, Kit
from inspections.forms.base import CaseForm, DateField
from inspections.forms.clock_time import ClockField
from inspections.forms.schedule import team_on_site
from inspections.forms.widgets import Select
from inspections.models import (
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    Revisit,
    SessionSlot,
    TeamMember,
)
from inspections.timeline.times import LONDON, london
from revisits.accounts.forms.offering import offer

LONGEST = 20_000
ABSENT = ""


def words(label: str, *, missing: str = "", help_text: str = "") -> forms.CharField:
    """A field of several lines; required where `missing` says what to do about it."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=bool(missing),
        widget=forms.Textarea,
        help_text=help_text,
        error_messages={"required": missing},
    )


class RecordForm(CaseForm):
    """A record of the on-site days; it carries the number of the version that it started from."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def started_from(self) -> int:
        return self.cleaned_data["after"] or 0


class KitForm(RecordForm):
    """The keeping-in-touch meeting of one day (G22)."""

    attended = words(
        "Who attended?",
        missing="Say who attended, by post.",
        help_text="By post, one a line, for example “Director of children's services”.",
    )
    shared = words("What was shared?", missing="Write what was shared.")
    findings = words("Emerging findings (optional)")
    actions = words("What was agreed to be done, by whom and when? (optional)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "after",
            Field.textarea("attended", rows=3),
            Field.textarea("shared", rows=6),
            Field.textarea("findings", rows=6),
            Field.textarea("actions", rows=4),
        )

    @property
    def said(self) -> Kit:
        """What a valid form says."""
        return Kit(**{name: self.cleaned_data[name] for name in Kit.__annotations__})


class HeldForm(RecordForm):
    """What was held on a day at a time."""

    held_on = DateField(label="On which day was it?", missing="Enter the day on which it was held.")
    held_at = ClockField(label="When did it start?", missing="Enter when it started.")

    @property
    def held(self) -> datetime:
        """The moment (aware, London) of a valid form."""
        return london(self.cleaned_data["held_on"], self.cleaned_data["held_at"])


class JudgementMeetingForm(HeldForm):
    """The provisional judgement meeting: when, who was there and from where (G7), and what was discussed."""

    discussed = words(
        "What was discussed?",
        missing="Write what was discussed.",
        help_text="The judgements themselves are recorded weakness by weakness; here stands how the team came to them.",
    )

    def __init__(self, *args: Any, case: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"present_{each.pk}": each for each in _everybody(case)}
        choices = [(ABSENT, "Was not there"), *MeetingPresence.Where.choices]
        for name, member in self.people.items():
            label = f"{member.user}, {member.get_role_display()}"
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, widget=Select)
        there = Fieldset(*self.people, legend="Who was there?", legend_size=Size.SMALL)
        self.helper.layout = Layout(
            "after",
            "held_on",
            Field.text("held_at", field_width=5),
            there,
            Field.textarea("discussed", rows=12),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name, each in self.people.items() if each.role in TeamMember.ON_SITE):
            first = next(iter(self.people), None)
            self.add_error(first, "Say who of the inspectors was there.")
        return given

    @property
    def said(self) -> JudgementMeeting:
        given = self.cleaned_data
        present = {member: given[name] for name, member in self.people.items() if given[name]}
        return JudgementMeeting(held_at=self.held, discussed=given["discussed"], present=present)


class FeedbackForm(HeldForm):
    """What leaders were told on each weakness, and why (G22)."""

    told = words(
        "Who was told?",
        missing="Say who was told, by post.",
        help_text="By post, one a line. Posts, not names.",
    )
    asked = words("What did they ask, and what were they answered? (optional)")

    def __init__(self, *args: Any, case: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weaknesses = list(case.wsoa.weaknesses.all())
        parts = []
        for weakness in self.weaknesses:
            sufficient, reasons = f"sufficient_{weakness.pk}", f"reasons_{weakness.pk}"
            self.fields[sufficient] = forms.ChoiceField(
                label="What were they told of progress?",
                choices=[("yes", "It is sufficient"), ("no", "It is not sufficient")],
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose what they were told on weakness {weakness.number}."},
            )
            self.fields[reasons] = words(
                "With which reasons?",
                missing=f"Give the reasons that they were given on weakness {weakness.number}.",
            )
            parts.append(
                Fieldset(
                    Field.radios(sufficient, legend_size=Size.SMALL),
                    Field.textarea(reasons, rows=4),
                    legend=str(weakness),
                    legend_size=Size.MEDIUM,
                )
            )
        self.helper.layout = Layout(
            "after",
            "held_on",
            Field.text("held_at", field_width=5),
            Field.textarea("told", rows=3),
            *parts,
            Field.textarea("asked", rows=4),
        )

    @property
    def said(self) -> Feedback:
        given = self.cleaned_data
        points = [
            (each, given[f"sufficient_{each.pk}"] == "yes", given[f"reasons_{each.pk}"])
            for each in self.weaknesses
        ]
        return Feedback(held_at=self.held, told=given["told"], points=points, asked=given["asked"])


class GoingForm(CaseForm):
    """Who of the team goes to a session; it carries the version that it started from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    inspectors = forms.MultipleChoiceField(
        label="Who goes?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, case: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(each.pk): each for each in team_on_site(case)}
        offer(self, "inspectors", [(key, str(each)) for key, each in self.team.items()])
        self.helper.layout = Layout("version", Field.checkboxes("inspectors", legend_size=Size.SMALL))

    @property
    def members(self) -> list[TeamMember]:
        return [self.team[key] for key in self.cleaned_data["inspectors"]]


def initial_going(slot: SessionSlot) -> dict[str, Any]:
    """Who goes to a session, as the form shows it."""
    return {"version": slot.version, "inspectors": [str(each.member_id) for each in slot.taken_by.all()]}


def initial_kit(version: KitRecord | None) -> dict[str, Any]:
    """A record as the form shows it, as those that follow; empty where there is none."""
    if version is None:
        return {}
    return {"after": version.number, **{name: getattr(version, name) for name in Kit.__annotations__}}


def initial_judgement_meeting(version: JudgementMeetingRecord | None, case: Revisit) -> dict[str, Any]:
    if version is None:
        return {"held_on": case.last_day}
    present = {f"present_{each.member_id}": each.where for each in version.presences.all()}
    return {**_held(version), "discussed": version.discussed, **present}


def initial_feedback(version: FeedbackRecord | None, case: Revisit) -> dict[str, Any]:
    if version is None:
        return {"held_on": case.last_day}
    given = {**_held(version), "told": version.told, "asked": version.asked}
    for point in version.points.all():
        given[f"sufficient_{point.weakness_id}"] = "yes" if point.sufficient else "no"
        given[f"reasons_{point.weakness_id}"] = point.reasons
    return given


def _held(version: JudgementMeetingRecord | FeedbackRecord) -> dict[str, Any]:
    held = version.held_at.astimezone(LONDON)
    return {"after": version.number, "held_on": held.date(), "held_at": f"{held:%H:%M}"}


def _everybody(case: Revisit) -> list[TeamMember]:
    """The team, then those who assure quality."""
    return sorted(case.team.select_related("user"), key=lambda member: member.place)
