"""A real area's volume of answers over the web server: 2,000 online and 90 e-mails entered, none lost.

    python -m bench.survey [--answers 2000] [--emails 90] [--seconds 120]

An hour is played in that many seconds, a third of the answers in its last twelfth. A PostgreSQL of its own, and
gunicorn with one worker; each answer is begun on a page and sent from another, without a browser's proof, from an
address of its own. Before each answer a bare view inserts one row in the same server: the ratio is to that.
"""

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from bench import private, web
from bench.pages import p95

CONNECTIONS = 8
LAST = 12
HIDDEN = re.compile(r'name="token" value="([^"]+)"')
BARE = "/visits/bench/insert/"


def main(answers: int, emails: int, seconds: float) -> None:
    # Addresses are told by a proxy; the hour that is played in minutes is no flood.
    os.environ |= {"TRUSTED_PROXIES": "1", "SURVEY_FLOOD_A_MINUTE": "1000000"}
    with private.folder() as folder, private.postgres(folder) as database:
        there = _call(database, "fill")
        with web.server(folder, database) as (port, _):
            started = time.perf_counter()
            with ThreadPoolExecutor(CONNECTIONS) as threads:
                due = [started + seconds * moment for moment in moments(answers)]
                took = list(threads.map(lambda turn: answer(port, there, *turn), enumerate(due)))
        entered = _call(database, "enter", str(emails))
        found = _call(database, "count")
    print(
        f"sent {answers}, e-mails {emails}; kept {found['web']} and {found['email']}; in {entered['seconds']:.1f} s"
    )
    bare = [each[0] for each in took]
    for name, place in (("bare insert", 0), ("first page", 1), ("sending", 2)):
        times = [each[place] for each in took]
        ratio = statistics.median(times) / statistics.median(bare), p95(times) / p95(bare)
        print(f"{name:12}{statistics.median(times):9.2f}{p95(times):9.2f}{ratio[0]:9.2f}{ratio[1]:9.2f}")
    assert (found["web"], found["email"]) == (answers, emails), "an answer is lost"


def moments(answers: int) -> list[float]:
    """When each is sent, 0 to 1: a third of them in the last twelfth."""
    late = answers // 3
    early = answers - late
    begin = 1 - 1 / LAST
    return [begin * turn / early for turn in range(early)] + [
        begin + turn / late / LAST for turn in range(late)
    ]


def answer(port: int, there: dict[str, Any], number: int, due: float) -> tuple[float, float, float]:
    """Milliseconds of the bare view, of the first page and of sending."""
    time.sleep(max(0.0, due - time.perf_counter()))
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    page = f"/visits/{there['reference']}/survey/answer/"
    bare, _ = _post(line, BARE, number, {})
    first, html = _post(line, page, number, {"go": "start"})
    token = HIDDEN.search(html)
    assert token, html
    given = {there["fields"][0]: "1", there["fields"][3]: f"Words of {number}. " * 20}
    sent, html = _post(line, page, number, {"go": "send", "token": token[1], **given})
    assert "Your answers are sent" in html, html
    return bare, first, sent


def _post(
    line: http.client.HTTPConnection, path: str, number: int, form: dict[str, str]
) -> tuple[float, str]:
    address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
    start = time.perf_counter()
    line.request("POST", path, urlencode(form), headers)
    html = line.getresponse().read().decode()
    return (time.perf_counter() - start) * 1000, html


def _call(database: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.survey_filling", *arguments]
    environment = web.environment(DATABASE_URL=database)
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=int, default=2000)
    parser.add_argument("--emails", type=int, default=90)
    parser.add_argument("--seconds", type=float, default=120)
    asked = parser.parse_args()
    main(asked.answers, asked.emails, asked.seconds)
