"""What the forum has of the survey on the start of its portal (G16)."""

from collections.abc import Iterator

from inspections import access as case_access
from inspections.addresses import address
from inspections.area_portal import Part, adds
from inspections.models import Revisit
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from surveys import counting
from surveys.models import Survey


@adds
def survey_part(person: User, case: Revisit) -> Iterator[Part]:
    """How many answered, once there is a survey of ours or results of an outside one."""
    survey = Survey.objects.filter(revisit=case).first()
    if survey is None or not case_access.bodies_for(person, Permission.VIEW_SURVEY_SUMMARY, case):
        return
    if survey.opened_at is None and survey.closed_at is None:
        return
    total, _ = counting.ways(survey)
    hint = (
        "The figures are here" if survey.closed_at else f"{'Fewer than 5' if total is None else total} so far"
    )
    yield Part("How parents answered", address("area-survey", case.reference), hint)
