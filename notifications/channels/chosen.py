"""Which channels the settings choose."""

from collections.abc import Callable

from django.conf import settings

from notifications.channels import Channel, govuk_notify
from notifications.channels.smtp import Smtp
from notifications.models.outbox import Channel as Way

SMTP, NOTIFY, NONE = "smtp", "notify", "none"


def channels() -> dict[Way, Callable[[], Channel]]:
    """How messages of each way are sent; without text messages, none is written and none leaves."""
    found: dict[Way, Callable[[], Channel]] = {
        Way.EMAIL: govuk_notify.Email if settings.EMAIL_CHANNEL == NOTIFY else Smtp
    }
    if settings.TEXT_CHANNEL == NOTIFY:
        found[Way.TEXT] = govuk_notify.Text
    return found
