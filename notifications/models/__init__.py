from notifications.models.delivery_report import ClearedBounce, DeliveryReport
from notifications.models.demo_mail import DemoMail
from notifications.models.expansion import Expansion
from notifications.models.outbox import OutboxMessage
from notifications.models.text_number import TextNumber
from notifications.models.told_meeting import ToldMeeting

__all__ = [
    "ClearedBounce",
    "DeliveryReport",
    "DemoMail",
    "Expansion",
    "OutboxMessage",
    "TextNumber",
    "ToldMeeting",
]
