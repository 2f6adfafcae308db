"""Nothing links an answer to a person: tables, logs, headers and Redis are read after answers over a web server."""

import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from surveys import codes
from tests.patience import PATIENCE, eventually
from tests.processes.stack import Stack, stack
from tests.processes.web import Web, web
from tests.servers import redis_client

pytestmark = pytest.mark.processes

FROM = "127.0.77.33"
SENT = {
    "User-Agent": "Zqagent/7.7",
    "Cookie": "zqcookie=zqcrumb; sessionid=zqsession",
    "Referer": "https://zqreferer.example/",
    "Accept-Language": "zqtongue",
    "X-Forwarded-For": "203.0.113.77",
    "Content-Type": "application/x-www-form-urlencoded",
}
MARKS = (FROM, "zqagent", "zqcrumb", "zqsession", "zqreferer", "zqtongue", "203.0.113.77", "zqquery")
WORDS = "Zqparent wrote this of Zqchild."
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:(\d\d:\d\d(?:\.\d+)?)")
KEPT_BY_NO_OTHER = ("'no-store'", "'private, max-age=0'")
Answer = tuple[int, dict[str, str], str]


@pytest.fixture(scope="module")
def program() -> Iterator[Stack]:
    with stack(GUNICORN_CMD_ARGS="--access-logfile -", LOG_LEVEL="DEBUG", TRUSTED_PROXIES="0") as running:
        yield running


class Parent:
    """Somebody at an address of their own, whose browser tells more than it should."""

    def __init__(self, server: Web, reference: str) -> None:
        self.server, self.start = server, f"/visits/{reference}/survey/"
        self.heard: list[str] = []
        self.fields: list[tuple[str, str]] = []

    def ask(self, method: str, path: str, came_from: str = "", **typed: str) -> Answer:
        line = http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=PATIENCE, source_address=(FROM, 0)
        )
        headers = {**SENT, "Referer": came_from} if came_from else SENT
        line.request(method, f"{path}?zqquery=1", urlencode([*self.fields, *typed.items()]), headers)
        answer = line.getresponse()
        page, heard = answer.read().decode(), dict(answer.getheaders())
        self.heard.append(f"{heard}")
        self.fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        return answer.status, heard, page

    def press(self, button: str, **typed: str) -> str:
        return self.ask("POST", f"{self.start}answer/", go=button, **typed)[2]


def code_on(page: str) -> str:
    found = re.search(r'class="pub-code" dir="ltr">([^<]+)<', page)
    assert found, page
    return found[1]


def answer_and_change(parent: Parent, field: str) -> str:
    """Save, come back, send, send again what is different; the code."""
    parent.ask("GET", parent.start)
    parent.press("start")
    code = code_on(parent.press("save", **{field: WORDS}))
    parent.fields = []
    assert WORDS in parent.ask("POST", f"{parent.start}return/", code=code)[2]
    assert "Your answers are sent" in parent.press("send")
    parent.fields = []
    parent.ask("POST", f"{parent.start}return/", code="AAAA-AAAA-AAAA")
    parent.fields = []
    parent.ask("POST", f"{parent.start}return/", code=code)
    parent.fields = [(name, value) for name, value in parent.fields if name != field]
    assert "took the place of those before" in parent.press("send", **{field: f"{WORDS} Again."})
    return code


def go_elsewhere(parent: Parent, visit: str) -> None:
    """What the pages of the survey load, and where they lead: an old browser tells from where it comes."""
    page = f"http://127.0.0.1:{parent.server.port}{parent.start}answer/"
    paths = {"/static/js/survey.js": page, visit: page, "/outcomes/": ""}
    assert [parent.ask("GET", path, came_from=came_from)[0] for path, came_from in paths.items()] == [200] * 3


def logs(program: Stack) -> dict[str, str]:
    """What every program of the stack wrote, by its file."""
    files = [path for path in program.folder.rglob("*log*") if path.is_file() and "pg_" not in str(path)]
    return {path.name: path.read_text(errors="replace") for path in files}


def rows_that_came(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """By table, of those that changed."""
    tables = [table for table in after if after[table] != before[table]]
    return {table: sorted(set(after[table]) - set(before[table])) for table in tables}


def test_nothing_links_an_answer_to_whoever_gave_it(program: Stack) -> None:
    survey = program.ask("set_up_survey")
    field = survey["fields"][3]
    with web(program, str(program.ask("sign_in")), processes=2) as server:
        first = Parent(server, survey["reference"])
        first.press("start")
        # The first answer opens the survey, which the record tells of.
        assert "Your answers are sent" in first.press("send", **{field: "The first."})
        before = program.ask("every_row")
        parent = Parent(server, survey["reference"])
        code = answer_and_change(parent, field)
        of_the_survey = list(parent.heard)
        go_elsewhere(parent, f"/visits/{survey['reference']}/")
        # The log of the web server is written: another page of the same browser comes to stand in it.
        assert eventually(lambda: "/outcomes/" in logs(program)["web.log"])
    after = program.ask("every_row")

    changed = rows_that_came(before, after)
    assert sorted(changed) == ["surveys_answer", "surveys_response"]
    (answer,), (response,) = changed["surveys_answer"], changed["surveys_response"]
    assert f"{WORDS} Again." in answer and not MOMENT.search(answer)
    assert [found[:5] for found in MOMENT.findall(response)] == ["00:00"]
    everything = "\n".join(row for rows in after.values() for row in rows).casefold()
    redis = redis_client(program.redis)
    broker = "\n".join(f"{key!r} {redis.dump(key)!r}" for key in redis.keys("*")).casefold()
    written = logs(program)
    marks = (*MARKS, code, codes.plain(code))
    for said in (everything, broker, "\n".join(parent.heard).casefold()):
        assert [mark for mark in marks if mark.casefold() in said] == []

    assert FROM in written["web.log"] and "zqagent" in written["web.log"].casefold()
    kept = {name: text.casefold() for name, text in written.items()}
    kept["web.log"] = "\n".join(line for line in kept["web.log"].splitlines() if "/outcomes/" not in line)
    for name, said in kept.items():
        assert [mark for mark in (*marks, WORDS, "/survey/") if mark.casefold() in said] == [], name
    assert_no_trace(of_the_survey)


def assert_no_trace(headers: list[str]) -> None:
    """No header of the survey's pages leaves anything by which the browser could be known again."""
    for said in headers:
        assert "Set-Cookie" not in said and "ETag" not in said and "'Referrer-Policy': 'no-referrer'" in said
        assert any(f"'Cache-Control': {control}" in said for control in KEPT_BY_NO_OTHER), said
