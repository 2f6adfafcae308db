"""Reviewing the outcome letter, withdrawing it, and accepting what looks like an identifier (G7, G24)."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm
from letters.models import QualityReview

LONGEST, LONGEST_REASON = 20_000, 2_000
Decision = QualityReview.Decision
ON_SITE = (("on", "On site"), ("off", "Off site"))


def as_told(on_site: bool | None) -> dict[str, str]:
    """What a review begins with: where the area was told that quality is assured (G7); nothing while that is open."""
    return {} if on_site is None else {"on_site": "on" if on_site else "off"}


class ReviewForm(CaseForm):
    """One agency's decision on one version."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=(
            (Decision.APPROVE, "Approve: it may leave as it is"),
            (Decision.RETURN, "Return with comments: it goes back to the team at once"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you approve or return it."},
    )
    comments = forms.CharField(
        label="Comments for the team",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="Needed to return it. They are read here, after signing in; they are not sent by e-mail.",
    )
    on_site = forms.ChoiceField(
        label="Where did you assure its quality?",
        choices=ON_SITE,
        widget=forms.RadioSelect,
        help_text="It is recorded with your decision (G7).",
        error_messages={"required": "Choose on site or off site."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("decision", legend_size=Size.SMALL),
            Field.textarea("comments", rows=8),
            Field.radios("on_site", legend_size=Size.SMALL, inline=True),
        )

    def clean(self) -> dict[str, Any]:
        """What is returned without a word cannot be worked on."""
        given = super().clean() or {}
        if given.get("decision") == Decision.RETURN and not given.get("comments", "").strip():
            self.add_error("comments", "Say what is to be changed: the team works from your comments.")
        return given

    @property
    def given(self) -> dict[str, Any]:
        """For the action, once it is valid."""
        on_site = self.cleaned_data["on_site"] == "on"
        return {name: self.cleaned_data[name] for name in ("decision", "comments")} | {"on_site": on_site}


class WithdrawForm(CaseForm):
    """Taking the letter back to change it."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="It stays in the case's history, which all staff can read: no words of the letter.",
        error_messages={"required": "Say why it is withdrawn."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=4))


class AcceptForm(CaseForm):
    """Accepting words that identify nobody."""

    reason = forms.CharField(
        label="Why do these words identify nobody?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="For example: it is the name of a service, not of a person. "
        "It holds for these words in this section alone.",
        error_messages={"required": "Say why these words identify nobody."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=4))
