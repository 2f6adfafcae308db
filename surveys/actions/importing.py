"""Results of an outside survey: read, matched by a person, then brought in whole or not at all; taken back whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from revisits.accounts.models import User
from revisits.acting import acting
from surveys import import_policies as policies
from surveys.actions.opening import agreed, survey_of
from surveys.counting import make_figures
from surveys.importing.checking import check
from surveys.importing.identifying import LeftOut, identifying
from surveys.importing.matching import Mapped
from surveys.importing.reading import Unreadable, fingerprint, read_table, unpacked
from surveys.models import ImportInHand, Response, Survey, SurveyImport
from surveys.responding import save_many

Kind = CaseEvent.Kind


@transaction.atomic
def take_in_hand(
    *, revisit: Revisit, file_name: str, content: bytes, by: User, at: datetime
) -> tuple[ImportInHand, Sequence[LeftOut]]:
    """Read a file and keep it for matching, without the columns that tell who answered: they are given back by name.

    Raises Refused where it cannot be read, is known already, or the survey is not closed.
    """
    policies.check_import(revisit, at)
    survey, sha256 = survey_of(revisit), fingerprint(content)
    policies.check_new(survey, sha256)
    try:
        table = read_table(content)
    except Unreadable as reason:
        raise Refused(str(reason), "file") from reason
    left_out = identifying(table)
    kept = table.without(set(left_out))
    if not kept.headings:
        raise Refused(
            "Every column of this file tells who answered: nothing of it can be brought in.", "file"
        )
    in_hand, _ = ImportInHand.objects.update_or_create(
        survey=survey,
        by=by,
        defaults={"file_name": file_name[:200], "sha256": sha256, "table": kept.packed(), "at": at},
    )
    return in_hand, list(left_out.values())


@transaction.atomic
def bring_in(*, in_hand: ImportInHand, mapped: Mapped, by: User, at: datetime) -> SurveyImport:
    """Write every row of the file as answers, and count them; the file in hand is gone then.

    Raises Refused where a row does not fit, the file was brought in meanwhile, or nothing is left to bring in.
    """
    survey = Survey.objects.select_for_update().select_related("revisit").get(pk=in_hand.survey_id)
    policies.check_import(survey.revisit, at)
    policies.check_new(survey, in_hand.sha256)
    if survey.questions is None:
        survey.questions = agreed(survey.revisit)
    if survey.questions is None:
        raise Refused("The case has no agreed questions: make them from the columns first.")
    questions = {question.pk: question for question in survey.questions.questions.all()}
    table = unpacked(bytes(in_hand.table))
    if not set(mapped.columns.values()) <= set(questions):
        raise Refused("The questions are others now: match the columns again.")
    checked = check(table, mapped, questions)
    if checked.faults:
        raise Refused("Some rows do not fit: nothing was brought in.")
    if not checked.given:
        raise Refused("No row answers any question: match at least one column.")
    made = SurveyImport.objects.create(
        survey=survey,
        file_name=in_hand.file_name,
        sha256=in_hand.sha256,
        mapping=_lines(table.headings, mapped, {pk: question.line for pk, question in questions.items()}),
        rows=len(checked.given),
        by=by,
        at=at,
    )
    save_many(survey=survey, rows=checked.given, imported=made, language="en", at=at)
    survey.closed_at = survey.closed_at or at
    survey.save(update_fields=["questions", "closed_at"])
    in_hand.delete()
    _count(survey, at)
    text = f"Results of an outside survey were brought in: {made.rows:,} answers from {made.file_name}."
    record(survey.revisit, Kind.SURVEY_IMPORTED, by=by, at=at, text=text, data={"import": made.pk})
    return made


@transaction.atomic
def take_back(*, of_import: SurveyImport, why: str, by: User, at: datetime) -> None:
    """Take an import back whole, with its answers and all that was read and marked in them; notes made of it stay.

    Raises Refused without a reason, and where the case is closed.
    """
    survey = Survey.objects.select_for_update().select_related("revisit").get(pk=of_import.survey_id)
    why = policies.check_back(survey.revisit, why)
    text = f"Results brought in from {of_import.file_name} were taken back, {of_import.rows:,} answers. Reason: {why}"
    with acting(why=why):
        of_import.delete()
    _count(survey, at)
    record(
        survey.revisit, Kind.SURVEY_TAKEN_BACK, by=by, at=at, text=text, data={"file": of_import.file_name}
    )


def _count(survey: Survey, at: datetime) -> None:
    """The figures, and the number for the outcome letter; unknown again where no answer is left."""
    make_figures(survey, at)
    answered = survey.responses.filter(state=Response.State.SENT).count()
    Revisit.objects.filter(pk=survey.revisit_id).update(survey_answers=answered or None)


def _lines(headings: Sequence[str], mapped: Mapped, lines: Mapping[int, int]) -> dict[str, int]:
    """Heading -> line of the question; two columns of one name are told apart by their number."""
    found: dict[str, int] = {}
    for column, question in mapped.columns.items():
        name = headings[column] if headings[column] not in found else f"{headings[column]} ({column + 1})"
        found[name] = lines[question]
    return found
