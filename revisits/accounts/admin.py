"""People, organisations and memberships, for inspection support."""

from django.contrib import admin

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
    fields = ["name", "email", "title", "telephone", "is_active"]
    inlines = [MembershipInline]


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    list_display = ["name", "kind", "email", "succeeded_by"]
    list_filter = ["kind"]
    list_select_related = ["succeeded_by"]
    search_fields = ["name"]
    autocomplete_fields = ["succeeded_by"]
