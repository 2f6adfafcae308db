from notifications.models.demo_mail import DemoMail
from notifications.models.expansion import Expansion
from notifications.models.feed import CalendarFeed
from notifications.models.outbox import OutboxMessage
from notifications.models.told_meeting import ToldMeeting

__all__ = ["CalendarFeed", "DemoMail", "Expansion", "OutboxMessage", "ToldMeeting"]
