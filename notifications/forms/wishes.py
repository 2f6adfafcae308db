"""What somebody wants to be sent, and how."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm
from notifications.catalogue.message import Message
from notifications.models.wishes import FIRST_HOUR, LAST_HOUR
from revisits.accounts.forms.offering import offer

AT_ONCE, GATHERED = "at_once", "gathered"


class WishesForm(CaseForm):
    """At once or once a day, and at what hour; which of the optional messages."""

    how = forms.ChoiceField(
        label="How do you want messages that can wait?",
        choices=(
            (AT_ONCE, "At once, each by itself"),
            (GATHERED, "Once a day, in one e-mail, on working days"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose at once or once a day."},
    )
    hour = forms.TypedChoiceField(
        label="At what hour, if once a day?",
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)],
        error_messages={"invalid_choice": "Choose an hour from 7:00 to 19:00."},
    )
    wanted = forms.MultipleChoiceField(
        label="Which of these do you want?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They are for information: nobody waits for you to do something about them.",
    )

    def __init__(self, *args: Any, optional: list[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.optional = [message.code for message in optional]
        offer(self, "wanted", [(message.code, message.name) for message in optional])
        if not optional:
            del self.fields["wanted"]
        self.helper.layout = Layout(
            Field.radios("how", legend_size=Size.MEDIUM),
            Field.select("hour"),
            *([Field.checkboxes("wanted", legend_size=Size.MEDIUM, small=True)] if optional else []),
        )

    @property
    def unwanted(self) -> list[str]:
        """The codes that were not ticked, once it is valid."""
        wanted = self.cleaned_data.get("wanted", [])
        return [code for code in self.optional if code not in wanted]
