"""A browser's part of a request, and no more: one kept connection, one cookie."""

import http.client
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    body: bytes
    seconds: float


class Browser:
    """Somebody who is signed in at a server on this machine. RuntimeError where a page is not a 200."""

    def __init__(self, port: int, session: str = "") -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Cookie": f"sessionid={session}"}

    def get(self, path: str) -> Answer:
        """The whole body, and the seconds from asking until its last byte."""
        start = time.perf_counter()
        self.line.request("GET", path, headers=self.headers)
        response = self.line.getresponse()
        body = response.read()
        seconds = time.perf_counter() - start
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return Answer(body, seconds)
