from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people give: received, judged, hashed, scanned, kept and served. It knows nothing of cases."""

    name = "revisits.files"
    label = "files"

    def ready(self) -> None:
        from revisits.files import access, holdings  # noqa: F401  they register what they declare
