"""Reads that several places share."""

from django.db.models import Count, QuerySet

from revisits.privacy.models import Disposal


def on_the_way(lists: QuerySet[Disposal]) -> QuerySet[Disposal]:
    """Those that wait for approval or are being disposed of, each with its `number` of rows."""
    still_open = lists.exclude(state=Disposal.State.DONE)
    return still_open.annotate(number=Count("items")).order_by("record_type")


def done(lists: QuerySet[Disposal]) -> QuerySet[Disposal]:
    """Those that were disposed of, the newest first."""
    return lists.filter(state=Disposal.State.DONE)


def waiting() -> int:
    """How many lists wait for approval."""
    return Disposal.objects.filter(state=Disposal.State.PROPOSED).count()
