"""The stage of a re-visit follows the table's rows alone, whoever writes it: page, admin, ORM or SQL."""

from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from inspections.actions.moving import BESIDE
from inspections.models import Revisit
from inspections.workflow import STOPPED, TRANSITIONS, State
from tests.behind_the_form import refused, updated
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.factories import make
from tests.stages import put

pytestmark = pytest.mark.django_db
ROWS = {(row.source, row.target) for row in TRANSITIONS}


def test_the_database_lets_a_stage_change_along_the_rows_alone(cast: Cast) -> None:
    """Each pair of stages is tried in SQL; a deferred check (G6) comes later and is not asked here."""
    taken = set()
    for source, target in product(State, State):
        if source == target:
            continue
        put(source, cast.revisit)
        stopped = target in STOPPED
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE inspections_revisit SET state = %s, stopped_at = %s, stopped_why = %s,"
                    " stopped_first_day = CASE WHEN %s THEN first_day END,"
                    " stopped_last_day = CASE WHEN %s THEN last_day END WHERE id = %s",
                    [
                        target,
                        NOW if stopped else None,
                        "Why" if stopped else "",
                        stopped,
                        stopped,
                        cast.revisit.pk,
                    ],
                )
            taken.add((source, target))
        except IntegrityError as refusal:
            assert f"No row of the workflow leads from {source} to {target}" in str(refusal)
    assert taken == ROWS


def test_a_re_visit_begins_as_planned_or_as_part_of_the_published_past() -> None:
    with pytest.raises(IntegrityError, match="A re-visit begins as planned"), transaction.atomic():
        make(Revisit, state=State.FINAL)
    assert make(Revisit, state=State.CLOSED, historical=True).state == State.CLOSED


def test_neither_save_nor_a_bulk_write_goes_round_the_table(cast: Cast) -> None:
    cast.revisit.state = State.CLOSED
    for write in (
        cast.revisit.save,
        lambda: Revisit.objects.bulk_update([cast.revisit], ["state"]),
        lambda: Revisit.objects.filter(pk=cast.revisit.pk).update(state=State.CLOSED),
        lambda: Revisit.objects.update_or_create(pk=cast.revisit.pk, defaults={"state": State.CLOSED}),
    ):
        with pytest.raises(IntegrityError, match="leads from planned to closed"), transaction.atomic():
            write()


@pytest.mark.parametrize("page", ["details", "dates", "plan", "take-back", "team"])
def test_no_form_of_a_case_takes_a_stage(cast: Cast, signed_in: SignedIn, page: str) -> None:
    address = reverse(page, args=[cast.revisit.reference])
    signed_in(cast.owner).post(address, {"state": "closed", "stopped_why": "Because", "version": "1"})
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.PLANNED


def test_the_admin_shows_the_stage_and_takes_none(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("admin:inspections_revisit_change", args=[cast.revisit.pk])
    browser = signed_in(cast["administrator"])
    page = browser.get(address)
    assert 'name="state"' not in page.content.decode() and "Being planned" in page.content.decode()
    browser.post(address, {"state": "closed", "stopped_why": "Because"})
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.PLANNED


def test_what_is_postponed_or_cancelled_says_since_when_and_why(cast: Cast) -> None:
    with refused("revisit_stopped_says_why"):
        updated(Revisit, state=State.CANCELLED)
    for name in BESIDE:
        with refused("revisit_stopped_says_why"):
            updated(Revisit, **{name: {"stopped_at": NOW, "stopped_why": "Snow"}.get(name, NOW.date())})
    updated(Revisit, state=State.CANCELLED, stopped_at=NOW, stopped_why="Snow")
    cast.notify()
    with refused("revisit_stopped_says_why"):
        Revisit.objects.filter(pk=cast.revisit.pk).update(
            state=State.POSTPONED, stopped_at=NOW, stopped_why="Told of no days"
        )
