from django.apps import AppConfig
from django.core import checks


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        from letters.checks import libraries

        checks.register(libraries)
