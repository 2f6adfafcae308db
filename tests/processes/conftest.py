"""What every stack begins with."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _dump_is_kept(django_db_modify_db_settings: None) -> None:
    """Copying the worker's own database has left the dump that a stack's is filled from."""
