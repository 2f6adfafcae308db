"""People and organisations for the office. Roles and successors are settled on the program's own pages."""

from django.contrib import admin
from django.http import HttpRequest

from revisits.accounts.models import Membership, Organisation, User


class MembershipInline(admin.TabularInline[Membership, User]):
    """Read only: the page of a person asks who may give which role, and keeps the reason why one ended."""

    model = Membership
    fk_name = "user"
    readonly_fields = [
        "role",
        "organisation",
        "area",
        "revisit",
        "starts_on",
        "ends_on",
        "granted_by",
        "end_reason",
    ]
    fields = tuple(readonly_fields)
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """A new person is invited; an account is closed on the page of its person."""

    list_display = ["name", "email", "title", "is_active"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "title", "telephone", "is_active"]
    readonly_fields = ["email", "is_active"]
    inlines = [MembershipInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    list_display = ["name", "kind", "email", "succeeded_by"]
    list_filter = ["kind"]
    list_select_related = ["succeeded_by"]
    search_fields = ["name"]
    fields = ["name", "kind", "email", "succeeded_by", "succeeded_on"]
    readonly_fields = ["succeeded_by", "succeeded_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """The kind stays: the roles of its people hang on it."""
        return [*self.readonly_fields, "kind"] if obj else [*self.readonly_fields]
