from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "revisits.accounts"
    label = "accounts"

    def ready(self) -> None:
        from revisits.accounts import holdings, receivers, rules  # noqa: F401
