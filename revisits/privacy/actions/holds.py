"""Placing and lifting holds."""

from datetime import datetime

from django.db import transaction

from inspections.models import Revisit
from revisits.accounts.models import User
from revisits.privacy import policies
from revisits.privacy.models import Disposal, Hold


@transaction.atomic
def place_hold(
    *, case: Revisit | None = None, person: User | None = None, reason: str, by: User, at: datetime
) -> Hold:
    """Keep everything of a case, or about a person, until the hold is lifted; also what was approved to go.

    It waits for the batch that is being disposed of just now, and keeps lists from being approved meanwhile: after
    it nothing of theirs goes.
    """
    policies.check_place(about=(case is not None) + (person is not None))
    still_open = Disposal.objects.select_for_update().exclude(state=Disposal.State.DONE).order_by("pk")
    list(still_open.values_list("pk"))
    return Hold.objects.create(case=case, person=person, reason=reason, placed_by=by, placed_at=at)


@transaction.atomic
def lift_hold(*, hold: Hold, reason: str, by: User, at: datetime) -> Hold:
    """What it kept is proposed again when it is due."""
    current = Hold.objects.select_for_update().get(pk=hold.pk)
    policies.check_lift(current)
    current.lifted_by, current.lifted_at, current.lifted_reason = by, at, reason
    current.save(update_fields=["lifted_by", "lifted_at", "lifted_reason"])
    return current
