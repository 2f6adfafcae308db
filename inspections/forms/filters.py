"""Searching and narrowing the list of re-visits."""

import re
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections import access, queries
from inspections.forms.widgets import Select
from inspections.models import LocalArea, Revisit, TeamMember
from inspections.workflow import STOPPED, State
from revisits import clock
from revisits.accounts.access import Person
from revisits.accounts.models import User

SORTS = {
    "first_day": ("first_day", "reference"),
    "-first_day": ("-first_day", "reference"),
    "area": ("area__name", "-first_day", "reference"),
    "state": ("state", "-first_day", "reference"),
}


REFERENCE = re.compile(r"[\w-]+", re.ASCII)
SELECT = Select(attrs={"class": "govuk-select"})
INPUT = forms.TextInput(attrs={"class": "govuk-input"})


class RevisitFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Every filter may be left empty; what is not understood narrows nothing."""

    q = django_filters.CharFilter(label="Search", method="search", widget=INPUT)
    state = django_filters.ChoiceFilter(
        label="Stage", widget=SELECT, choices=State.choices, empty_label="All"
    )
    region = django_filters.ChoiceFilter(
        label="Region",
        widget=SELECT,
        field_name="area__region",
        choices=LocalArea.Region.choices,
        empty_label="All",
    )
    lead = django_filters.ChoiceFilter(label="Lead HMI", widget=SELECT, method="led_by", empty_label="All")
    slip = django_filters.ChoiceFilter(
        label="Risk of slip",
        widget=SELECT,
        method="at_risk",
        choices=[("yes", "Late, or will be")],
        empty_label="All",
    )
    sort = django_filters.ChoiceFilter(
        label="Order",
        widget=SELECT,
        method="ordered",
        empty_label=None,
        null_label=None,
        choices=[
            ("-first_day", "Latest first"),
            ("first_day", "Earliest first"),
            ("area", "Area"),
            ("state", "Stage"),
        ],
    )

    class Meta:
        model = Revisit
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for by validation and by rendering, read once.
        self.filters["lead"].extra["choices"] = cache(lambda: leads(kwargs["request"].user))

    def search(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        areas = LocalArea.objects.filter(
            Q(name__icontains=value) | Q(authority__name__icontains=value) | Q(code__iexact=value)
        )
        found = Q(area__in=areas)
        # Only what may stand in a reference is looked for there: no index helps, so every row is read.
        if REFERENCE.fullmatch(value):
            found |= Q(reference__contains=value.lower())
        return queryset.filter(found)

    def led_by(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        # Joined: a re-visit has one lead at most, so none is found twice.
        return queryset.filter(team__user__pk=value, team__role=TeamMember.Role.LEAD, team__removed_at=None)

    def at_risk(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        return queryset.filter(queries.slips(clock.today())).exclude(state__in=STOPPED)

    def ordered(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        return queryset.order_by(*SORTS[value])


def leads(person: Person) -> list[tuple[int, str]]:
    """Key and name of everybody who leads a re-visit that the person may see, or led one."""
    leading = access.team(person).filter(role=TeamMember.Role.LEAD, user=OuterRef("pk"))
    return list(User.objects.filter(Exists(leading)).values_list("pk", "name"))
