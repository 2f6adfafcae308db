"""The outbox for the office: what was written, how it stands, and a second try."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from inspections.actions.record import poke
from notifications.domain.deliver import try_again
from notifications.models import OutboxMessage
from revisits.accounts.office_rows import Ruled


@admin.register(OutboxMessage)
class OutboxMessageAdmin(Ruled, admin.ModelAdmin[OutboxMessage]):
    """Read only: what was written stays as it was."""

    list_display = [
        "subject",
        "recipient_name",
        "recipient_email",
        "status",
        "written_at",
        "sent_at",
        "attempts",
    ]
    list_filter = ["status", "channel", "message"]
    search_fields = ["recipient_name", "recipient_email", "subject", "revisit__reference"]
    date_hierarchy = "written_at"
    show_full_result_count = False
    actions = ["send_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxMessage | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxMessage | None = None) -> bool:
        return False

    @admin.action(description="Try again: failed, or with an address by now", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxMessage]) -> None:
        pks = list(queryset.values_list("pk", flat=True))
        queued = sum(try_again(pk=pk, now=timezone.now()) for pk in pks)
        poke("notifications.deliver_due")
        left = len(pks) - queued
        level = messages.WARNING if left else messages.SUCCESS
        self.message_user(request, f"{queued} queued again, {left} left as they were.", level)
