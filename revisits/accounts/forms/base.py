"""The GOV.UK look for forms that are not ours."""

from typing import TYPE_CHECKING, Any

from crispy_forms_gds.helper import FormHelper
from django import forms

if TYPE_CHECKING:
    Base = forms.Form
else:
    Base = object


class GovUk(Base):
    """Before a form of allauth in its bases. The page carries <form>, the token and the buttons.

    `words` are the fields' labels, hints and what is said when they are empty.
    """

    words: dict[str, tuple[str, str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("autofocus", None)
        for name, (label, hint, missing) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = missing


def for_codes(field: forms.Field) -> None:
    """A box for a code: digits on a phone's keyboard, filled in by the browser where it can."""
    field.widget.attrs |= {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "spellcheck": "false",
        "class": "govuk-input--width-10",
    }
