"""Counting that rides on the statement that reads a person: `revisits.accounts.standing.read_also`."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, QuerySet
from django.db.models.expressions import Combinable

from notifications.models import OutboxMessage


def up_to(most: int, rows: QuerySet[OutboxMessage]) -> Combinable:
    """How many of these rows there are, `most` at most: an annotation of people."""
    some = rows.order_by().values("pk")[:most]
    return Func(ArraySubquery(some), function="cardinality", output_field=IntegerField())
