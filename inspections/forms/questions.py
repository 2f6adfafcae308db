"""Writing questions for parents, sharing and settling them, and the forum's comments on them (G11, G16)."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm
from inspections.models import Question, QuestionSet, Weakness
from inspections.models.questions import LONGEST_OPTION
from revisits.accounts.forms.offering import offer_rows

Kind = Question.Kind
LONGEST = 2_000
MOST_ANSWERS = 20
AGREEMENT = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
DONT_KNOW = "don't know"
OWN_WORDS = "Parents answer this in their own words: take the answers out, or choose another kind."


class AskingForm(CaseForm):
    """One question with its answers; it carries the edition that it started from."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Question",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="As parents read it. Never ask for a name, or for anything that identifies a child.",
        error_messages={"required": "Write the question."},
    )
    kind = forms.ChoiceField(
        label="How do parents answer?",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how parents answer."},
    )
    options = forms.CharField(
        label="Answers to choose from, one a line",
        required=False,
        widget=forms.Textarea,
        help_text="Leave it empty for parents' own words. Left empty for a scale, it goes from “Strongly agree” "
        "to “Strongly disagree”. “Don't know” stands beside every scale by itself.",
    )

    @property
    def typed(self) -> tuple[str, list[str]]:
        """The question and its answers as they stand in the boxes, right or not."""
        text, options = (str(self[name].value() or "") for name in ("text", "options"))
        return text, options.splitlines()

    def clean_options(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["options"].splitlines())
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind, options = given.get("kind"), given.get("options", [])
        if kind == Kind.SCALE and not options:
            given["options"] = list(AGREEMENT)
        elif kind and (wrong := _wrong(kind, options)):
            self.add_error("options", wrong)
        return given


class QuestionForm(AskingForm):
    """A question of a case: what it is about, too."""

    weakness = forms.ModelChoiceField(
        Weakness.objects.none(),
        label="Which weakness is it about? (optional)",
        required=False,
        empty_label="No one weakness",
        help_text="What parents answer is then shown by weakness.",
    )
    asks_setting = forms.BooleanField(
        label="It asks where the child goes",
        required=False,
        help_text="For example a mainstream primary school. Answers to the other questions are then shown by it, too.",
    )

    def __init__(self, *args: Any, question_set: QuestionSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "weakness", Weakness.objects.filter(wsoa=question_set.revisit.wsoa_id))
        survey = question_set.purpose == QuestionSet.Purpose.SURVEY
        if not survey:
            del self.fields["asks_setting"]
        self.helper.layout = Layout(
            "edition",
            Field.textarea("text", rows=3),
            Field.radios("kind", legend_size=Size.SMALL),
            Field.textarea("options", rows=6),
            Field.select("weakness"),
            *([Field.checkbox("asks_setting")] if survey else []),
        )


def _wrong(kind: str, options: list[str]) -> str:
    """What is wrong with the answers of this kind; empty where nothing is."""
    small = [option.casefold().replace("\u2019", "'") for option in options]
    if kind == Kind.TEXT:
        return OWN_WORDS if options else ""
    if len(options) < 2:
        return "Give at least two answers, one a line."
    if len(options) > MOST_ANSWERS:
        return f"Give {MOST_ANSWERS} answers at most."
    if len(set(small)) < len(small):
        return "Two of these answers are the same."
    if kind == Kind.SCALE and DONT_KNOW in small:
        return "Take out “Don't know”: it stands beside every scale by itself."
    if max(map(len, options)) > LONGEST_OPTION:
        return f"An answer has {LONGEST_OPTION} characters at most."
    return ""


def initial_question(question: Question) -> dict[str, Any]:
    """What the form starts from."""
    return {
        "edition": question.edition,
        "text": question.text,
        "kind": question.kind,
        "options": "\n".join(question.options),
        "weakness": question.weakness_id,
        "asks_setting": question.asks_setting,
    }


class FocusForm(CaseForm):
    """What it is about, in words for parents (G11)."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    focus = forms.CharField(
        label="Focus",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
        help_text="What you want to hear about, by the weaknesses of the statement of action. "
        "Parents read it with the questions.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("edition", Field.textarea("focus", rows=5))


class ShareForm(CaseForm):
    """Sharing a version, with a word on it."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="A word to the forum (optional)",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
        help_text="For example what you changed after their comments, what you did not, and why.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("edition", Field.textarea("note", rows=4))


class SettleForm(CaseForm):
    """Settling a version without the forum."""

    why = forms.CharField(
        label="Why is it settled without the forum?",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="The reason stays with the questions, and the forum reads it.",
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("why", rows=4))


class CommentsForm(CaseForm):
    """A comment on any of the questions, and on all of them together."""

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_field: dict[str, int | None] = {f"question_{each.pk}": each.pk for each in questions}
        for name, each in zip(self.by_field, questions, strict=True):
            self.fields[name] = _comment(f"Your comment on question {each.place} (optional)")
        self.by_field["general"] = None
        self.fields["general"] = _comment("Your comment on all of it together (optional)")
        self.helper.layout = Layout(*self.by_field)

    @property
    def said(self) -> dict[int | None, str]:
        """The comments by the key of their question; None is all of it."""
        return {key: self.cleaned_data[name].strip() for name, key in self.by_field.items()}


def _comment(label: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=widget)
