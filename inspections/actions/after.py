"""What a published letter leads to (G28, G29): its outcome on file, the advisers' visits, and the advisers told."""

from datetime import date, datetime

from django.db import transaction

from inspections import judgements
from inspections.actions.record import record
from inspections.models import WSOA, CaseEvent, MonitoringVisit, Outcome, Revisit
from inspections.policies import Refused
from inspections.timeline import clocks
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from revisits.acting import acting

FROM_THE_LETTER = "The letter of the re-visit"
# How far ahead visits are planned where monitoring goes on.
MONTHS_AHEAD = 12


@transaction.atomic
def follow_publication(*, revisit: Revisit, by: User | None, at: datetime) -> Outcome:
    """Draw the consequences of a published letter, and anew of one that was corrected; again changes nothing.

    The outcome is put on file. All sufficient: the advisers' visits planned after the day of publication are no longer
    needed, with the reason (G28). Any insufficient: such marks are lifted and the visits of the next twelve months
    planned, since monitoring goes on (G5, G29). The advisers are told. Raises Refused while a weakness is undecided.
    """
    revisit = _locked(revisit)
    outcome, changed = _put_on_file(revisit, at.astimezone(LONDON).date())
    if outcome.not_sufficient:
        moved = _go_on(revisit.wsoa, outcome.published_on)
        decided = f"Sufficient progress in {outcome.sufficient} of {outcome.weaknesses} weaknesses"
        text = f"{decided}: monitoring goes on, next steps are for DfE and NHS England (G29)."
    else:
        moved = _stop(revisit, outcome.published_on)
        decided = "Sufficient progress in all weaknesses"
        text = f"{decided}: monitoring stops, planned visits no longer needed: {moved} (G28)."
    told = revisit.history.filter(kind=CaseEvent.Kind.OUTCOME_FOLLOWED).exists()
    if changed or moved or not told:
        data = {"sufficient": outcome.sufficient, "not_sufficient": outcome.not_sufficient, "visits": moved}
        record(revisit, CaseEvent.Kind.OUTCOME_FOLLOWED, by=by, at=at, text=text, data=data)
    return outcome


@transaction.atomic
def take_back_publication(*, revisit: Revisit, reason: str, by: User, at: datetime) -> None:
    """Undo `follow_publication` where a letter is withdrawn: the outcome goes off file, planned visits stand again."""
    revisit = _locked(revisit)
    with acting(why=reason):
        gone, _ = Outcome.objects.filter(revisit=revisit).delete()
        _lift(revisit.wsoa)
    if gone:
        text = f"The outcome is on file no more, and planned monitoring visits stand again. Reason: {reason}"
        data = {"taken_back": True}
        record(revisit, CaseEvent.Kind.OUTCOME_FOLLOWED, by=by, at=at, text=text, data=data)


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_related("wsoa").select_for_update(of=("self",)).get(pk=revisit.pk)


def _put_on_file(revisit: Revisit, today: date) -> tuple[Outcome, bool]:
    """The outcome by the newest judgements, and whether it differs from what was on file.

    A correction keeps the day of the first publication. What was imported stands where nothing was judged here.
    """
    known = Outcome.objects.filter(revisit=revisit).first()
    judged = judgements.of_case(revisit)
    if known and not any(each.version for each in judged):
        return known, False
    open_ones = [str(each.weakness.number) for each in judged if each.version is None]
    if open_ones or not judged:
        raise Refused(f"These weaknesses are not judged: {', '.join(open_ones) or 'all'}.")
    sufficient = sum(bool(each.sufficient) for each in judged)
    counts = {"sufficient": sufficient, "not_sufficient": len(judged) - sufficient}
    if known and counts == {name: getattr(known, name) for name in counts}:
        return known, False
    first = {"published_on": today, "source": FROM_THE_LETTER}
    outcome, _ = Outcome.objects.update_or_create(
        revisit=revisit, defaults=counts, create_defaults={**counts, **first}
    )
    return outcome, True


def _stop(revisit: Revisit, published_on: date) -> int:
    """Mark what is planned after the publication; how many visits that were needed are no longer (G28)."""
    why = (
        f"The re-visit from {revisit.first_day:%-d %B %Y} found sufficient progress in all weaknesses: "
        "monitoring ceases (G28)."
    )
    planned = revisit.wsoa.monitoring_visits.filter(
        planned_on__gt=published_on, took_place_on=None, not_needed_since=None
    )
    return planned.update(not_needed_since=published_on, not_needed_why=why)


def _go_on(wsoa: WSOA, published_on: date) -> int:
    """Lift the marks, and plan ahead; how many visits came to be needed (G5, G29)."""
    lifted = _lift(wsoa)
    if wsoa.fit_for_purpose_on is None:
        return lifted
    until = clocks.months_after(published_on, MONTHS_AHEAD)
    due = [day for day in clocks.monitoring_due(wsoa.fit_for_purpose_on, until) if day > published_on]
    before = wsoa.monitoring_visits.count()
    MonitoringVisit.objects.bulk_create(
        [MonitoringVisit(wsoa=wsoa, planned_on=day) for day in due], ignore_conflicts=True
    )
    return lifted + wsoa.monitoring_visits.count() - before


def _lift(wsoa: WSOA) -> int:
    return wsoa.monitoring_visits.filter(not_needed_since__isnull=False).update(
        not_needed_since=None, not_needed_why=""
    )
