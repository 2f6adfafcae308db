"""Writing a confidential paper."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import QuerySet

from inspections.forms.base import CaseForm
from revisits.accounts.models import Organisation

LONGEST = 200_000


class PaperForm(CaseForm):
    """A title and a text. What is written stays: a correction is a new paper."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Give the paper a title."}
    )
    text = forms.CharField(
        label="Text",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Write the text."},
    )
    rows = 12

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("title", Field.textarea("text", rows=self.rows))


class DraftForm(PaperForm):
    """The next draft; it carries which one it started from."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rows = 24

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.append("after")


class EvidenceForm(PaperForm):
    """Evidence, and for which body it is given where the giver acts for several."""

    body = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="For whom do you give it?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose for whom you give it."},
    )

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = list(bodies)
        if len(self.bodies) == 1:
            del self.fields["body"]
            return
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.helper.layout.insert(0, Field.radios("body", legend_size=Size.SMALL))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if len(self.bodies) == 1:
            given["body"] = self.bodies[0]
        return given
