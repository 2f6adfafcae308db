from django.apps import AppConfig
from django.core import checks


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        # access: who sees what; guards: what must hold before the workflow goes on; holdings: what is held on whom
        from letters import access, final_guards, guards, holdings  # noqa: F401  they register what they declare
        from letters import outcome_access, quality_access  # noqa: F401  likewise
        from letters.checks import libraries

        checks.register(libraries)
