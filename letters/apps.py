from django.apps import AppConfig
from django.core import checks


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        from letters import access, holdings  # noqa: F401  who may see what; what is held on a person
        from letters.checks import libraries

        checks.register(libraries)
