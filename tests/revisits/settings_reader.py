"""`python -m tests.revisits.settings_reader`: the settings, read in one new process for each environment.

Each is forked from this one, which has loaded no more than the packages that the settings import: that takes ten times
as long as reading them. Takes a list of environments as JSON; answers with a list of [exit status, output, errors].
"""

import json
import os
import sys
import tempfile
import traceback
from typing import IO

import celery.app
import celery.schedules
import csp.constants
import django_stubs_ext
import environ

LOADED_BEFORE = (celery.app, celery.schedules, csp.constants, django_stubs_ext, environ)


def read(env: dict[str, str]) -> tuple[int, str, str]:
    """What a process says that reads the settings in this environment, and how it ends."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        child = os.fork()
        if not child:
            _become(env, output, errors)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), _said(output), _said(errors)


def _become(env: dict[str, str], output: IO[str], errors: IO[str]) -> None:
    """The new process, which does not return."""
    status = 1
    try:
        os.dup2(output.fileno(), 1)
        os.dup2(errors.fileno(), 2)
        os.environ.clear()
        os.environ.update(env)
        from revisits import settings

        print(settings.DEMO, settings.DEBUG, settings.SESSION_COOKIE_SECURE, flush=True)  # noqa: T201
        status = 0
    except SystemExit as refusal:
        sys.stderr.write(str(refusal.code))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _said(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


if __name__ == "__main__":
    json.dump([read(env) for env in json.load(sys.stdin)], sys.stdout)
