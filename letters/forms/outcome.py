"""Writing the outcome letter: a section's words, its date, and comments on it."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm, DateField
from letters.composing.outcome_typed import tidied

LONGEST_SECTION = 20_000
LONGEST_COMMENT = 2_000


class SectionForm(CaseForm):
    """What somebody types into one section; it carries the version that they started from."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Words of this section",
        max_length=LONGEST_SECTION,
        strip=False,
        widget=forms.Textarea,
        help_text="Leave an empty line between paragraphs. Begin a line with “- ” for a list.",
        error_messages={
            "required": "Write what this section says.",
            "max_length": f"Use {LONGEST_SECTION:,} characters at most: a summary is clear and brief (G23).",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-section"] = ""
        self.helper.layout = Layout("after", Field.textarea("text", rows=16))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not tidied(text).strip():
            raise forms.ValidationError("Write what this section says.", code="required")
        return text


class DatedForm(CaseForm):
    """The day that the letter prints."""

    dated = DateField(
        label="Date printed on the letter",
        required=False,
        help_text="Leave it empty while it is open: a draft needs no date, the final letter does.",
    )


class CommentForm(CaseForm):
    """What somebody says of a paragraph, or in reply."""

    text = forms.CharField(
        label="Comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea,
        error_messages={"required": "Write your comment."},
    )

    def __init__(self, *args: Any, label: str = "Comment", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.helper.layout = Layout(Field.textarea("text", rows=4))
