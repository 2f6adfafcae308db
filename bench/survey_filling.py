"""The survey that `bench.survey` answers: `python -m bench.survey_filling fill | enter NUMBER | count` prints JSON."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def fill() -> dict[str, Any]:
    """A survey that is open now; its reference, and the names of its fields."""
    from django.core.management import call_command
    from django.db import connection

    from inspections.actions.holidays import refresh_holidays
    from tests.notifications.conftest import NOTICE_DAY
    from tests.processes.calls import set_up_survey

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_inserted (id bigserial PRIMARY KEY, said text NOT NULL)")
    refresh_holidays(at=NOTICE_DAY)
    return set_up_survey()


def enter(number: str) -> dict[str, Any]:
    """So many e-mails, entered one after the other by the office."""
    from inspections.models import Question, Revisit
    from revisits import clock
    from revisits.accounts.models import User
    from surveys import codes
    from surveys.actions.entering import enter as entered
    from surveys.models import Response
    from surveys.responding import Given

    case, by, now = Revisit.objects.get(), User.objects.earliest("pk"), clock.now()
    words = Question.objects.get(question_set__revisit=case, kind="text")
    start = time.perf_counter()
    for turn in range(int(number)):
        given = {words.pk: Given(text=f"E-mail {turn}. " * 100)}
        entered(
            revisit=case, given=given, way=Response.Way.EMAIL, received_on=now.date(), mark=codes.new_code(),
            by=by, at=now,
        )  # fmt: skip
    return {"seconds": time.perf_counter() - start}


def count() -> dict[str, Any]:
    """How many are counted, by the way they came."""
    from surveys.models import Answer, Response

    ways = {way: Response.objects.filter(way=way, state="sent").count() for way in ("web", "email")}
    assert Answer.objects.count() == 2 * ways["web"] + ways["email"]
    return ways


if __name__ == "__main__":
    django.setup()
    calls: dict[str, Callable[..., dict[str, Any]]] = {"fill": fill, "enter": enter, "count": count}
    print(json.dumps(calls[sys.argv[1]](*sys.argv[2:])))
