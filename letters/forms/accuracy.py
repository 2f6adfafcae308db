"""Commenting on the draft, asking to do so late, and answering (G25)."""

from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import QuerySet

from inspections.forms.base import CaseForm, DateField
from inspections.models import EvidenceDocument
from inspections.timeline.times import LAST_SECOND, london
from letters.models import Answer, Side

LONGEST = 4_000
Decision = Answer.Decision


def _words(label: str, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea,
        error_messages={"required": missing},
    )


class AccuracyCommentForm(CaseForm):
    """What is wrong in a paragraph, what it should say, and what shows it."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quotation = _words(
        "Words of the draft that are not accurate",
        "Copy the words that your comment is about.",
        "Keep only the words that you mean, exactly as they stand in the paragraph.",
    )
    correction = _words("What it should say", "Write what it should say instead.")
    why = _words(
        "Why, and what shows it",
        "Say why, and what shows it.",
        "Say where the evidence is: which document, which page.",
    )
    document = forms.ModelChoiceField(
        EvidenceDocument.objects.none(),
        label="Document that shows it (optional)",
        required=False,
        empty_label="None of those that the area gave",
    )

    def __init__(self, *args: Any, documents: QuerySet[EvidenceDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [
            "edition",
            Field.textarea("quotation", rows=3),
            Field.textarea("correction", rows=3),
            Field.textarea("why", rows=3),
        ]
        if documents:
            choice = self.fields["document"]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = documents
            fields.append(Field.select("document"))
        else:
            del self.fields["document"]
        self.helper.layout = Layout(*fields)


class SubmitForm(CaseForm):
    """One submission a side; saying that there is nothing to say is one too."""

    none = forms.BooleanField(label="We have no comments on the accuracy of the draft", required=False)
    sure = forms.BooleanField(
        label="These are all the comments of our side",
        error_messages={"required": "Say that these are all of them: you submit once."},
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["none" if count else "sure"]
        self.helper.layout = Layout(*self.fields)


class LateForm(CaseForm):
    """Asking the lead HMI to accept comments late."""

    reason = _words("Why are your comments late?", "Say why they are late.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=4))


class UntilForm(CaseForm):
    """Until the end of which day a side may still submit, and why."""

    until = DateField(
        label="Until the end of which day may they submit?",
        missing="Enter the last day, to its end at 23:59.",
    )
    reason = _words("Reason", "Say why: the reason stays on record, and the side reads it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *(name for name in self.fields if name != "reason"), Field.textarea("reason", rows=4)
        )

    @property
    def moment(self) -> datetime | None:
        """The last second of the day, in London; None where none is given."""
        day = self.cleaned_data.get("until")
        return london(day, LAST_SECOND) if day else None


class LateAnswerForm(UntilForm):
    """Accepting a late request until a day, or declining it."""

    accept = forms.ChoiceField(
        label="Do you accept late comments?",
        choices=[("yes", "Yes, until the end of a day"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you accept them."},
    )
    field_order = ["accept", "until", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False
        radios = Field.radios("accept", legend_size=Size.SMALL, small=True)
        self.helper.layout = Layout(radios, "until", Field.textarea("reason", rows=4))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("accept") == "yes" and not given.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the last day, to its end at 23:59.")
        return given

    @property
    def moment(self) -> datetime | None:
        return super().moment if self.cleaned_data["accept"] == "yes" else None


class ReopenForm(UntilForm):
    """Opening the comments again for a side that has not submitted."""

    side = forms.ChoiceField(
        label="For whom?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for whom the comments are opened again."},
    )
    field_order = ["side", "until", "reason"]

    def __init__(self, *args: Any, sides: list[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["side"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(side.value, side.label) for side in sides]
        radios = Field.radios("side", legend_size=Size.SMALL, small=True)
        self.helper.layout = Layout(radios, "until", Field.textarea("reason", rows=4))


class AnswerForm(CaseForm):
    """The lead HMI's answer; it carries the version that was started from."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    decision = forms.ChoiceField(
        label="Your answer",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer."},
    )
    reason = _words(
        "Reason",
        "Say why, and what changes in the letter.",
        "The side that commented reads this once both parties are told.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        radios = Field.radios("decision", legend_size=Size.SMALL, small=True)
        self.helper.layout = Layout("after", radios, Field.textarea("reason", rows=4))
