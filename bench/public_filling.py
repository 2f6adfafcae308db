"""The cases of `bench.filling`, three of them for the public: announced, planned, and planned with its letter.

`python -m bench.public_filling SIZE` prints their references.
"""

import json
import sys

import django


def main(size: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from bench.filling import fill

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill(size)
        said = publish()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps(said))


def publish() -> dict[str, str]:
    from inspections.models import Revisit
    from inspections.workflow import State
    from letters.actions.issue import issue_parents_letter
    from letters.actions.render import render_letter
    from revisits import clock

    planned = Revisit.objects.filter(state=State.PLANNED).order_by("pk")[:2]
    announced = Revisit.objects.filter(state=State.NOTIFIED).earliest("pk")
    now = clock.now()
    Revisit.objects.filter(pk__in=[announced.pk, planned[1].pk]).update(parents_letter_date=now.date())
    for case in (announced, planned[1]):
        case.refresh_from_db()
        render_letter(letter=issue_parents_letter(revisit=case, by=None, at=now), at=now)
    # As long as the others, so that the request is.
    unknown = planned[0].reference[:-1] + "x"
    return {
        "announced": announced.reference,
        "planned": planned[0].reference,
        "issued": planned[1].reference,
        "unknown": unknown,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
