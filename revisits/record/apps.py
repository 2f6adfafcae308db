from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RecordConfig(AppConfig):
    name = "revisits.record"
    label = "record"

    def ready(self) -> None:
        from revisits.record.telling import listen

        connection_created.connect(listen)
