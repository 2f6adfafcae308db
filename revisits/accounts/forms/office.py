"""What the office asks before it resets somebody's second factor."""

from crispy_forms_gds.helper import FormHelper
from django import forms


class ResetSecondFactorForm(forms.Form):
    reason = forms.CharField(
        label="Why, and how you know that it is them",
        help_text="For example: lost phone; called back on the number that we have. It is recorded.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say why, and how you know that it is them."},
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper
