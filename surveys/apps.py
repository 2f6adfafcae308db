from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        # access: who sees what; cited: what has changed since it was cited; holdings: what is held on whom;
        # portal: what the forum's page has of it
        from surveys import access, cited, holdings, portal  # noqa: F401  they register what they declare
