"""People, organisations and memberships, for inspection support."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from revisits.accounts import standing
from revisits.accounts.actions.sessions import end_sessions_of_leaver
from revisits.accounts.models import Membership, Organisation, User


class MembershipInline(admin.TabularInline[Membership, User]):
    model = Membership
    extra = 0
    autocomplete_fields = ["organisation"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["name", "email", "title", "is_active"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "title", "telephone", "is_active", "second_factor"]
    readonly_fields = ["second_factor"]
    inlines = [MembershipInline]

    @admin.display(description="Second factor")
    def second_factor(self, person: User) -> str:
        """Whether there is one, and where an administrator resets it."""
        if person.pk is None or not standing.of(person).has_second_factor:
            return "None"
        return format_html(
            'Set up. <a href="{}">Reset it</a>', reverse("reset-second-factor", args=[person.pk])
        )

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        """Whoever was made inactive or holds no membership any more is signed out at once."""
        super().save_related(request, form, formsets, change)
        end_sessions_of_leaver(form.instance)


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    list_display = ["name", "kind", "email", "succeeded_by"]
    list_filter = ["kind"]
    list_select_related = ["succeeded_by"]
    search_fields = ["name"]
    autocomplete_fields = ["succeeded_by"]
