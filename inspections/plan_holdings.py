"""What changes of plan hold on the people who made them."""

from django.db.models import Q

from inspections.models import Deferral, SuspendedCase, Suspension
from revisits.accounts.personal_data import holds

CASE = {"Case": "revisit__reference"}

holds(
    Suspension,
    what="Suspensions of all re-visits that you decided",
    kept="case_file",
    rows=lambda person: Suspension.objects.filter(decided_by=person),
    columns={"From": "from_day", "Decided": "decided_at"},
)
holds(
    SuspendedCase,
    what="Re-visits that you took up again after a suspension",
    kept="case_file",
    rows=lambda person: SuspendedCase.objects.filter(taken_up_by=person),
    columns={**CASE, "Taken up": "taken_up_at"},
)
holds(
    Deferral,
    what="Requests of areas to defer that you put on file or decided",
    kept="case_file",
    rows=lambda person: Deferral.objects.filter(Q(recorded_by=person) | Q(decided_by=person)),
    columns={**CASE, "Asked on": "asked_on", "Decision": "decision"},
)
