"""`python -m revisits.launch.healthy --port 8000`: whether the web server answers; for containers."""

import argparse
import sys
from http.client import HTTPConnection, HTTPException

from django.conf import settings

from revisits.launch import ports


def status(port: int, host: str = "localhost") -> int:
    """The status of the first page as a proxy would ask for it, 0 while nobody answers."""
    connection = HTTPConnection(ports.HOST, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    answer = status(parser.parse_args().port, settings.ALLOWED_HOSTS[0])
    sys.exit(not 200 <= answer < 400)
