"""A counterpart of GOV.UK Notify that speaks its API, as far as the program uses it, and is as strict.

Written from its public documentation (docs.notifications.service.gov.uk: authorisation, sending, statuses, errors).
"""

import base64
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import jwt

SERVICE, SECRET = "8b3aa916-ec82-434e-b0c5-d5d9b371d6a3", "c1f2d3a4-0b1c-4d2e-8f3a-9b0c1d2e3f40"
API_KEY = f"re_visits-{SERVICE}-{SECRET}"
EMAIL, LETTER, TEXT = (str(UUID(int=number)) for number in (1, 2, 3))
TEMPLATES = {
    EMAIL: ("email", {"subject", "body"}),
    LETTER: ("email", {"subject", "body", "letter"}),
    TEXT: ("sms", {"body"}),
}
KINDS = {"email": "email_address", "sms": "phone_number"}
OPTIONAL = {
    "email": {
        *("personalisation", "reference", "email_reply_to_id"),
        *("one_click_unsubscribe_url", "sanitise_content_for"),
    },
    "sms": {"personalisation", "reference", "sms_sender_id"},
}
ADDRESSES = {"email": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}"), "sms": re.compile(r"(\+44|0)7\d{9}")}
FILE = {"file", "filename", "confirm_email_before_download", "retention_period"}
LARGEST = 2 * 1024 * 1024
# The system clock of whoever asks may differ by so much.
SECONDS = 30


class Refusal(Exception):
    """An answer that is none: its status, the type of error, and its words."""

    def __init__(self, status: int, error: str, message: str) -> None:
        self.status, self.said = status, message
        self.body = {"status_code": status, "errors": [{"error": error, "message": message}]}


RATE = Refusal(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
DAILY = Refusal(429, "TooManyRequestsError", "Exceeded send limits (250000) for today")
BROKEN = Refusal(500, "Exception", "Internal server error")
CLOCK = Refusal(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")


@dataclass
class Notify:
    """What was taken, and how it answers. `faults` are answered in turn in place of taking; `drops` more messages are
    taken, and the line cut before the answer; while `hangs` is set it takes messages and says nothing."""

    port: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)
    drops: int = 0
    hangs: bool = False
    hanging: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[dict[str, Any]]:
        return [each for each in self.taken if each["to"] == address]

    def take(self, kind: str, given: Any) -> dict[str, Any]:
        """Check a message as Notify does, and keep it."""
        if not isinstance(given, dict):
            raise _bad("request body must be a JSON object")
        named = KINDS[kind]
        for needed in (named, "template_id"):
            if needed not in given:
                raise _bad(f"{needed} is a required property")
        if unknown := given.keys() - OPTIONAL[kind] - {named, "template_id"}:
            raise _bad(f"Additional properties are not allowed ({', '.join(unknown)} was unexpected)")
        if not ADDRESSES[kind].fullmatch(given[named]):
            raise _bad(f"{named} Not a valid {'email address' if kind == 'email' else 'phone number'}")
        words = given.get("personalisation", {})
        self._check(kind, given["template_id"], words)
        taken = {
            "id": str(uuid4()),
            "kind": kind,
            "to": given[named],
            "reference": given.get("reference"),
            "template": given["template_id"],
            "words": words,
            "status": "sending",
        }
        self.taken.append(taken)
        return taken

    def _check(self, kind: str, template: str, words: dict[str, Any]) -> None:
        if TEMPLATES.get(template, ("",))[0] != kind:
            raise Refusal(400, "BadRequestError", "Template not found")
        if missing := TEMPLATES[template][1] - words.keys():
            raise Refusal(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
        for name, value in words.items():
            if isinstance(value, dict):
                if value.keys() - FILE or not isinstance(value.get("file"), str):
                    raise _bad(f"personalisation {name} is not a file")
                if len(base64.b64decode(value["file"], validate=True)) > LARGEST:
                    raise Refusal(400, "BadRequestError", "File did not pass the size limit")
            elif not isinstance(value, str | int):
                raise _bad(f"personalisation {name} is not of type string")


def _bad(message: str) -> Refusal:
    return Refusal(400, "ValidationError", message)


def check_token(header: str | None) -> None:
    """A JWT of ours: HS256 with the key's secret, its service as `iss`, made within half a minute."""
    if not header or not header.startswith("Bearer "):
        raise Refusal(401, "AuthError", "Unauthorized: authentication token must be provided")
    token = header.removeprefix("Bearer ")
    try:
        told = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.InvalidTokenError as error:
        raise Refusal(403, "AuthError", "Invalid token: API key not found") from error
    if jwt.get_unverified_header(token).get("typ") != "JWT" or told.get("iss") != SERVICE:
        raise Refusal(403, "AuthError", "Invalid token: service not found")
    if abs(time.time() - told.get("iat", 0)) > SECONDS:
        raise CLOCK


class Handler(BaseHTTPRequestHandler):
    notify: Notify
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Nothing on the terminal."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(lambda: self._send(body))

    def do_GET(self) -> None:
        self._answer(self._list)

    def _answer(self, work: Any) -> None:
        try:
            check_token(self.headers["Authorization"])
            status, told = work()
        except Refusal as refusal:
            status, told = refusal.status, refusal.body
        if status:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def _send(self, body: bytes) -> tuple[int, Any]:
        """201 with the message; no answer at all where the line is to be cut."""
        notify, path = self.notify, urlsplit(self.path).path
        kind = path.removeprefix("/v2/notifications/")
        if kind not in KINDS:
            raise Refusal(404, "NoResultFound", "No result found")
        if self.headers["Content-Type"] != "application/json":
            raise Refusal(400, "BadRequestError", "Invalid JSON supplied in POST data")
        if notify.faults:
            raise notify.faults.pop(0)
        taken = notify.take(kind, json.loads(body))
        while notify.hangs:
            notify.hanging.set()
            time.sleep(0.02)
        if notify.drops:
            notify.drops -= 1
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return 0, None
        return 201, {
            "id": taken["id"],
            "reference": taken["reference"],
            "content": {"body": str(taken["words"].get("body"))},
            "uri": f"{notify.url}/v2/notifications/{taken['id']}",
            "template": {"id": taken["template"], "version": 1, "uri": ""},
            "scheduled_for": None,
        }

    def _list(self) -> tuple[int, Any]:
        where = urlsplit(self.path)
        if where.path != "/v2/notifications":
            raise Refusal(404, "NoResultFound", "No result found")
        asked = {name: values[0] for name, values in parse_qs(where.query).items()}
        if asked.get("template_type", "email") not in KINDS:
            raise _bad("template_type is not one of [sms, email, letter]")
        self.notify.asked.append(asked.get("reference", ""))
        found = [
            {"id": each["id"], "reference": each["reference"], "status": each["status"], "type": each["kind"]}
            for each in self.notify.taken
            if each["reference"] == asked.get("reference", each["reference"])
            and each["kind"] == asked.get("template_type", each["kind"])
        ]
        return 200, {"notifications": found[:250], "links": {"current": self.notify.url + self.path}}


@contextmanager
def notify_server() -> Iterator[Notify]:
    """A Notify at 127.0.0.1, on a free port, in threads of its own."""
    notify = Notify()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"notify": notify}))
    notify.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield notify
    finally:
        notify.hangs = False
        server.shutdown()
        server.server_close()
