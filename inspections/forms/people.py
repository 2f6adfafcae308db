"""What forms about people and bodies share."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import QuerySet

from inspections.forms.base import CaseForm
from revisits.accounts.forms.offering import offer_rows
from revisits.accounts.models import Organisation


class BodyForm(CaseForm):
    """For which body somebody acts: asked where they act for several, else the one."""

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
        self.helper.layout = Layout()
        if len(self.bodies) == 1:
            del self.fields["body"]
            return
        offer_rows(self, "body", bodies)
        self.helper.layout.append(Field.radios("body", legend_size=Size.SMALL))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if len(self.bodies) == 1:
            given["body"] = self.bodies[0]
        return given


class NewPersonForm(BodyForm):
    """Somebody new, by name and address."""

    name = forms.CharField(label="Name", max_length=150, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="The invitation goes there: use their own address at work, not a shared mailbox.",
        error_messages={"required": "Enter their e-mail address."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.extend(["name", "email"])
