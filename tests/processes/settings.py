"""The program's settings, with an app that takes files for the tests."""

from revisits.settings import *  # noqa: F403
from revisits.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.processes.notes.apps.NotesConfig"]
