"""Which re-visits a suspension of all reaches, and what it means for each."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Revisit, SuspendedCase
from inspections.workflow import BEFORE, State

# What it means by the stage of the case; the words stand on the page before the button.
MEANS: dict[str, str] = {
    State.PLANNED: "Nobody of the area was told of it. It stays planned, and is not notified until it is taken up "
    "again. Its team and inspection support are told.",
    State.NOTIFIED: "It is postponed: everybody told hears so and why, and their calendars are emptied.",
    State.ON_SITE: "Its visit is broken off and postponed: everybody told hears so and why.",
    State.POSTPONED: "It is postponed already: nobody is told anything more, and it is not notified until it is "
    "taken up again.",
}
IN_FORCE = Q(taken_up_at__isnull=True, left_alone="")


def reached(from_day: date) -> QuerySet[Revisit]:
    """Re-visits whose visit does not end before that day and has not taken place; none that is suspended already.

    A postponed one is among them whatever days it had.
    """
    held = SuspendedCase.objects.filter(IN_FORCE, revisit=OuterRef("pk"))
    ahead = Q(state=State.POSTPONED) | Q(last_day__gte=from_day)
    found = Revisit.objects.filter(ahead, state__in=(*BEFORE, State.ON_SITE), historical=False)
    return found.exclude(Exists(held)).order_by("first_day", "pk")


def in_force(revisit: Revisit) -> SuspendedCase | None:
    """The suspension under which a case stands now."""
    return revisit.suspensions.filter(IN_FORCE).select_related("suspension").first()
