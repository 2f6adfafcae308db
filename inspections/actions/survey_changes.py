"""The parents' survey is extended, or replaced by another (G16): who was told of it is told, with the reason."""

from datetime import date, datetime

from django.db import transaction

from inspections import survey
from inspections import survey_policies as policies
from inspections.actions.record import record
from inspections.actions.timeline import override_date
from inspections.models import CaseEvent, Revisit, SurveyChange
from inspections.policies import Conflict
from inspections.timeline import times
from revisits.accounts.models import User
from revisits.acting import acting


@transaction.atomic
def extend_survey(*, revisit: Revisit, on: date, time: str, why: str, by: User, at: datetime) -> SurveyChange:
    """Keep it open until `time` ("12:00") on a later day: its date on the timeline is set by hand for the reason,
    whoever was told of that date is told, and the public page says so.

    Raises Refused where it is not later, is past, or the visit is over by then.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    closes = times.london(on, times.clock_time(time) or survey.NOON)
    policies.check_extend(revisit, closes, at)
    why = policies.check_why(why)
    event = revisit.timeline.get(code="survey_closes")
    override_date(
        event=event, on=on, time=time, reason=f"The survey is extended, because {why}.", by=by, at=at
    )
    return SurveyChange.objects.create(
        revisit=revisit, kind=SurveyChange.Kind.EXTENDED, why=why, closes=closes, by=by, at=at
    )


@transaction.atomic
def replace_survey(
    *, revisit: Revisit, version: int, kind: str, link: str, why: str, by: User, at: datetime
) -> SurveyChange:
    """Send parents to another survey while theirs is open: another link, or our own. What was reported broken is over
    with it. Who was told of the survey is told, and the public page says so.

    Raises Conflict where the case changed since `version`, Refused where it is no other place or not open.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    if revisit.version != version:
        raise Conflict(revisit)
    policies.check_replace(revisit, kind=kind, link=link, now=at)
    why, was = policies.check_why(why), survey.address(revisit)
    revisit.survey_kind, revisit.survey_url = kind, link or revisit.survey_url
    revisit.version += 1
    with acting(why=why):
        revisit.save(update_fields=["survey_kind", "survey_url", "version"])
        _no_longer_broken(revisit, why, by, at)
    now = survey.address(revisit)
    text = f"The parents' survey is replaced: {now} instead of {was or 'none'}, because {why}."
    data = {"said": f"It is replaced, because {why}.", "from": was, "to": now}
    record(revisit, CaseEvent.Kind.SURVEY_REPLACED, by=by, at=at, text=text, data=data)
    return SurveyChange.objects.create(
        revisit=revisit, kind=SurveyChange.Kind.REPLACED, why=why, address=now, by=by, at=at
    )


def _no_longer_broken(revisit: Revisit, why: str, by: User, at: datetime) -> None:
    """The incident is over; that parents have another survey is all the news there is."""
    if incident := survey.broken(revisit):
        incident.mended_at, incident.mended_by = at, by
        incident.mended_said = f"The survey is replaced, because {why}."
        incident.save(update_fields=["mended_at", "mended_by", "mended_said"])
