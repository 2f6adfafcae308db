"""Narrowing what happened and what is on record."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from inspections.forms.widgets import Select
from revisits.accounts.forms.offering import offer
from revisits.accounts.models import User
from revisits.record import tables
from revisits.record.models import Entry
from revisits.record.search import Wanted

INPUT = {"class": "govuk-input"}
Operation = Entry.Operation
CHANGES = [(value, label) for value, label in Operation.choices if value not in Entry.READINGS]
READINGS = [(each.value, each.label) for each in Entry.READINGS]


def change_kinds() -> list[tuple[str, str]]:
    """Added, changed, deleted, and every table on record by its name."""
    return [
        *CHANGES,
        *sorted(((table, tables.title(table)) for table in tables.models()), key=lambda pair: pair[1]),
    ]


class HistoryFilter(forms.Form):
    """Every field may be left empty; what is not understood narrows nothing."""

    kind = forms.ChoiceField(label="What", required=False, widget=Select(attrs={"class": "govuk-select"}))
    who = forms.CharField(label="Who (name or e-mail)", required=False, widget=forms.TextInput(attrs=INPUT))
    since = forms.DateField(
        label="From", required=False, widget=forms.DateInput(attrs=INPUT | {"type": "date"})
    )
    until = forms.DateField(
        label="To", required=False, widget=forms.DateInput(attrs=INPUT | {"type": "date"})
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "Everything"), *kinds])

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        who = given.get("who", "").strip()
        return Wanted(
            kind=given.get("kind", ""),
            people=frozenset(_people(who)) if who else None,
            since=given.get("since"),
            until=given.get("until"),
        )


def _people(who: str) -> Iterable[int]:
    return User.objects.filter(Q(name__icontains=who) | Q(email__icontains=who)).values_list("pk", flat=True)
