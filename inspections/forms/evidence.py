"""Giving evidence: which body gives it, what it is about, and a text where there is no file."""

from typing import Any

from crispy_forms_gds.layout import Field, Size
from django import forms
from django.db.models import QuerySet

from inspections.evidence_policies import LONGEST_TITLE
from inspections.forms.base import CaseForm
from inspections.forms.people import BodyForm
from inspections.giving import Giving
from inspections.models import Weakness
from revisits.accounts.forms.offering import offer_rows
from revisits.accounts.models import User

LONGEST = 200_000


class FilesForm(BodyForm):
    """What goes with the files; the files themselves are the upload's own."""

    weaknesses = forms.ModelMultipleChoiceField(
        Weakness.objects.none(),
        label="Which weaknesses is it about?",
        help_text="Choose all that apply. Leave it empty if it is about the area as a whole.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title = forms.CharField(
        label="Title (optional)",
        help_text="Leave it empty to name each file by its own name.",
        max_length=LONGEST_TITLE,
        required=False,
    )

    def __init__(self, *args: Any, giving: Giving, **kwargs: Any) -> None:
        # A new version is given for whom and about what the document is: nothing of that is asked again.
        bodies = giving.bodies[:1] if giving.document else giving.bodies
        super().__init__(*args, bodies=bodies, **kwargs)
        offer_rows(self, "weaknesses", giving.weaknesses)
        if giving.weaknesses.exists():
            self.helper.layout.append(Field.checkboxes("weaknesses", legend_size=Size.SMALL))
        else:
            del self.fields["weaknesses"]
        if giving.document:
            del self.fields["title"]
        else:
            self.helper.layout.append("title")

    def as_target(self) -> dict[str, Any]:
        """What was typed, as an upload carries it."""
        given = self.cleaned_data
        return {
            "body": str(given["body"].pk),
            "weaknesses": [str(weakness.pk) for weakness in given.get("weaknesses", ())],
            "title": given.get("title", ""),
        }


class TypedForm(FilesForm):
    """A text typed in place of a file."""

    text = forms.CharField(
        label="Text",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Write the text."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.append(Field.textarea("text", rows=12))
        if title := self.fields.get("title"):
            title.required, title.label, title.help_text = True, "Title", ""
            title.error_messages["required"] = "Give the text a title."


class WithdrawForm(CaseForm):
    """Why something is withdrawn."""

    why = forms.CharField(
        label="Why do you withdraw it?",
        help_text="Your own side sees this, and the inspectors where they have read it already.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Say why you withdraw it."},
    )


class NoneForm(CaseForm):
    """Declaring that there is nothing to give."""

    sure = forms.BooleanField(error_messages={"required": "Tick the box to declare it."})
    why = forms.CharField(
        label="Anything to add? (optional)", max_length=2000, widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, further: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = (
            "We cannot give what was asked for"
            if further
            else "There have been none since the initial inspection"
        )
        if further:
            why = self.fields["why"]
            why.label, why.required = "Why can you not give it?", True
            why.error_messages["required"] = "Say why you cannot give it."


class AssignForm(CaseForm):
    """Who of the side does it."""

    person = forms.ModelChoiceField(
        User.objects.none(), label="Who will do it?", required=False, empty_label="Nobody in particular"
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "person", people)
