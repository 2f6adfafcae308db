from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import access, holdings, inbox  # noqa: F401  who may see what; what is held on a person
        from notifications.domain import undelivered
        from revisits.accounts import standing

        standing.read_also("unread", inbox.unread)
        standing.read_also("undelivered", undelivered.number)
