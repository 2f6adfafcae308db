#!/usr/bin/env python
"""Django's command line. Starts the embedded servers when none is given, and stops them after."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "revisits.settings")
    from django.core.management import execute_from_command_line

    from revisits import embedded

    with embedded.servers(for_command=sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
