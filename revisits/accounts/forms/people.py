"""Forms of the office's pages on people and bodies."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout
from django import forms

from revisits.accounts.forms.dates import DateField
from revisits.accounts.forms.offering import offer, offer_rows
from revisits.accounts.kinds import Kind
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.roles import Role
from revisits.accounts.visibility import visible

# Areas and cases, which lie a layer above.
AREA = Membership._meta.get_field("area").related_model
REVISIT = Membership._meta.get_field("revisit").related_model


class OfficeForm(forms.Form):
    """A form inside a page's own <form>: the page carries the token and the buttons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.legend_size = self.helper.label_size = "s"
        self.helper.layout = Layout(*(_field(name, field) for name, field in self.fields.items()))


def _field(name: str, field: forms.Field) -> Any:
    """A field with the look that its kind has."""
    if isinstance(field.widget, forms.Select):
        return Field.select(name)
    if isinstance(field.widget, forms.Textarea):
        return Field.textarea(name, rows=3)
    return Field.text(name) if isinstance(field.widget, forms.TextInput) else name


class BodyField(forms.ModelChoiceField[Organisation]):
    """A body, listed with its kind where names alone could be mistaken."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class RoleForm(OfficeForm):
    """A role at a body, for all that the body has to do with, or for one area or one case."""

    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose the role."})
    organisation = BodyField(
        Organisation.objects.all(),
        label="Organisation",
        empty_label="Choose",
        error_messages={"required": "Choose the organisation."},
    )
    area = forms.ModelChoiceField(
        AREA._default_manager.none(),
        label="For one area alone (optional)",
        required=False,
        empty_label="All that the organisation has to do with",
    )
    revisit = forms.ModelChoiceField(
        REVISIT._default_manager.none(),
        label="For one re-visit alone (optional)",
        to_field_name="reference",
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        help_text="Its reference, for example essex-2022. A named representative needs it.",
        error_messages={"invalid_choice": "There is no re-visit with this reference."},
    )

    def __init__(self, *args: Any, roles: frozenset[Role], by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "area", visible(by, AREA))
        offer_rows(self, "revisit", visible(by, REVISIT))
        choices = [(role.value, role.label) for role in Role if role in roles]
        offer(self, "role", [("", "Choose"), *choices])

    @property
    def offer(self) -> dict[str, Any]:
        """What was chosen, as actions take it."""
        return {name: self.cleaned_data[name] for name in ("role", "organisation", "area", "revisit")}


class InviteForm(RoleForm):
    name = forms.CharField(label="Name", max_length=150, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="Their own at work, not a shared mailbox: whoever reads it can accept.",
        error_messages={"required": "Enter their e-mail address."},
    )
    field_order = ["name", "email", "role", "organisation", "area", "revisit"]


class AppointForm(RoleForm):
    until = DateField(label="Last day (optional)", required=False)


class ReasonForm(OfficeForm):
    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is recorded, and the person reads it.",
        error_messages={"required": "Say why."},
    )


class OrganisationForm(OfficeForm):
    """A body: its kind is chosen once."""

    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose"), *Kind.choices], error_messages={"required": "Choose the kind."}
    )
    name = forms.CharField(label="Name", max_length=150, error_messages={"required": "Enter the name."})
    email = forms.EmailField(label="E-mail address (optional)", required=False)

    def __init__(self, *args: Any, body: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body or Organisation()
        if body:
            self.fields["kind"].disabled = True

    def _post_clean(self) -> None:
        """What the database would refuse is said beside the field."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for name, value in self.cleaned_data.items():
                setattr(self.body, name, value)
            try:
                self.body.validate_constraints()
            except forms.ValidationError as wrong:
                self.add_error("name", wrong.messages)


class SuccessorForm(OfficeForm):
    successor = BodyField(
        Organisation.objects.none(),
        label="Succeeded by",
        empty_label="Choose",
        error_messages={"required": "Choose the body that has its duties now."},
    )
    on = DateField(
        label="First day of the successor",
        missing="Enter the first day of the successor.",
        help_text="For example 1 7 2022.",
    )

    def __init__(self, *args: Any, body: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = Organisation.objects.filter(kind=body.kind).exclude(pk=body.pk)
        offer_rows(self, "successor", same)
