"""A statement that is written once is run with other values ever after, and asks the database each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Weakness
from revisits.statements import KEY, KEYS, any_of, write
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_marks_are_replaced_by_what_is_given(cast: Cast) -> None:
    wsoa = cast.revisit.wsoa_id
    statement = write(Weakness.objects.filter(wsoa_id=KEY), "number", "text")
    expected = list(Weakness.objects.filter(wsoa=wsoa).values("number", "text"))

    assert expected
    assert statement.run({KEY: wsoa}) == expected
    assert statement.rows({KEY: wsoa}) == [tuple(row.values()) for row in expected]
    assert statement.rows({KEY: wsoa + 1}) == []


def test_nothing_of_the_rows_is_kept(cast: Cast) -> None:
    statement = write(Weakness.objects.filter(wsoa_id=KEY), "text")
    statement.rows({KEY: cast.revisit.wsoa_id})
    Weakness.objects.filter(wsoa=cast.revisit.wsoa_id).update(text="another")

    assert {row["text"] for row in statement.run({KEY: cast.revisit.wsoa_id})} == {"another"}


def test_rows_come_as_objects_that_need_no_further_statement(cast: Cast) -> None:
    statement = write(Weakness.objects.filter(wsoa_id=KEY))
    with CaptureQueriesContext(connection) as asked:
        found = statement.objects(Weakness, {KEY: cast.revisit.wsoa_id})
        numbers = [weakness.number for weakness in found]

    assert numbers == list(cast.revisit.wsoa.weaknesses.values_list("number", flat=True))
    assert len(asked) == 1


def test_a_mark_stands_for_any_number_of_keys(cast: Cast) -> None:
    keys = list(cast.revisit.wsoa.weaknesses.values_list("pk", flat=True))
    statement = write(Weakness.objects.filter(pk__in=any_of(KEYS)).order_by("pk"), "id")

    assert [key for (key,) in statement.rows({KEYS: keys})] == sorted(keys)
    assert statement.rows({KEYS: []}) == []
