from django.apps import AppConfig
from django.core import checks


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        from letters import access  # noqa: F401  who may see what
        from letters.checks import libraries

        checks.register(libraries)
