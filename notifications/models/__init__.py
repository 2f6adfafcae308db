from notifications.models.demo_mail import DemoMail
from notifications.models.expansion import Expansion
from notifications.models.outbox import OutboxMessage

__all__ = ["DemoMail", "Expansion", "OutboxMessage"]
