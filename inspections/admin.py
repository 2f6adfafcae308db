"""The office's pages: areas, people's parts, holidays, and what a case holds. Computed dates are read only here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from inspections import team_policies
from inspections.actions import holidays, information
from inspections.models import (
    WSOA,
    CaseEvent,
    Holiday,
    HolidayChange,
    InitialInspection,
    LocalArea,
    MonitoringVisit,
    Outcome,
    Revisit,
    SchoolHoliday,
    TeamMember,
    TimelineEvent,
    Weakness,
    WSOAAction,
)
from inspections.policies import Refused
from revisits import clock
from revisits.accounts import access
from revisits.accounts.access import signed_in
from revisits.accounts.office_rows import Ruled
from revisits.accounts.permissions import Permission


class ReadOnly:
    """For rows that the program alone writes."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class SchoolHolidayInline(admin.TabularInline[SchoolHoliday, LocalArea]):
    model = SchoolHoliday
    extra = 0


@admin.register(LocalArea)
class LocalAreaAdmin(Ruled, admin.ModelAdmin[LocalArea]):
    list_display = ["name", "code", "region", "authority", "forum"]
    list_filter = ["region"]
    list_select_related = ["authority", "forum"]
    search_fields = ["name", "code", "authority__name"]
    autocomplete_fields = ["authority", "forum", "health_bodies"]
    inlines = [SchoolHolidayInline]


class WeaknessInline(admin.TabularInline[Weakness, WSOA]):
    model = Weakness
    extra = 0


class MonitoringVisitInline(admin.TabularInline[MonitoringVisit, WSOA]):
    model = MonitoringVisit
    extra = 0


@admin.register(InitialInspection)
class InitialInspectionAdmin(Ruled, admin.ModelAdmin[InitialInspection]):
    list_display = ["area", "first_day", "last_day", "letter_published_on"]
    list_select_related = ["area"]
    search_fields = ["area__name"]
    date_hierarchy = "first_day"
    autocomplete_fields = ["area", "inspectors"]


def ask_about_added(request: HttpRequest, wsoa: WSOA) -> None:
    """Areas that were told already are asked about weaknesses that are new, and the office is told so."""
    if asked := information.ask_about_added(wsoa=wsoa, by=signed_in(request), at=clock.now()):
        things = "1 more thing" if asked == 1 else f"{asked} more things"
        messages.success(request, f"The area was told of the re-visit already: it is asked for {things}.")


@admin.register(WSOA)
class WSOAAdmin(Ruled, admin.ModelAdmin[WSOA]):
    list_display = ["inspection", "received_on", "submitted_on", "fit_for_purpose_on"]
    list_select_related = ["inspection__area"]
    search_fields = ["inspection__area__name"]
    autocomplete_fields = ["inspection"]
    inlines = [WeaknessInline, MonitoringVisitInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        ask_about_added(request, form.instance)


class WSOAActionInline(admin.StackedInline[WSOAAction, Weakness]):
    model = WSOAAction
    extra = 0


@admin.register(Weakness)
class WeaknessAdmin(Ruled, admin.ModelAdmin[Weakness]):
    list_display = ["wsoa", "number", "text"]
    list_select_related = ["wsoa__inspection__area"]
    search_fields = ["text", "wsoa__inspection__area__name"]
    autocomplete_fields = ["wsoa"]
    inlines = [WSOAActionInline]

    def save_model(self, request: HttpRequest, obj: Weakness, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        ask_about_added(request, obj.wsoa)


class TeamMemberForm(forms.ModelForm[TeamMember]):
    """What is on file about somebody new to the area may be corrected, not taken away (G6)."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        member = self.instance
        if member.added_by_id:
            try:
                team_policies.check_known(
                    member.role,
                    inspected=given.get("on_initial_inspection", False),
                    reason=given.get("reason", ""),
                    experience=given.get("experience", ""),
                )
            except Refused as refusal:
                raise ValidationError(str(refusal)) from None
        return given


class TeamInline(admin.TabularInline[TeamMember, Revisit]):
    """Who joins or leaves is settled on the case's own page, which asks whether the team stays complete (G6)."""

    model = TeamMember
    form = TeamMemberForm
    fields = ["user", "role", "on_initial_inspection", "reason", "experience"]
    readonly_fields = ["user", "role"]
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class TimelineInline(ReadOnly, admin.TabularInline[TimelineEvent, Revisit]):
    model = TimelineEvent
    fields = ["code", "day", "planned_on", "planned_time", "override_reason", "done_on", "done_by"]
    readonly_fields = ["planned_on", "planned_time"]
    extra = 0


@admin.register(Revisit)
class RevisitAdmin(Ruled, admin.ModelAdmin[Revisit]):
    """Team, on-site days and stage move on the case's own pages, which tell people."""

    list_display = ["reference", "area", "state", "guidance", "first_day", "last_day"]
    list_filter = ["state", "guidance", "area__region"]
    list_select_related = ["area"]
    search_fields = ["reference", "area__name"]
    date_hierarchy = "first_day"
    readonly_fields = ["reference", "wsoa", "state", "guidance", "first_day", "last_day", "days"]
    fields = tuple(readonly_fields)
    inlines = [TeamInline, TimelineInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(CaseEvent)
class CaseEventAdmin(Ruled, ReadOnly, admin.ModelAdmin[CaseEvent]):
    list_display = ["at", "revisit", "kind", "text", "by"]
    list_filter = ["kind"]
    list_select_related = ["revisit", "by"]
    search_fields = ["revisit__reference", "text"]


@admin.register(Outcome)
class OutcomeAdmin(Ruled, admin.ModelAdmin[Outcome]):
    list_display = ["revisit", "sufficient", "not_sufficient", "published_on"]
    list_select_related = ["revisit"]
    search_fields = ["revisit__reference"]


@admin.register(Holiday)
class HolidayAdmin(Ruled, admin.ModelAdmin[Holiday]):
    """Saving here goes through the actions: every open case is recomputed, and the change is kept.

    A day is added, brought back and withdrawn on the page “Bank holidays”, which shows first what that moves.
    """

    list_display = ["on", "name", "source", "by_hand", "withdrawn"]
    list_filter = ["withdrawn", "by_hand"]
    search_fields = ["name"]
    date_hierarchy = "on"
    fields = ["on", "name", "source", "withdrawn"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Holiday | None = None) -> bool:
        return access.may(request.user, Permission.MANAGE_HOLIDAYS)

    def get_readonly_fields(self, request: HttpRequest, obj: Holiday | None = None) -> list[str]:
        return ["on", "withdrawn", *(["name", "source"] if obj and obj.withdrawn else [])]

    def save_model(self, request: HttpRequest, obj: Holiday, form: object, change: bool) -> None:
        if not obj.withdrawn:
            by, at = signed_in(request), clock.now()
            holidays.add_holiday(on=obj.on, name=obj.name, source=obj.source, by=by, at=at)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(HolidayChange)
class HolidayChangeAdmin(Ruled, ReadOnly, admin.ModelAdmin[HolidayChange]):
    list_display = ["at", "change", "on", "name", "source", "by"]
    list_select_related = ["by"]
