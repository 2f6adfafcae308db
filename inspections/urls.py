from django.urls import path

from inspections.views import (
    absences,
    after,
    area,
    area_evidence,
    area_meetings,
    area_needs,
    area_questions,
    area_readers,
    case,
    childrens_questions,
    childrens_sessions,
    concerns,
    contributors,
    details,
    draft_readers,
    evidence_base,
    evidence_document,
    evidence_export,
    evidence_file,
    evidence_search,
    fieldwork,
    hand_over,
    history,
    home,
    judgement_writing,
    judgements,
    lists,
    meetings,
    monitoring,
    new_case,
    notes,
    on_site,
    question_writing,
    questions,
    registrations,
    requests,
    schedule,
    sessions,
    statement,
    survey,
    taking_back,
    team,
    timeline,
    whole_record,
    working_copies,
)

CASE = "revisits/<slug:reference>/"
EVENT = CASE + "timeline/<int:event_id>/"
BASE = CASE + "evidence/"
DOCUMENT_OF_CASE = BASE + "documents/<int:document_id>/"
NOTE = BASE + "notes/<int:note_id>/"
READERS = CASE + "readers/"
QUESTIONS = CASE + "questions/"
VERSION = QUESTIONS + "<slug:purpose>/<int:number>/"
QUESTION = VERSION + "<int:line>/"
AREA = "area/<slug:reference>/"
ITEM = AREA + "needs/<int:item_id>/"
DOCUMENT = AREA + "evidence/<int:document_id>/"
MEETING = CASE + "meetings/<slug:code>/<int:occurrence>/"
REGISTRATION = "registrations/<slug:reference>/<int:registration_id>/"
AREA_QUESTIONS = AREA + "questions/"
AREA_VERSION = AREA_QUESTIONS + "<slug:purpose>/<int:number>/"
DRAFT = "new/<int:draft_id>/"

REQUEST, AREA_REQUEST = CASE + "requests/<int:item_id>/", AREA + "requests/<int:item_id>/"
AREA_SESSION, AREA_GROUP = AREA + "schedule/<int:session_id>/", AREA + "children/<int:group_id>/"

arrangements = [
    path(AREA + "schedule/", schedule.area_schedule, name="area-schedule"),
    path(AREA + "schedule/day/<int:day>/", schedule.area_schedule, name="area-schedule-day"),
    path(AREA + "schedule/add/", sessions.add, name="area-session-add"),
    path(AREA_SESSION, sessions.change, name="area-session"),
    path(AREA_SESSION + "remove/", sessions.remove, name="area-session-remove"),
    path(AREA + "children/", childrens_sessions.area_children, name="area-children"),
    path(AREA + "children/add/", childrens_sessions.add, name="area-group-add"),
    path(AREA_GROUP, childrens_sessions.change, name="area-group"),
    path(AREA_GROUP + "remove/", childrens_sessions.remove, name="area-group-remove"),
    path(AREA + "requests/", requests.area_requests, name="area-requests"),
    path(AREA_REQUEST, requests.area_request, name="area-request"),
    path(CASE + "schedule/", schedule.schedule, name="schedule"),
    path(CASE + "schedule/day/<int:day>/", schedule.schedule, name="schedule-day"),
    path(CASE + "schedule/agree/", schedule.agree, name="schedule-agree"),
    path(CASE + "children/", childrens_sessions.children, name="children"),
    path(CASE + "children/questions/", childrens_questions.write, name="children-questions"),
    path(CASE + "children/share/", childrens_questions.share, name="children-share"),
    path(CASE + "requests/", requests.requests, name="requests"),
    path(CASE + "requests/ask/", requests.ask, name="request-ask"),
    path(REQUEST, requests.request, name="request"),
    path(REQUEST + "close/", requests.close, name="request-close"),
    path(REQUEST + "reopen/", requests.reopen, name="request-reopen"),
]

JUDGEMENTS = CASE + "judgements/"
JUDGEMENT, CONCERN = JUDGEMENTS + "<int:number>/", JUDGEMENTS + "concerns/<int:concern_id>/"
AFTER = CASE + "after/"

judging = [
    path(JUDGEMENTS, judgements.all_judgements, name="judgements"),
    path(JUDGEMENT, judgements.judgement, name="judgement"),
    path(JUDGEMENT + "write/", judgement_writing.write, name="judgement-write"),
    path(JUDGEMENT + "<int:version>/compare/", judgements.compare, name="judgement-compare"),
    path(JUDGEMENT + "<int:version>/agree/", judgements.agree, name="judgement-agree"),
    path(JUDGEMENTS + "concerns/add/", concerns.add, name="concern-add"),
    path(CONCERN, concerns.concern, name="concern"),
    path(CONCERN + "change/", concerns.change, name="concern-change"),
    path(CONCERN + "withdraw/", concerns.withdraw, name="concern-withdraw"),
    path(AFTER, after.after, name="after"),
    path(AFTER + "record/", after.add_step, name="next-step-add"),
    path(AFTER + "<int:step_id>/correct/", after.correct_step, name="next-step-correct"),
]

ON_SITE = CASE + "on-site/"
KIT = ON_SITE + "day/<int:day>/kit/"

fieldwork_pages = [
    path(ON_SITE, on_site.day, name="on-site"),
    path(ON_SITE + "day/<int:number>/", on_site.day, name="on-site-day"),
    path(ON_SITE + "sessions/<int:session_id>/", on_site.going, name="session-going"),
    path(KIT, fieldwork.kit, name="kit"),
    path(KIT + "write/", fieldwork.write_kit, name="kit-write"),
    path(ON_SITE + "judgement-meeting/", fieldwork.judgement_meeting, name="judgement-meeting"),
    path(
        ON_SITE + "judgement-meeting/write/",
        fieldwork.write_judgement_meeting,
        name="judgement-meeting-write",
    ),
    path(ON_SITE + "feedback/", fieldwork.feedback, name="feedback"),
    path(ON_SITE + "feedback/write/", fieldwork.write_feedback, name="feedback-write"),
    path("working-copies/<path:key>", working_copies.working_copy, name="working-copy"),
]

urlpatterns = [
    *arrangements,
    *judging,
    *fieldwork_pages,
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
    path(AREA + "needs/", area_needs.needs, name="area-needs"),
    path(ITEM, area_needs.item, name="area-item"),
    path(ITEM + "none/", area_needs.declare_none, name="area-item-none"),
    path(ITEM + "none/take-back/", area_needs.take_back_none, name="area-item-none-back"),
    path(ITEM + "assign/", area_needs.assign, name="area-item-assign"),
    path(AREA + "evidence/", area_evidence.evidence, name="area-evidence"),
    path(AREA + "evidence/give/", area_evidence.give, name="area-evidence-give"),
    path(AREA + "evidence/receipts/<int:version_id>/", area_evidence.receipt, name="area-receipt"),
    path(DOCUMENT, area_evidence.document, name="area-document"),
    path(DOCUMENT + "version/", area_evidence.version, name="area-version"),
    path(DOCUMENT + "withdraw/", area_evidence.withdraw, name="area-withdraw"),
    path("evidence/<int:version_id>/file/", evidence_file.evidence_file, name="evidence-file"),
    path(AREA + "meetings/", area_meetings.area_meetings, name="area-meetings"),
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
    path(CASE + "statement/", statement.statement_dates, name="statement-dates"),
    path(CASE + "take-back/", taking_back.take_back, name="take-back"),
    path(CASE + "survey/", survey.survey, name="survey"),
    path(CASE + "team/", team.team, name="team"),
    path(CASE + "team/<int:member_id>/remove/", team.remove, name="team-remove"),
    path(BASE, evidence_base.evidence, name="evidence"),
    path(BASE + "impact/", evidence_base.impact, name="evidence-impact"),
    path(DOCUMENT_OF_CASE, evidence_document.document, name="evidence-document"),
    path(DOCUMENT_OF_CASE + "<int:number>/", evidence_document.preview, name="evidence-preview"),
    path(DOCUMENT_OF_CASE + "impact/", evidence_document.weigh, name="evidence-weigh"),
    path(DOCUMENT_OF_CASE + "tags/", evidence_document.tag, name="evidence-tag"),
    path(BASE + "search/", evidence_search.search, name="evidence-search"),
    path(BASE + "archive/", evidence_export.export, name="evidence-export"),
    path(BASE + "archive/<int:export_id>/", evidence_export.download, name="evidence-export-file"),
    path(BASE + "notes/", notes.notes, name="notes"),
    path(BASE + "notes/add/", notes.add_note, name="note-add"),
    path(NOTE, notes.note, name="note"),
    path(NOTE + "change/", notes.change_note, name="note-change"),
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
    path(CASE + "meetings/", meetings.meetings, name="meetings"),
    path(CASE + "meetings/add/", meetings.add, name="meeting-add"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(MEETING + "cancel/", meetings.cancel, name="meeting-cancel"),
    path(MEETING + "reinstate/", meetings.reinstate, name="meeting-reinstate"),
    path(MEETING + "invite/", meetings.invite, name="meeting-invite"),
    path("registrations/<slug:reference>/", registrations.registrations, name="registrations"),
    path("registrations/<slug:reference>.csv", registrations.registrations_csv, name="registrations-csv"),
    path(REGISTRATION, registrations.registration, name="registration"),
    path(REGISTRATION + "withdraw/", registrations.withdraw, name="registration-withdraw"),
    path(CASE + "timeline/", timeline.timeline, name="timeline"),
    path(EVENT + "override/", timeline.override, name="override"),
    path(EVENT + "reset/", timeline.reset, name="reset"),
    path(EVENT + "done/", timeline.done, name="done"),
    path(EVENT + "reopen/", timeline.reopen, name="reopen"),
]
