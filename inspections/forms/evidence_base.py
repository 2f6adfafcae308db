"""Narrowing the evidence base, searching it, and saying what a document shows."""

from typing import Any

from django import forms

from inspections.evidence_list import Wanted
from inspections.forms.base import CaseForm
from inspections.forms.widgets import Select
from inspections.models import EvidenceNote, EvidenceView, InformationItem, Revisit, Tag, Weakness
from revisits.accounts.forms.offering import offer_more

SELECT = {"class": "govuk-select"}


def choice(label: str, first: str) -> forms.ChoiceField:
    """A drop-down that narrows; `first` is what stands for everything."""
    found = forms.ChoiceField(label=label, required=False, widget=Select(attrs=SELECT))
    found.choices = [("", first)]
    return found


class EvidenceFilter(forms.Form):
    """Every field may be left empty; what is not understood narrows nothing."""

    weakness = choice("Weakness", "All weaknesses")
    show = choice("Show", "Read and unread")
    side = choice("Given by", "Both sides")
    tag = choice("Tag", "Any tag")
    item = choice("Asked for", "Anything")

    def __init__(self, *args: Any, revisit: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_more(self, "weakness", [*weakness_choices(revisit), ("0", "About the whole")])
        offer_more(self, "show", [("unread", "Unread by me")])
        offer_more(self, "side", [("area", "The area"), ("forum", "The parent carer forum")])
        offer_more(self, "tag", [(str(tag.pk), tag.name) for tag in Tag.objects.filter(revisit=revisit)])
        items = InformationItem.objects.filter(revisit=revisit)
        offer_more(self, "item", [(str(item.pk), item.title) for item in items])

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            weakness=_number(given.get("weakness")),
            unread=given.get("show") == "unread",
            side=given.get("side", ""),
            tag=_number(given.get("tag")),
            item=_number(given.get("item")),
        )


class NoteFilter(forms.Form):
    """Every field may be left empty."""

    kind = choice("Kind", "All kinds")
    weakness = choice("Weakness", "All weaknesses")
    tag = choice("Tag", "Any tag")
    who = choice("Written by", "Anybody")

    def __init__(self, *args: Any, revisit: Revisit, authors: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        added: dict[str, list[tuple[str, str]]] = {
            "kind": [(kind.value, str(kind.label)) for kind in EvidenceNote.Kind],
            "weakness": weakness_choices(revisit),
            "tag": [(str(tag.pk), tag.name) for tag in Tag.objects.filter(revisit=revisit)],
            "who": [(str(pk), name) for pk, name in authors],
        }
        for name, choices in added.items():
            offer_more(self, name, choices)

    def wanted(self) -> dict[str, str]:
        """What was chosen, by field; empty choices left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SearchForm(forms.Form):
    """Words to look for in notes, titles and documents."""

    q = forms.CharField(
        label="Search notes, titles and the words of documents",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input", "type": "search"}),
    )


class ImpactForm(CaseForm):
    """What one inspector sees in a document, weakness by weakness; one may be left open."""

    def __init__(self, *args: Any, weaknesses: list[Weakness], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weaknesses = weaknesses
        for weakness in weaknesses:
            self.fields[f"shows_{weakness.pk}"] = forms.ChoiceField(
                label=short(weakness),
                choices=[("", "Not said"), *EvidenceView.Shows.choices],
                required=False,
                widget=Select(attrs=SELECT),
            )

    def given(self) -> list[tuple[Weakness, str]]:
        """Each weakness with what was chosen, empty for nothing; once it is valid."""
        return [(weakness, self.cleaned_data[f"shows_{weakness.pk}"]) for weakness in self.weaknesses]


def short(weakness: Weakness, most: int = 70) -> str:
    """A weakness in one line."""
    said = str(weakness)
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def weakness_choices(revisit: Revisit) -> list[tuple[str, str]]:
    return [(str(each.number), short(each)) for each in revisit.wsoa.weaknesses.all()]


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isdecimal() else None
