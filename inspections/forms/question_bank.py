"""Writing the national bank of questions, issuing it, and taking questions from it (G16)."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm
from inspections.forms.questions import LONGEST, AskingForm
from inspections.models import BankQuestion
from revisits.accounts.forms.offering import offer


class BankQuestionForm(AskingForm):
    """A question of the bank, under its subject."""

    heading = forms.CharField(
        label="Subject",
        max_length=100,
        help_text="Questions stand under it, for example “Health”.",
        error_messages={"required": "Name the subject."},
    )
    asks_setting = forms.BooleanField(
        label="It asks where the child goes",
        required=False,
        help_text="Answers to the other questions are then shown by it, too.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "edition",
            Field.text("heading"),
            Field.textarea("text", rows=3),
            Field.radios("kind", legend_size=Size.SMALL),
            Field.textarea("options", rows=6),
            Field.checkbox("asks_setting"),
        )


def initial_bank_question(question: BankQuestion) -> dict[str, Any]:
    """What the form starts from."""
    names = ("edition", "heading", "text", "kind", "asks_setting")
    return {name: getattr(question, name) for name in names} | {"options": "\n".join(question.options)}


class IssueBankForm(CaseForm):
    """Bringing a version into use, with a word on what changed."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="What changed, and why?",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="Inspectors who take questions from the bank read it.",
        error_messages={"required": "Say what changed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("edition", Field.textarea("note", rows=4))


class TakingForm(CaseForm):
    """Several questions of the version in use; what is taken already is not offered."""

    chosen = forms.TypedMultipleChoiceField(
        label="Questions of the national bank",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one question."},
    )

    def __init__(self, *args: Any, offered: Iterable[BankQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.line: each for each in offered}
        offer(self, "chosen", [(line, f"{each.heading}: {each.text}") for line, each in self.offered.items()])
        self.helper.layout = Layout(Field.checkboxes("chosen", legend_size=Size.SMALL, small=True))

    @property
    def questions(self) -> list[BankQuestion]:
        """What was chosen."""
        return [self.offered[line] for line in self.cleaned_data["chosen"]]
