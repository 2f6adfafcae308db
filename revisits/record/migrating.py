"""What migrations of the program do beside Django's own operations."""

from collections.abc import Sequence
from typing import Any

import pgtrigger.compiler
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class InstallTriggers(Operation):
    """Install the triggers that the options of these models of the app name.

    pgtrigger's own operation adds one trigger, for which Django renders every model anew; hundreds of them make the
    first start of the program a minute longer. This one renders nothing.
    """

    reversible = True

    def __init__(self, models: Sequence[str]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models' options have the triggers already."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for trigger in self._triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for trigger in self._triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return f"Install the triggers of {', '.join(self.models)}"

    def _triggers(self, app_label: str, state: ProjectState) -> list[pgtrigger.compiler.Trigger]:
        models = [state.models[app_label, name.lower()] for name in self.models]
        return [trigger for model in models for trigger in model.options["triggers"]]

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.models], {}
