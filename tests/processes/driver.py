"""`python -m tests.processes.driver`: the program's own actions, called by a test over a pipe.

A process of its own, so that it has the settings, database and broker of the servers under test. Reads a line
of JSON ({"call": name, ...arguments}), writes a line of JSON.
"""

import json
import sys

import django
from django.db import close_old_connections, connection


def main() -> None:
    django.setup()
    from tests.processes.calls import CALLS

    for line in sys.stdin:
        asked = json.loads(line)
        close_old_connections()
        answer = CALLS[asked.pop("call")](**asked)
        connection.close()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
