from django.apps import AppConfig
from django.core import checks


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        # access: who sees what; guards: what must hold before the workflow goes on; holdings: what is held on whom
        from letters import (  # noqa: F401  they register what they declare
            access,
            accuracy_access,
            accuracy_guards,
            accuracy_holdings,
            accuracy_portal,
            correction_access,
            final_guards,
            guards,
            holdings,
            outcome_access,
            quality_access,
            receiving_files,
        )
        from letters.checks import letters_of_languages, libraries

        checks.register(libraries)
        checks.register(letters_of_languages)
