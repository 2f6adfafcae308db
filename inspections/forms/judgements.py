"""Judging a weakness, and writing down another serious concern, each with what it rests on (G3, G23)."""

from collections.abc import Mapping
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.forms import BoundField

from inspections.citing import Option, chosen_by
from inspections.forms.base import CaseForm
from inspections.models import ConcernVersion, JudgementVersion

LONGEST_SUMMARY, LONGEST_REASON, LONGEST_PLACE = 5_000, 2_000, 60
CITE, PLACE = "cite_", "place_"
SUFFICIENT = (("yes", "Sufficient progress"), ("no", "Not sufficient progress"))


class CitingForm(CaseForm):
    """A form with boxes to tick for what it rests on; `options` are those offered.

    `asks_reason`: it changes what stood at the judgement meeting, so it asks why.
    """

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Why is it changed after the judgement meeting?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="Quality assurance is told that it changed, and reads this reason here.",
        error_messages={"required": "Say why it is changed now."},
    )
    PARTS: tuple[Any, ...] = ()

    def __init__(self, *args: Any, options: list[Option], asks_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        for option in options:
            self.fields[CITE + option.key] = forms.BooleanField(label=option.title, required=False)
            if option.is_document:
                self.fields[PLACE + option.key] = forms.CharField(
                    label=f"Page, slide or sheet in “{option.title}”",
                    max_length=LONGEST_PLACE,
                    required=False,
                )
        if not asks_reason:
            del self.fields["reason"]
        reason = [Field.textarea("reason", rows=3)] if asks_reason else []
        self.helper.layout = Layout("after", *self.PARTS, *reason)

    def boxes(self) -> list[tuple[Option, BoundField, BoundField | None]]:
        """Each option with its box, and with where in it if it is a document."""
        return [
            (
                option,
                self[CITE + option.key],
                self[PLACE + option.key] if option.is_document else None,
            )
            for option in self.options
        ]

    def chosen(self) -> dict[str, str]:
        """The keys that were ticked, each with its place; once the form is valid."""
        given = self.cleaned_data
        return {
            option.key: str(given.get(PLACE + option.key, ""))
            for option in self.options
            if given.get(CITE + option.key)
        }

    def clean(self) -> dict[str, Any]:
        """A place without a tick is a tick forgotten."""
        given = super().clean() or {}
        for option in self.options:
            if given.get(PLACE + option.key) and not given.get(CITE + option.key):
                self.add_error(PLACE + option.key, f"Tick “{option.title}” too, or take the place in it out.")
        return given


class JudgementForm(CitingForm):
    sufficient = forms.ChoiceField(
        label="Is progress sufficient?",
        choices=SUFFICIENT,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether progress is sufficient."},
    )
    summary = forms.CharField(
        label="Summary for the letter",
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea,
        help_text="Clear and brief (G23): what the area did, and what difference it made. The letter starts from it.",
        error_messages={"required": "Write the summary."},
    )
    PARTS = (Field.radios("sufficient", legend_size=Size.SMALL), Field.textarea("summary", rows=8))


class ConcernForm(CitingForm):
    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Give it a title."})
    text = forms.CharField(
        label="What was found",
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea,
        help_text="It goes in the letter with its evidence, to DfE and NHS England, and informs when the next "
        "inspection is. No statement of action comes of it (G3).",
        error_messages={"required": "Write what was found."},
    )
    PARTS = ("title", Field.textarea("text", rows=8))


class WithdrawForm(CaseForm):
    after = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="It leaves the letter. What was written stays here, with this reason.",
        error_messages={"required": "Say why it is withdrawn."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("after", Field.textarea("reason", rows=3))


def initial_judgement(version: JudgementVersion | None) -> dict[str, Any]:
    """What the form starts from: what holds, or nothing."""
    if version is None:
        return {"after": 0}
    sufficient = "yes" if version.sufficient else "no"
    return {"after": version.number, "sufficient": sufficient, "summary": version.summary, **_cited(version)}


def initial_concern(version: ConcernVersion | None) -> dict[str, Any]:
    if version is None:
        return {"after": 0}
    return {"after": version.number, "title": version.title, "text": version.text, **_cited(version)}


def ticked(posted: Mapping[str, Any]) -> list[str]:
    """The keys that were ticked in what was posted, or have a place; nobody has checked them yet."""
    named = [name for name in posted if name.startswith(CITE) or (name.startswith(PLACE) and posted[name])]
    return list(dict.fromkeys(name.partition("_")[2] for name in named))


def _cited(version: JudgementVersion | ConcernVersion) -> dict[str, Any]:
    chosen = chosen_by(version)
    return {CITE + key: True for key in chosen} | {PLACE + key: place for key, place in chosen.items()}
