"""Searching and narrowing the list of re-visits."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from inspections import queries
from inspections.models import LocalArea, Revisit, TeamMember
from inspections.workflow import State
from revisits import clock
from revisits.accounts.models import User

SORTS = {
    "first_day": ("first_day", "reference"),
    "-first_day": ("-first_day", "reference"),
    "area": ("wsoa__inspection__area__name", "-first_day"),
    "state": ("state", "-first_day"),
}


class RevisitFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Every filter may be left empty; what is not understood narrows nothing."""

    q = django_filters.CharFilter(label="Search", method="search")
    state = django_filters.ChoiceFilter(label="Stage", choices=State.choices, empty_label="All")
    region = django_filters.ChoiceFilter(
        label="Region",
        field_name="wsoa__inspection__area__region",
        choices=LocalArea.Region.choices,
        empty_label="All",
    )
    lead = django_filters.ModelChoiceFilter(
        label="Lead HMI", method="led_by", queryset=lambda request: leads(), empty_label="All"
    )
    slip = django_filters.ChoiceFilter(
        label="Risk of slip", method="at_risk", choices=[("yes", "Late, or will be")], empty_label="All"
    )
    sort = django_filters.ChoiceFilter(
        label="Order",
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

    @property
    def form(self) -> Any:
        form = super().form
        for field in form.fields.values():
            field.widget.attrs["class"] = (
                "govuk-select" if isinstance(field.widget, forms.Select) else "govuk-input"
            )
        return form

    def search(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        areas = LocalArea.objects.filter(
            Q(name__icontains=value) | Q(authority__name__icontains=value) | Q(code__iexact=value)
        )
        return queryset.filter(Q(reference__icontains=value) | Q(wsoa__inspection__area__in=areas))

    def led_by(self, queryset: QuerySet[Revisit], name: str, value: User) -> QuerySet[Revisit]:
        return queryset.filter(
            pk__in=TeamMember.objects.filter(role=TeamMember.Role.LEAD, user=value).values("revisit")
        )

    def at_risk(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        return queryset.filter(queries.slips(clock.today()))

    def ordered(self, queryset: QuerySet[Revisit], name: str, value: str) -> QuerySet[Revisit]:
        return queryset.order_by(*SORTS[value])


def leads() -> QuerySet[User]:
    return User.objects.filter(pk__in=TeamMember.objects.filter(role=TeamMember.Role.LEAD).values("user"))
