"""What the database itself refuses of figures, imports and the initial inspection's numbers."""

import pytest
from django.db import IntegrityError, models, transaction

from surveys.models import Baseline, Counted, Survey, SurveyImport
from tests.cast import NOW, Cast


def refuses(name: str, row: models.Model) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_figures_imports_and_numbers_of_before_hold_together(counted: Cast) -> None:
    survey = Survey.objects.get()
    assert survey.questions
    question = survey.questions.questions.all()[1]
    kept = survey.responses.get(state="kept")
    refuses("counted_in_a_part", Counted(response=kept, survey=survey, part=0))
    given = {"survey": survey, "question": question, "place": 0, "count": 1, "by": counted.owner, "at": NOW}
    refuses("baseline_names_its_source", Baseline(**given, source=""))
    Baseline.objects.create(**given, source="Report")
    refuses("baseline_once_an_answer", Baseline(**given, source="Report"))
    brought = {
        "survey": survey,
        "file_name": "a",
        "sha256": "a",
        "mapping": {},
        "by": counted.owner,
        "at": NOW,
    }
    refuses("survey_import_has_rows", SurveyImport(**brought, rows=0))
    SurveyImport.objects.create(**brought, rows=1)
    refuses("survey_file_imported_once", SurveyImport(**brought, rows=1))
