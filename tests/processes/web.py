"""The program's web server in processes of its own, as `make run` starts it, and a client that breaks off."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from revisits.embedded.process import dies_with_parent
from revisits.launch.ports import HOST
from tests.files.conftest import encoded
from tests.patience import PATIENCE, eventually
from tests.ports import free_port
from tests.processes.stack import CHECKOUT, Stack

TOKEN = "t" * 32


class Web:
    """One web server, of so many processes of four threads. `session` is of the person who sends."""

    def __init__(self, program: Stack, session: str, processes: int) -> None:
        self.port = free_port()
        gunicorn = [
            "gunicorn",
            "revisits.wsgi:application",
            "--bind",
            f"{HOST}:{self.port}",
            "--no-control-socket",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--workers",
            str(processes),
        ]
        with (program.folder / "web.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *gunicorn],
                cwd=CHECKOUT, env=program._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=dies_with_parent(signal.SIGKILL),
            )  # fmt: skip
        cookies = f"sessionid={session}; csrftoken={TOKEN}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Tus-Resumable": "1.0.0"}
        assert eventually(self.answers), (program.folder / "web.log").read_text()[-3000:]

    def answers(self) -> bool:
        try:
            return self.ask("OPTIONS", "/uploads/").status == 204
        except OSError:
            return False

    def ask(self, method: str, path: str, body: bytes = b"", **headers: object) -> http.client.HTTPResponse:
        line = self.line()
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        line.request(
            method, path, body, self.headers | {"Content-Type": "application/offset+octet-stream"} | named
        )
        answer = line.getresponse()
        answer.content = answer.read()  # type: ignore[attr-defined]
        return answer

    def line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)

    def begin(self, length: int, **target: str) -> str:
        told = encoded(name="film.mp4", purpose="notes", target=json.dumps(target))
        answer = self.ask("POST", "/uploads/", Upload_Length=length, Upload_Metadata=told)
        assert answer.status == 201, answer.content  # type: ignore[attr-defined]
        return str(answer.headers["Location"])

    def offset(self, path: str) -> int:
        return int(self.ask("HEAD", path).headers["Upload-Offset"])

    def told(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("GET", path).content)  # type: ignore[attr-defined]
        return found

    def start_sending(self, path: str, offset: int, promised: int, sent: bytes) -> http.client.HTTPConnection:
        """Send some of what was promised; nobody waits for an answer."""
        line = self.line()
        line.putrequest("PATCH", path)
        more = {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": offset,
            "Content-Length": promised,
        }
        for name, value in (self.headers | more).items():
            line.putheader(name, str(value))
        line.endheaders()
        with suppress(OSError):
            line.send(sent)
        return line

    def kill(self) -> None:
        """kill -9, all of its processes at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def web(program: Stack, session: str, *, processes: int = 1) -> Iterator[Web]:
    """Two processes, as `make run` starts them, where requests may meet each other; what is killed needs one."""
    found = Web(program, session, processes)
    try:
        yield found
    finally:
        found.kill()
