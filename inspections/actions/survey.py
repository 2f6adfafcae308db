"""The parents' survey: that it opened or closed at its moment, and that it is broken or mended (G16)."""

import logging
from datetime import datetime

from django.db import transaction

from inspections import survey
from inspections import survey_policies as policies
from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit, SurveyIncident
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.acting import acting

log = logging.getLogger(__name__)
Kind = CaseEvent.Kind
# Where the window may lie; of a case that is further nothing of the survey is news.
OPEN_IN = (State.NOTIFIED, State.ON_SITE)
WORDS = {
    Kind.SURVEY_OPENED: "The parents' survey is open.",
    Kind.SURVEY_CLOSED: "The parents' survey is closed.",
}


def tell_windows(*, at: datetime) -> int:
    """Write down which surveys opened or closed by `at` (the case's time) and are not told so; returns how many.

    However often it runs, each window is told once; a missed run is made up by the next. One case that fails does not
    hold up the others.
    """
    cases = Revisit.objects.filter(state__in=OPEN_IN, historical=False).order_by("pk")
    told = 0
    for pk in cases.values_list("pk", flat=True):
        try:
            told += tell_window(revisit_id=pk, at=at)
        except Exception:
            log.exception("the survey of re-visit %s cannot be told of", pk)
    return told


@transaction.atomic
def tell_window(*, revisit_id: int, at: datetime) -> int:
    """The same of one case, under its lock: 1 where there was something to tell, else 0."""
    revisit = Revisit.objects.select_for_update().get(pk=revisit_id)
    kind = survey.untold(revisit, at) if revisit.state in OPEN_IN and not revisit.timeline_stale else None
    if kind is None:
        return 0
    here = survey.window(revisit)
    data = {"opens": _iso(here.opens), "closes": _iso(here.closes)}
    record(revisit, kind, by=None, at=at, text=WORDS[kind], data=data)
    return 1


@transaction.atomic
def report_broken(*, revisit: Revisit, said: str, by: User, at: datetime) -> SurveyIncident:
    """Say that the survey does not work, in words for everybody: they stand on the public page until it is mended,
    and whoever was told of the survey is told.

    Raises Refused once it is closed, while it is reported already, and without words.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_broken(revisit, at)
    said = policies.check_said(said)
    incident = SurveyIncident.objects.create(revisit=revisit, broken_at=at, reported_by=by, said=said)
    text, data = f"The parents' survey does not work. {said}", {"incident": incident.pk, "said": said}
    record(revisit, Kind.SURVEY_BROKEN, by=by, at=at, text=text, data=data)
    return incident


@transaction.atomic
def mend(*, revisit: Revisit, said: str, by: User, at: datetime) -> SurveyIncident:
    """Say that it works again, and what was done; told as `report_broken`. Raises Refused where it was not broken."""
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    incident, said = policies.check_mended(revisit), policies.check_said(said)
    incident.mended_at, incident.mended_by, incident.mended_said = at, by, said
    with acting(why=said):
        incident.save(update_fields=["mended_at", "mended_by", "mended_said"])
    text, data = f"The parents' survey works again. {said}", {"incident": incident.pk, "said": said}
    record(revisit, Kind.SURVEY_MENDED, by=by, at=at, text=text, data=data)
    return incident


@transaction.atomic
def count_answers(*, revisit: Revisit, answers: int | None, by: User, at: datetime) -> Revisit:
    """Write down how many answered an outside survey, None where it is not known after all.

    Raises Refused before its closing, and of our own survey.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_answers(revisit, at)
    if revisit.survey_answers == answers:
        return revisit
    before, revisit.survey_answers = revisit.survey_answers, answers
    revisit.save(update_fields=["survey_answers"])
    text = "How many answered the parents' survey is taken back."
    if answers is not None:
        text = f"{answers} answered the parents' survey."
    data = {"survey_answers": {"from": before, "to": answers}}
    record(revisit, Kind.EDITED, by=by, at=at, text=text, data=data)
    return revisit


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
