"""The whole demo, loaded once a run for all who begin with it."""

from io import StringIO

from django.core.management import call_command

from tests.snapshots import kept


def load() -> str:
    """What the command said."""
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def loaded() -> str:
    """The demo where it usually starts; the settings are DEMO, and its DEMO_CLOCK the morning of the notice of Essex.

    Its clock has gone on since it was made: set it.
    """
    return kept("demo", load)
