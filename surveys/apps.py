from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        # access: who sees what; holdings: what is held on whom
        from surveys import access, holdings  # noqa: F401  they register what they declare
