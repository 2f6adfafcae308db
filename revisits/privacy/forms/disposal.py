"""Approving disposal, and holding what must be kept."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from inspections.models import Revisit
from revisits.privacy.forms.copies import PersonField


class ApproveForm(CaseForm):
    """The list as it was read, and why it may go."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why may this go?",
        help_text="For example: retention period over, no claim or complaint is open. It stays on record.",
        widget=forms.Textarea,
        error_messages={"required": "Say why this may go."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("edition", Field.textarea("reason", rows=2))


class CaseField(forms.CharField):
    """A case by its reference; cleans to the case, None if empty."""

    def clean(self, value: Any) -> Revisit | None:
        given: str = super().clean(value)
        if not given:
            return None
        found = Revisit.objects.filter(reference__iexact=given).first()
        if found is None:
            raise forms.ValidationError("There is no case with this reference.")
        return found


class HoldForm(CaseForm):
    """A case or a person, and why what is held on it must be kept."""

    case = CaseField(label="Case", help_text="Its reference, for example essex-2022.", required=False)
    person = PersonField(
        label="Or person",
        help_text="Their e-mail address, or their name exactly as it is on file.",
        required=False,
    )
    reason = forms.CharField(
        label="Why must it be kept?",
        help_text="For example: a claim against the decision was brought on 4 April 2022.",
        widget=forms.Textarea,
        error_messages={"required": "Say why it must be kept."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("case", field_width=20), Field.text("person"), Field.textarea("reason", rows=2)
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        named = [given[name] for name in ("case", "person") if given.get(name)]
        if len(named) != 1 and not self.errors.keys() & {"case", "person"}:
            self.add_error("case", "Name either a case or a person.")
        return given


class LiftForm(CaseForm):
    """Why a hold is no longer needed."""

    reason = forms.CharField(
        label="Why is it no longer needed?",
        widget=forms.Textarea,
        error_messages={"required": "Say why it is no longer needed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=2))
