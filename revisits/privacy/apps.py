from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "revisits.privacy"
    label = "privacy"

    def ready(self) -> None:
        from revisits.privacy import holdings  # noqa: F401  what is held on a person
