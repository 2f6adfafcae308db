from surveys.models.cited import CitedFigure, CitedWords
from surveys.models.counted import Counted
from surveys.models.importing import ImportInHand, SurveyImport
from surveys.models.reading import Baseline, ReadAbout, TextReading
from surveys.models.response import Answer, Response
from surveys.models.survey import Figures, Survey
from surveys.models.wording import PageWording

__all__ = [
    "Answer",
    "Baseline",
    "CitedFigure",
    "CitedWords",
    "Counted",
    "Figures",
    "ImportInHand",
    "PageWording",
    "ReadAbout",
    "Response",
    "Survey",
    "SurveyImport",
    "TextReading",
]
