"""An address of each page of a survey's results: a case whose outside survey was brought in, and counted."""

from typing import Any

from inspections.models import Question, QuestionSet
from inspections.question_states import SetState
from surveys.counting import make_figures
from surveys.models import Answer, Figures, Response, Survey, SurveyImport, TextReading
from surveys.responding import Given, save
from tests.cast import NOW, Cast


def results_addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """Six answers to a choice, of which one has words that may be quoted; and an import that brought nothing."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    # The survey's own versions are still with the forum.
    asked = QuestionSet.objects.create(
        revisit=cast.revisit, purpose="open-meeting", number=9, begun_by=cast.owner, begun_at=NOW
    )
    choice, words = (
        Question.objects.create(
            question_set=asked, line=line, place=line, edition=1, kind=kind, text="How?", options=options
        )
        for line, kind, options in ((1, "choice", ["Yes", "No"]), (2, "text", []))
    )
    QuestionSet.objects.filter(pk=asked.pk).update(
        state=SetState.AGREED, agreed_at=NOW, agreed_by=cast.owner, agreed_why="Nobody answers."
    )
    survey = Survey.objects.create(revisit=cast.revisit, questions=asked, closed_at=NOW)
    for number in range(6):
        given = {choice.pk: Given((0,))} | ({} if number else {words.pk: Given(text="It is better.")})
        save(survey=survey, given=given, way=Response.Way.WEB, language="en", at=NOW)
    make_figures(survey, NOW)
    # Whoever has them on a page first has that noted: here somebody had.
    Figures.objects.update(seen=True)
    answer = Answer.objects.get(question=words)
    TextReading.objects.create(answer=answer, quotable=True, by=cast.owner, at=NOW)
    brought = {"file_name": "a.csv", "sha256": "a", "mapping": {}, "rows": 1, "by": cast.owner, "at": NOW}
    made = SurveyImport.objects.create(survey=survey, **brought)
    one = {**case, "answer_id": answer.pk}
    return {
        **dict.fromkeys(["survey-results", "survey-results-csv", "survey-words"], case),
        **dict.fromkeys(["survey-import", "survey-import-check", "survey-import-drop"], case),
        **dict.fromkeys(["area-survey", "area-survey-pdf"], case),
        **dict.fromkeys(["public-survey", "public-survey-page", "public-survey-return"], case),
        **dict.fromkeys(["survey-word", "survey-quote"], one),
        "survey-cite": {**case, "part": 1, "question_id": choice.pk},
        "survey-baseline": {**case, "question_id": choice.pk},
        "survey-import-back": {**case, "import_id": made.pk},
    }
