"""What our commands share: on the embedded database they also run before anybody has migrated."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class ReadyCommand(BaseCommand):
    """A command whose database is ready: an embedded one is migrated first, a given one is left as it is."""

    def execute(self, *args: Any, **options: Any) -> Any:
        if not os.environ.get("DATABASE_URL"):
            self._migrate_embedded()
        return super().execute(*args, **options)

    def _migrate_embedded(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
