"""Narrowing the list of parents' own words, and marking one answer."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from inspections.forms.evidence_base import choice, weakness_choices
from inspections.models import Question, Revisit, Weakness
from revisits.accounts.forms.offering import offer_more, offer_rows
from surveys.actions.reading import Marks
from surveys.models import TextReading
from surveys.responding import OWN_WORDS
from surveys.words import QUOTABLE, READ, UNREAD, Wanted

SHOW = [(UNREAD, "Not read yet"), (READ, "Read"), (QUOTABLE, "May be quoted")]


class WordsFilter(forms.Form):
    """Every field may be left empty; what is not understood narrows nothing."""

    question = choice("Question", "All questions")
    weakness = choice("Weakness", "All weaknesses")
    show = choice("Show", "Read and not read")

    def __init__(self, *args: Any, revisit: Revisit, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(str(each.pk), f"{each.place}. {each.text[:60]}") for each in questions]
        offer_more(self, "question", [*asked, (str(OWN_WORDS), "Written to no question")])
        offer_more(self, "weakness", [*weakness_choices(revisit), ("0", "About none")])
        offer_more(self, "show", SHOW)

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        question, weakness = given.get("question"), given.get("weakness")
        return Wanted(
            question=int(question) if question else None,
            weakness=int(weakness) if weakness else None,
            show=given.get("show", ""),
        )


class MarksForm(CaseForm):
    """What an answer is about, and whether it may be quoted. `after` is the edition that is looked at."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    weaknesses = forms.ModelMultipleChoiceField(
        Weakness.objects.none(),
        label="Which weaknesses is it about?",
        help_text="None of them: leave all empty. It counts as read once you keep it.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    quotable = forms.BooleanField(
        label="It may be quoted: nothing in what is quoted tells who anybody is", required=False
    )
    excerpt = forms.CharField(
        label="Quote only this part (optional)",
        help_text="Copy it word for word from above. Parents' words are never changed.",
        max_length=4000,
        required=False,
        widget=forms.Textarea,
    )
    names_confirmed = forms.BooleanField(
        label="What looks as if it identified somebody in the quoted words identifies nobody", required=False
    )

    def __init__(self, *args: Any, revisit: Revisit, confirming: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "weaknesses", revisit.wsoa.weaknesses.all())
        if not (confirming or self.data.get("names_confirmed") or self.initial.get("names_confirmed")):
            del self.fields["names_confirmed"]
        rest = [name for name in ("names_confirmed",) if name in self.fields]
        self.helper.layout = Layout(
            "after", "weaknesses", "quotable", Field.textarea("excerpt", rows=3), *rest
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("excerpt") and not given.get("quotable"):
            self.add_error("quotable", "Confirm that it tells of nobody, or leave the part to quote empty.")
        return given

    def marks(self) -> Marks:
        given = self.cleaned_data
        return Marks(
            weaknesses=list(given["weaknesses"]),
            quotable=given["quotable"],
            excerpt=given["excerpt"],
            names_confirmed=bool(given.get("names_confirmed")),
        )


def initial_of(reading: TextReading | None) -> dict[str, Any]:
    """What the form shows of marks that are there."""
    if reading is None:
        return {"after": 0}
    return {
        "after": reading.edition,
        "weaknesses": [about.weakness_id for about in reading.about.all()],
        "quotable": reading.quotable,
        "excerpt": reading.excerpt,
        "names_confirmed": reading.names_confirmed,
    }
