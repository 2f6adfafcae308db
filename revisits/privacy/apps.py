from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "revisits.privacy"
    label = "privacy"

    def ready(self) -> None:
        from revisits.privacy import access, holdings  # noqa: F401  they register what they declare
