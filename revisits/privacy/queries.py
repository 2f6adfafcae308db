"""Reads that several places share."""

from django.db.models import Count, QuerySet

from revisits.privacy.models import Disposal


def on_the_way() -> QuerySet[Disposal]:
    """Lists that wait for approval or are being disposed of, each with its `number` of rows."""
    still_open = Disposal.objects.exclude(state=Disposal.State.DONE).select_related("approved_by")
    return still_open.annotate(number=Count("items")).order_by("record_type")


def done() -> QuerySet[Disposal]:
    """What was disposed of, the newest first."""
    return Disposal.objects.filter(state=Disposal.State.DONE).select_related("approved_by")


def waiting() -> int:
    """How many lists wait for approval."""
    return Disposal.objects.filter(state=Disposal.State.PROPOSED).count()
