from notifications.models.delivery_report import ClearedBounce, DeliveryReport
from notifications.models.demo_mail import DemoMail
from notifications.models.expansion import Expansion
from notifications.models.feed import CalendarFeed
from notifications.models.outbox import OutboxMessage
from notifications.models.scheduled import ScheduledNotice
from notifications.models.snooze import Snooze
from notifications.models.text_number import TextNumber
from notifications.models.told_meeting import ToldMeeting
from notifications.models.wishes import Unwanted, Wishes

__all__ = [
    "CalendarFeed",
    "ClearedBounce",
    "DeliveryReport",
    "DemoMail",
    "Expansion",
    "OutboxMessage",
    "ScheduledNotice",
    "Snooze",
    "TextNumber",
    "ToldMeeting",
    "Unwanted",
    "Wishes",
]
