"""The survey opens with the agreed questions, and closes into figures: each once, and made up after a missed run."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from inspections.models import QuestionSet, Revisit
from inspections.models.revisit import SurveyKind
from inspections.question_states import SetState
from inspections.survey import window
from inspections.workflow import STOPPED
from surveys.counting import make_figures
from surveys.models import Response, Survey
from surveys.window import Standing, Times

log = logging.getLogger(__name__)


@transaction.atomic
def survey_of(revisit: Revisit) -> Survey:
    """The case's survey, begun where there is none yet."""
    found = Survey.objects.filter(revisit=revisit).first()
    if found is None:
        Revisit.objects.select_for_update().get(pk=revisit.pk)
        found, _ = Survey.objects.get_or_create(revisit=revisit)
    return found


def agreed(revisit: Revisit) -> QuestionSet | None:
    """The questions that the forum agreed, or the lead settled (G16); None while there are none."""
    sets = revisit.question_sets.filter(purpose=QuestionSet.Purpose.SURVEY, state=SetState.AGREED)
    return sets.filter(questions__isnull=False).distinct().first()


def times(revisit: Revisit, survey: Survey | None) -> Times:
    """The window of the case with the grace of its survey."""
    found = window(revisit)
    minutes = survey.grace_minutes if survey else Survey._meta.get_field("grace_minutes").default
    return Times(found.opens, found.closes, timedelta(minutes=minutes))


@transaction.atomic
def open_survey(*, revisit: Revisit, at: datetime) -> Survey | None:
    """Open the case's own survey if its window is: from now on it asks what was agreed, and nothing else (G16).

    Runs twice without a trace, and opens anew one whose window was extended after it was closed. None where it is
    not to be open: an outside survey, a visit that does not take place, no window, no agreed questions.
    """
    survey = _locked(revisit)
    if not _goes_on(revisit) or times(revisit, survey).standing(at) != Standing.OPEN:
        return None
    if survey.opened_at is None:
        survey.questions = agreed(revisit)
        if survey.questions is None:
            return None
        survey.opened_at = at
    elif survey.closed_at is None:
        return survey
    survey.closed_at = None
    survey.save(update_fields=["questions", "opened_at", "closed_at"])
    return survey


@transaction.atomic
def close_survey(*, revisit: Revisit, at: datetime) -> bool:
    """Close it once its window and the grace are over: figures are made, and the letter learns how many answered.

    Runs twice without a trace. What came in since, on paper say, is counted by `recount`.
    """
    survey = _locked(revisit)
    if survey.opened_at is None or survey.closed_at is not None:
        return False
    if times(revisit, survey).standing(at) != Standing.CLOSED:
        return False
    survey.closed_at = at
    _count(survey, at)
    return True


@transaction.atomic
def recount(*, revisit: Revisit, at: datetime) -> bool:
    """Make the figures of a closed survey anew if its answers changed since; once, however often it runs."""
    survey = _locked(revisit)
    if survey.closed_at is None or not survey.recount:
        return False
    _count(survey, at)
    return True


def open_and_close(*, at: datetime) -> int:
    """Bring every case's survey to how it stands at `at`; returns how many changed.

    One that was open when an outside survey took its place is closed and counted as well. One that fails does not
    hold up the others.
    """
    changed = 0
    begun = Q(survey__opened_at__isnull=False, survey__closed_at=None)
    changed_since = Q(survey__closed_at__isnull=False, survey__recount=True)
    cases = Revisit.objects.filter(Q(survey_kind=SurveyKind.OWN) | begun | changed_since, historical=False)
    for revisit in cases.order_by("pk"):
        try:
            changed += _bring(revisit, at)
        except Exception:
            log.exception("the survey of re-visit %s can be neither opened nor closed", revisit.pk)
    return changed


def _bring(revisit: Revisit, at: datetime) -> int:
    survey = Survey.objects.filter(revisit=revisit).first()
    standing = times(revisit, survey).standing(at)
    is_open = bool(survey and survey.opened_at and not survey.closed_at)
    if standing == Standing.OPEN and not is_open:
        return open_survey(revisit=revisit, at=at) is not None
    if survey is None:
        return 0
    if standing == Standing.CLOSED and is_open:
        return close_survey(revisit=revisit, at=at)
    return survey.recount and recount(revisit=revisit, at=at)


def _locked(revisit: Revisit) -> Survey:
    return Survey.objects.select_for_update().get(pk=survey_of(revisit).pk)


def _goes_on(revisit: Revisit) -> bool:
    return revisit.survey_kind == SurveyKind.OWN and revisit.state not in STOPPED


def _count(survey: Survey, at: datetime) -> None:
    survey.recount = False
    survey.save(update_fields=["closed_at", "recount"])
    make_figures(survey, at)
    answered = survey.responses.filter(state=Response.State.SENT).count()
    found = Revisit.objects.filter(pk=survey.revisit_id)
    # Where an outside survey took the place of ours, the number that somebody typed for both stays.
    found.exclude(survey_kind=SurveyKind.LINK, survey_answers__gt=answered).update(survey_answers=answered)
