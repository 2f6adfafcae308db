from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "revisits.accounts"
    label = "accounts"
