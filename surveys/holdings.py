"""What the survey holds on the people who work with it. Of parents it holds nothing that tells who they are."""

from django.db.models import Q

from revisits.accounts.personal_data import holds, holds_none
from surveys.models import (
    Answer,
    Baseline,
    CitedFigure,
    CitedWords,
    Counted,
    Figures,
    ImportInHand,
    PageWording,
    ReadAbout,
    Response,
    Survey,
    SurveyImport,
    TextReading,
)

CASE = {"Case": "survey__revisit__reference"}

holds_none("What is asked, and since when.", Survey)
holds_none("Counted; small numbers are suppressed.", Figures)
holds_none("In which part of the figures an answer was counted.", Counted)
holds_none("Which figure a note has in words.", CitedFigure)
holds_none("From which answer a note quotes.", CitedWords)
holds_none("What a parent answered, of whom nothing tells.", Answer)
holds_none("Which weakness an answer speaks to.", ReadAbout)
holds(
    Response,
    what="Answers of parents on paper, by phone or by e-mail that you entered",
    kept="survey_answers",
    rows=lambda person: Response.objects.filter(entered_by=person),
    columns={**CASE, "Entered in the hour of": "hour", "Came": "way"},
)
holds(
    SurveyImport,
    what="Results of outside surveys that you brought in",
    kept="case_file",
    rows=lambda person: SurveyImport.objects.filter(by=person),
    columns={**CASE, "File": "file_name", "Brought in": "at"},
)
holds(
    ImportInHand,
    what="Results of an outside survey that you are matching to its questions",
    kept="working_copies",
    rows=lambda person: ImportInHand.objects.filter(by=person),
    columns={**CASE, "File": "file_name", "Given": "at"},
)
holds(
    TextReading,
    what="Parents' own words that you read and marked",
    kept="survey_answers",
    rows=lambda person: TextReading.objects.filter(by=person),
    columns={"Case": "answer__response__survey__revisit__reference", "Read": "at"},
)
holds(
    Baseline,
    what="Figures of initial inspections that you entered",
    kept="case_file",
    rows=lambda person: Baseline.objects.filter(by=person),
    columns={**CASE, "Entered": "at"},
)
holds(
    PageWording,
    what="Translations of the survey's pages that you wrote or checked",
    kept="case_file",
    rows=lambda person: PageWording.objects.filter(Q(written_by=person) | Q(checked_by=person)),
    columns={"Language": "language", "Text": "key", "Written": "written_at", "Checked": "checked_at"},
)
