from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "revisits.public"
    label = "public"
    verbose_name = "public pages"
