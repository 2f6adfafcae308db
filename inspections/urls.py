from django.urls import path

from inspections.views import (
    absences,
    area,
    area_questions,
    area_readers,
    case,
    contributors,
    details,
    draft_readers,
    hand_over,
    history,
    home,
    lists,
    monitoring,
    new_case,
    paper,
    papers,
    question_writing,
    questions,
    team,
    timeline,
    whole_record,
)

CASE = "revisits/<slug:reference>/"
EVENT = CASE + "timeline/<int:event_id>/"
PAPER = CASE + "papers/<int:paper_id>/"
READERS = CASE + "readers/"
QUESTIONS = CASE + "questions/"
VERSION = QUESTIONS + "<slug:purpose>/<int:number>/"
QUESTION = VERSION + "<int:line>/"
AREA = "area/<slug:reference>/"
AREA_QUESTIONS = AREA + "questions/"
AREA_VERSION = AREA_QUESTIONS + "<slug:purpose>/<int:number>/"
DRAFT = "new/<int:draft_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("revisits/", lists.revisits, name="revisits"),
    path("revisits.csv", lists.revisits_csv, name="revisits-csv"),
    path("record/", whole_record.record, name="record"),
    path("record.csv", whole_record.record_csv, name="record-csv"),
    path("new/", new_case.start, name="new-case"),
    path("new/timeline/", new_case.timeline_preview, name="timeline-preview"),
    path(DRAFT + "check/", new_case.check, name="new-case-check"),
    path(DRAFT + "discard/", new_case.discard, name="new-case-discard"),
    path(DRAFT + "<slug:slug>/", new_case.step, name="new-case-step"),
    path("hand-over/", hand_over.hand_over, name="hand-over"),
    path("hand-over/away/", absences.away, name="away"),
    path("hand-over/away/<int:absence_id>/remove/", absences.remove, name="away-remove"),
    path("contributors/", contributors.contributors, name="contributors"),
    path("contributors/<int:membership_id>/end/", contributors.end, name="contributor-end"),
    path(
        "contributors/invited/<int:invitation_id>/withdraw/",
        contributors.withdraw,
        name="contributor-withdraw",
    ),
    path("monitoring/", monitoring.visits, name="monitoring"),
    path("monitoring/<int:visit_id>/", monitoring.visit, name="monitoring-visit"),
    path(AREA, area.area_case, name="area-case"),
    path(AREA + "evidence/", area.evidence, name="area-evidence"),
    path(AREA + "readers/", area_readers.readers, name="area-readers"),
    path(AREA + "readers/<int:reader_id>/remove/", area_readers.remove, name="area-reader-remove"),
    path(
        AREA + "readers/invited/<int:invitation_id>/withdraw/",
        area_readers.withdraw,
        name="area-reader-withdraw",
    ),
    path(AREA_QUESTIONS, area_questions.questions, name="area-questions"),
    path(AREA_VERSION, area_questions.question_set, name="area-question-set"),
    path(AREA_VERSION + "compare/", area_questions.compare, name="area-questions-compare"),
    path(AREA_VERSION + "agree/", area_questions.agree, name="area-questions-agree"),
    path(CASE, case.revisit, name="revisit"),
    path(CASE + "history/", history.history, name="history"),
    path(CASE + "history.csv", history.history_csv_file, name="history-csv"),
    path(CASE + "details/", details.details, name="details"),
    path(CASE + "dates/", details.dates, name="dates"),
    path(CASE + "team/", team.team, name="team"),
    path(CASE + "team/<int:member_id>/remove/", team.remove, name="team-remove"),
    path(CASE + "papers/", papers.papers, name="papers"),
    path(CASE + "papers/note/", papers.add_note, name="paper-note"),
    path(CASE + "papers/draft/", papers.write_draft, name="paper-draft"),
    path(PAPER, paper.paper, name="paper"),
    path(PAPER + "download/", paper.download, name="paper-download"),
    path(QUESTIONS, questions.questions, name="questions"),
    path(QUESTIONS + "<slug:purpose>/begin/", questions.begin, name="questions-begin"),
    path(VERSION, questions.question_set, name="question-set"),
    path(VERSION + "compare/", questions.compare, name="questions-compare"),
    path(VERSION + "share/", questions.share, name="questions-share"),
    path(VERSION + "settle/", questions.settle, name="questions-settle"),
    path(VERSION + "drop/", questions.drop, name="questions-drop"),
    path(VERSION + "focus/", question_writing.focus, name="questions-focus"),
    path(VERSION + "add/", question_writing.add, name="question-add"),
    path(QUESTION, question_writing.change, name="question-change"),
    path(QUESTION + "remove/", question_writing.remove, name="question-remove"),
    path(QUESTION + "move/", question_writing.move, name="question-move"),
    path(READERS, draft_readers.draft_readers, name="draft-readers"),
    path(READERS + "close/", draft_readers.close, name="draft-close"),
    path(READERS + "<int:reader_id>/remove/", draft_readers.remove, name="draft-reader-remove"),
    path(CASE + "timeline/", timeline.timeline, name="timeline"),
    path(EVENT + "override/", timeline.override, name="override"),
    path(EVENT + "reset/", timeline.reset, name="reset"),
    path(EVENT + "done/", timeline.done, name="done"),
    path(EVENT + "reopen/", timeline.reopen, name="reopen"),
]
