"""The operation that installs many triggers at once, there and back."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from revisits.record.migrating import InstallTriggers

pytestmark = pytest.mark.django_db
INSTALLED = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'letters_signoff'::regclass AND NOT tgisinternal"


def installed() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        return {name for (name,) in cursor.fetchall()}


def test_the_triggers_of_a_model_go_and_come_together() -> None:
    operation, before = InstallTriggers(["SignOff"]), installed()
    state = MigrationLoader(connection).project_state()
    assert before and operation.describe() == "Install the triggers of SignOff"
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("letters", editor, state, state)
        assert installed() == set()
        operation.database_forwards("letters", editor, state, state)
    assert installed() == before
