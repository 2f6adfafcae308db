"""Opening the draft to directors, and their naming of representatives (G24)."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import QuerySet

from inspections.forms.base import CaseForm
from revisits.accounts.models import Membership, Organisation, User


class OpenDraftForm(CaseForm):
    """Directors and chief executives who cannot read it yet."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Open it to",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose whom you open it to."},
    )

    def __init__(self, *args: Any, directors: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {each.user_id: _said(each) for each in directors}
        self.some = bool(said)
        field = self.fields["people"]
        field.queryset = User.objects.filter(pk__in=said)  # type: ignore[attr-defined]
        field.choices = list(said.items())  # type: ignore[attr-defined]
        self.helper.layout = Layout(Field.checkboxes("people", legend_size=Size.SMALL))


class NameReaderForm(CaseForm):
    """Somebody who holds a role at a director's own body already."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Person",
        empty_label="Choose",
        error_messages={"required": "Choose the person."},
    )

    def __init__(self, *args: Any, nameable: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        field.queryset = nameable  # type: ignore[attr-defined]
        field.label_from_instance = _said  # type: ignore[attr-defined]
        self.helper.layout = Layout(Field.select("membership"))


class NewPersonForm(CaseForm):
    """Somebody new, by name and address; and for which body, where the inviter acts for several."""

    name = forms.CharField(label="Name", max_length=150, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="The invitation goes there: use their own address at work, not a shared mailbox.",
        error_messages={"required": "Enter their e-mail address."},
    )
    body = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="For which organisation?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose the organisation."},
    )

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = list(bodies)
        self.helper.layout = Layout("name", "email")
        if len(self.bodies) == 1:
            del self.fields["body"]
            return
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.helper.layout.append(Field.radios("body", legend_size=Size.SMALL))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if len(self.bodies) == 1:
            given["body"] = self.bodies[0]
        return given


def _said(membership: Membership) -> str:
    return f"{membership.user}, {membership.get_role_display()}, {membership.organisation}"
