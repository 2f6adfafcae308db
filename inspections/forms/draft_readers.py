"""Opening the draft to directors, and their naming of representatives (G24)."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import QuerySet

from inspections.forms.base import CaseForm
from revisits.accounts.models import Membership, User


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
        self.some = nameable.exists()
        field.queryset = nameable  # type: ignore[attr-defined]
        field.label_from_instance = _said  # type: ignore[attr-defined]
        self.helper.layout = Layout(Field.select("membership"))


def _said(membership: Membership) -> str:
    return f"{membership.user}, {membership.get_role_display()}, {membership.organisation}"
