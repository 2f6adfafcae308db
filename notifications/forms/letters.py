"""What the formal notices of the outcome letter are sent with: the draft, the final letter, its publication."""

from datetime import datetime
from typing import Any, ClassVar

from crispy_forms_gds.layout import Field, Size
from django import forms

from inspections.forms.base import DateField
from inspections.forms.clock_time import ClockField
from inspections.policies import Refused
from letters import corrections, final, outcome, publishing
from letters.forms.final import LONGEST_REASON
from letters.models import LetterVersion
from notifications.domain.formal import REASON
from notifications.forms.formal import IN_LONDON, NoticeForm, OwnWordsForm, Words, in_form

NOW, LATER = "now", "later"
WHEN = ((NOW, "At once, as soon as its files are made"), (LATER, "On the day and at the hour below"))
NO_WORD = "Everybody who is told of it reads this, by e-mail: not a word of what the letter says."


class UnsaidForm(OwnWordsForm):
    """With a paragraph that says nothing of the letter, and the number of the version that was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = NO_WORD


class DraftForm(UnsaidForm):
    """Sending the draft (G24)."""

    own: ClassVar[tuple[Any, ...]] = ("seen", Field.textarea("note", rows=4))

    def proposed(self) -> dict[str, Any]:
        letter = outcome.letter_of(self.case)
        version = outcome.newest(letter, LetterVersion.Purpose.QUALITY) if letter else None
        return {"seen": version.number if version else 0, "note": ""}

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("seen", "note")}


class PublicationForm(NoticeForm):
    """With the moment at which the letter is published, in London; its words keep it as JSON does."""

    day = DateField(label="Day of publication")
    at = ClockField(label="Hour of publication", missing="Enter the hour.", help_text=IN_LONDON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].widget.attrs["class"] = "govuk-input govuk-input--width-5"

    def typed(self, words: Words) -> dict[str, Any]:
        due = words.get("due_at")
        moment = datetime.fromisoformat(due) if due else publishing.default_moment(self.case, self.now)
        return {**words, **in_form(moment, "day", "at")}

    def clean(self) -> dict[str, Any]:
        """Refuses an hour that the clocks leave out."""
        given = super().clean()
        if given.get("day") and given.get("at") is not None:
            try:
                given["due_at"] = publishing.moment_of(given["day"], given["at"]).isoformat()
            except Refused as refusal:
                self.add_error("at", str(refusal))
        return given


class FinalForm(UnsaidForm, PublicationForm):
    """Sending the final letter (G26): until when it is under embargo."""

    own: ClassVar[tuple[Any, ...]] = ("seen", "day", "at", Field.textarea("note", rows=4))

    def proposed(self) -> dict[str, Any]:
        version = final.version_of(self.case)
        due = publishing.default_moment(self.case, self.now)
        return {"seen": version.number if version else 0, "due_at": due.isoformat(), "note": ""}

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("seen", "due_at", "note")}


class CorrectionForm(UnsaidForm, PublicationForm):
    """Sending the corrected letter: published at once, or at a moment."""

    when = forms.ChoiceField(
        label="When is it published?",
        choices=WHEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when it is published."},
    )
    day = DateField(label="Day of publication", required=False)
    own: ClassVar[tuple[Any, ...]] = (
        "seen",
        Field.radios("when", legend_size=Size.SMALL),
        "day",
        "at",
        Field.textarea("note", rows=4),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False
        if not self.kept:
            self.initial.pop("when", None)

    def proposed(self) -> dict[str, Any]:
        correction = corrections.open_of(self.case)
        version = correction.version if correction else None
        return {"seen": version.number if version else 0, "due_at": None, "note": ""}

    def typed(self, words: Words) -> dict[str, Any]:
        return {**super().typed(words), "when": LATER if words["due_at"] else NOW}

    def clean(self) -> dict[str, Any]:
        """Later needs its day and its hour; at once asks for neither."""
        given = super().clean()
        if given.get("when") == LATER:
            for name, said in (("day", "Enter the day of publication."), ("at", "Enter the hour.")):
                if given.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, said)
        else:
            given["due_at"] = None
        return given

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("seen", "due_at", "note")}


class ReasonForm(NoticeForm):
    """Why; it stays in the history, and those who have the letter are told."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="Those who have the letter are told.",
        error_messages={"required": "Say why: those who have the letter are told."},
    )
    own: ClassVar[tuple[Any, ...]] = (Field.textarea("reason", rows=3),)

    def proposed(self) -> dict[str, Any]:
        return {"reason": REASON}

    def typed(self, words: Words) -> dict[str, Any]:
        return {}

    @property
    def words(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class MomentForm(ReasonForm, PublicationForm):
    """Another moment of publication, and why."""

    own: ClassVar[tuple[Any, ...]] = ("day", "at", Field.textarea("reason", rows=3))

    def proposed(self) -> dict[str, Any]:
        waiting = final.waiting(self.case)
        return {"due_at": waiting.due_at.isoformat() if waiting else None, "reason": REASON}

    def typed(self, words: Words) -> dict[str, Any]:
        return {name: each for name, each in PublicationForm.typed(self, words).items() if name != "reason"}

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("due_at", "reason")}


class PublishForm(OwnWordsForm):
    """Publishing now: why, where it is before the moment that was set; it stays in the history."""

    reason = forms.CharField(
        label="Why now?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="It stays in the history. The area is not told.",
        error_messages={"required": "Say why."},
    )
    own: ClassVar[tuple[Any, ...]] = (Field.textarea("reason", rows=3), Field.textarea("note", rows=4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = final.waiting(self.case)
        if not (waiting and waiting.due_at > self.now):
            self.fields["reason"].required = False
            self.fields["reason"].label = "Remark (optional)"
        self.fields["note"].help_text = "Everybody who is told of it reads this."

    def proposed(self) -> dict[str, Any]:
        return {"reason": REASON, "note": ""}

    def typed(self, words: Words) -> dict[str, Any]:
        return {}

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reason", "note")}
