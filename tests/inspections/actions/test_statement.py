"""The dates of a statement of action (G5): who comes second, what may not be, and the advisers' visits that follow."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections.actions.after import follow_publication
from inspections.actions.monitoring import record_visit
from inspections.actions.statement import set_statement_dates
from inspections.models import WSOA, CaseEvent, Revisit
from inspections.policies import Refused
from inspections.statement_policies import StatementChanged
from tests.cast import NOW, Cast
from tests.inspections.judging import settled
from tests.stages import put

pytestmark = pytest.mark.django_db
# As the cast's case has them.
STANDS = {
    "received_on": date(2020, 1, 6),
    "submitted_on": date(2020, 4, 6),
    "fit_for_purpose_on": date(2020, 4, 27),
}


def statement(cast: Cast) -> WSOA:
    return WSOA.objects.get(pk=cast.revisit.wsoa_id)


def set_dates(cast: Cast, *, edition: str = "", reason: str = "The DfE's letter", **dates: Any) -> WSOA:
    given = STANDS | dates
    return set_statement_dates(
        revisit=cast.revisit, dates=given, edition=edition or statement(cast).edition, reason=reason,
        by=cast.owner, at=NOW,
    )  # fmt: skip


def planned(cast: Cast) -> list[date]:
    return list(cast.revisit.wsoa.monitoring_visits.values_list("planned_on", flat=True))


def test_g5_another_day_of_fitness_moves_the_visits_that_nobody_recorded(cast: Cast) -> None:
    first, second = cast.revisit.wsoa.monitoring_visits.order_by("planned_on")[:2]
    record_visit(
        visit=first, edition=first.edition, took_place_on=first.planned_on, note="", by=cast["dfe"], at=NOW
    )
    set_dates(cast, fit_for_purpose_on=date(2020, 5, 11))
    days = planned(cast)
    assert days[:3] == [first.planned_on, date(2020, 8, 11), date(2020, 11, 11)]
    assert second.planned_on not in days and max(days) <= cast.revisit.first_day
    [told] = cast.happened(CaseEvent.Kind.EDITED)
    assert "27 April 2020 became 11 May 2020" in told.text and "The DfE's letter" in told.text
    assert told.data == {"fit_for_purpose_on": {"from": "2020-04-27", "to": "2020-05-11"}}
    set_dates(cast, fit_for_purpose_on=date(2020, 5, 11))
    assert cast.happened(CaseEvent.Kind.EDITED) == [told], "the very same again is nothing new"
    set_dates(cast, fit_for_purpose_on=None)
    assert planned(cast) == [first.planned_on]


def test_g28_g29_after_the_letter_visits_follow_only_where_something_was_not_sufficient(cast: Cast) -> None:
    settled(cast, (True, False))
    put("closed", cast.revisit)
    published = NOW + timedelta(days=65)
    follow_publication(revisit=cast.revisit, by=None, at=published)
    set_dates(cast, fit_for_purpose_on=date(2020, 5, 11))
    days = [day for day in planned(cast) if day > cast.revisit.first_day]
    assert days == [date(2022, 8, 11), date(2022, 11, 11), date(2023, 2, 11), date(2023, 5, 11)]
    cast.revisit.outcome.sufficient, cast.revisit.outcome.not_sufficient = 2, 0
    cast.revisit.outcome.save()
    set_dates(cast, fit_for_purpose_on=date(2020, 5, 12))
    assert max(planned(cast)) <= cast.revisit.first_day


@pytest.mark.parametrize(
    ("dates", "field", "why"),
    [
        (
            {"submitted_on": date(2020, 4, 28)},
            "fit_for_purpose_on",
            "fit for purpose before it was submitted",
        ),
        ({"received_on": date(2020, 4, 7)}, "submitted_on", "submitted before the area received its letter"),
        (
            {"received_on": date(2019, 9, 29)},
            "received_on",
            "The initial inspection began on 30 September 2019",
        ),
        ({"fit_for_purpose_on": date(2022, 5, 4)}, "fit_for_purpose_on", "cannot be in the future"),
    ],
)
def test_g5_dates_follow_each_other(cast: Cast, dates: dict[str, Any], field: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as refusal:
        set_dates(cast, **dates)
    assert refusal.value.field == field
    assert statement(cast).edition == "2020-01-06/2020-04-06/2020-04-27"
    with pytest.raises(Refused, match="Say from where you know it"):
        set_dates(cast, received_on=None, reason=" ")


def test_who_comes_second_is_told_what_stands_there(cast: Cast) -> None:
    seen = statement(cast).edition
    set_dates(cast, submitted_on=date(2020, 4, 7))
    with pytest.raises(StatementChanged, match="the day of submission: 7 April 2020") as changed:
        set_dates(cast, edition=seen, submitted_on=date(2020, 4, 8))
    assert changed.value.statement == statement(cast)
    assert Revisit.objects.get(pk=cast.revisit.pk).wsoa.submitted_on == date(2020, 4, 7)
