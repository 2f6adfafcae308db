"""What our commands share: on the embedded database they also run before anybody has migrated."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from revisits.acting import acting


class ReadyCommand(BaseCommand):
    """A command whose database is ready: an embedded one is migrated first, a given one is left as it is."""

    def execute(self, *args: Any, **options: Any) -> Any:
        if not os.environ.get("DATABASE_URL"):
            self._migrate_embedded()
        with acting(person=None, means=f"command {self._name}"):
            return super().execute(*args, **options)

    @property
    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def _migrate_embedded(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
