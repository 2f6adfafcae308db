"""People and organisations for the office. Roles and successors are settled on the program's own pages."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from revisits.accounts import standing
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.office_rows import Ruled
from revisits.accounts.visibility import visible


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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """Of roles for one case those whose case the reader may see."""
        case = Membership._meta.get_field("revisit").related_model
        seen = visible(request.user, case).values("pk")
        return super().get_queryset(request).filter(Q(revisit=None) | Q(revisit__in=seen))

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(Ruled, admin.ModelAdmin[User]):
    """A new person is invited; an account is closed on the page of its person."""

    list_display = ["name", "email", "title", "is_active"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "title", "telephone", "is_active", "second_factor"]
    readonly_fields = ["email", "is_active", "second_factor"]
    inlines = [MembershipInline]

    @admin.display(description="Second factor")
    def second_factor(self, person: User) -> str:
        """Whether there is one. An administrator resets it on the program's own page of the person."""
        return "Set up" if standing.of(person).has_second_factor else "None"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(Ruled, admin.ModelAdmin[Organisation]):
    list_display = ["name", "kind", "email", "succeeded_by"]
    list_filter = ["kind"]
    list_select_related = ["succeeded_by"]
    search_fields = ["name"]
    fields = ["name", "kind", "email", "succeeded_by", "succeeded_on"]
    readonly_fields = ["succeeded_by", "succeeded_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """The kind stays: the roles of its people hang on it."""
        return [*self.readonly_fields, "kind"] if obj else [*self.readonly_fields]
