from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        # access: who sees what; holdings: what is held on whom; portal: what the forum's page has of it
        from surveys import access, holdings, portal  # noqa: F401  they register what they declare
