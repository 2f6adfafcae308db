from notifications.models.demo_mail import DemoMail
from notifications.models.expansion import Expansion
from notifications.models.feed import CalendarFeed
from notifications.models.outbox import OutboxMessage
from notifications.models.scheduled import ScheduledNotice
from notifications.models.snooze import Snooze
from notifications.models.told_meeting import ToldMeeting
from notifications.models.wishes import Unwanted, Wishes

__all__ = [
    "CalendarFeed",
    "DemoMail",
    "Expansion",
    "OutboxMessage",
    "ScheduledNotice",
    "Snooze",
    "ToldMeeting",
    "Unwanted",
    "Wishes",
]
