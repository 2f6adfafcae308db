"""Addresses of the parents' survey for staff and the forum; what parents open is the public pages'."""

from django.urls import path

from surveys.views import apart, citing, entering, importing, results, summary, words

CASE = "revisits/<slug:reference>/survey/"
RESULTS = "revisits/<slug:reference>/survey-results/"
WORDS = RESULTS + "words/"
IMPORT = RESULTS + "import/"
AREA = "area/<slug:reference>/survey/"

urlpatterns = [
    path(CASE + "enter/", entering.survey_enter, name="survey-enter"),
    path(CASE + "apart/", apart.survey_apart, name="survey-apart"),
    path(RESULTS, results.survey_results, name="survey-results"),
    path(RESULTS + "figures.csv", results.survey_results_csv, name="survey-results-csv"),
    path(RESULTS + "cite/<int:part>/<int:question_id>/", citing.survey_cite, name="survey-cite"),
    path(RESULTS + "before/<int:question_id>/", citing.survey_baseline, name="survey-baseline"),
    path(WORDS, words.survey_words, name="survey-words"),
    path(WORDS + "<uuid:answer_id>/", words.survey_word, name="survey-word"),
    path(WORDS + "<uuid:answer_id>/cite/", citing.survey_quote, name="survey-quote"),
    path(IMPORT, importing.survey_import, name="survey-import"),
    path(IMPORT + "check/", importing.survey_import_check, name="survey-import-check"),
    path(IMPORT + "drop/", importing.survey_import_drop, name="survey-import-drop"),
    path(IMPORT + "<int:import_id>/take-back/", importing.survey_import_back, name="survey-import-back"),
    path(AREA, summary.area_survey, name="area-survey"),
    path(AREA + "summary.pdf", summary.area_survey_pdf, name="area-survey-pdf"),
]
