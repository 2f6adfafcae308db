from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import access, holdings  # noqa: F401  who may see what; what is held on a person
