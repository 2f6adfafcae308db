from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "revisits.demo"
    label = "demo"
