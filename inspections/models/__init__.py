from inspections.models.absence import Absence
from inspections.models.case_draft import CaseDraft
from inspections.models.case_event import CaseEvent
from inspections.models.childrens_session import ChildrensQuestions, ChildrensSession
from inspections.models.concern import ConcernCitation, ConcernVersion, SeriousConcern
from inspections.models.deferral import Deferral
from inspections.models.draft_reader import DraftReader
from inspections.models.evidence import EvidenceAbout, EvidenceDocument, EvidenceReading, EvidenceVersion
from inspections.models.evidence_export import EvidenceExport
from inspections.models.evidence_note import (
    EvidenceNote,
    EvidenceView,
    NoteAbout,
    NoteCitation,
    NoteVersion,
    Tag,
    Tagging,
)
from inspections.models.evidence_text import EvidencePage, EvidenceText
from inspections.models.fieldwork import (
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
)
from inspections.models.holiday import Holiday, HolidayChange
from inspections.models.information import InformationItem
from inspections.models.inspection import InitialInspection, InitialInspector
from inspections.models.judgement import Judgement, JudgementAgreement, JudgementCitation, JudgementVersion
from inspections.models.local_area import AreaHealthBody, LocalArea, SchoolHoliday
from inspections.models.meeting import Meeting, MeetingAttendance
from inspections.models.next_step import NextStep
from inspections.models.outcome import Outcome
from inspections.models.question_bank import BankQuestion, BankVersion
from inspections.models.question_translation import QuestionTranslation
from inspections.models.questions import Question, QuestionComment, QuestionSet
from inspections.models.registration import MeetingRegistration
from inspections.models.request_message import RequestMessage, RequestReading
from inspections.models.revisit import Revisit
from inspections.models.schedule import (
    ScheduleAgreement,
    ScheduleComment,
    SessionAbout,
    SessionInspector,
    SessionSlot,
)
from inspections.models.survey_change import SurveyChange
from inspections.models.survey_incident import SurveyIncident
from inspections.models.suspension import SuspendedCase, Suspension
from inspections.models.team import TeamMember
from inspections.models.timeline_event import TimelineEvent
from inspections.models.working_copy import WorkingCopy
from inspections.models.wsoa import WSOA, MonitoringVisit, Weakness, WSOAAction

__all__ = [
    "WSOA",
    "Absence",
    "AreaHealthBody",
    "BankQuestion",
    "BankVersion",
    "CaseDraft",
    "CaseEvent",
    "ChildrensQuestions",
    "ChildrensSession",
    "ConcernCitation",
    "ConcernVersion",
    "Deferral",
    "DraftReader",
    "EvidenceAbout",
    "EvidenceDocument",
    "EvidenceExport",
    "EvidenceNote",
    "EvidencePage",
    "EvidenceReading",
    "EvidenceText",
    "EvidenceVersion",
    "EvidenceView",
    "FeedbackPoint",
    "FeedbackRecord",
    "Holiday",
    "HolidayChange",
    "InformationItem",
    "InitialInspection",
    "InitialInspector",
    "Judgement",
    "JudgementAgreement",
    "JudgementCitation",
    "JudgementMeetingRecord",
    "JudgementVersion",
    "KitRecord",
    "LocalArea",
    "Meeting",
    "MeetingAttendance",
    "MeetingPresence",
    "MeetingRegistration",
    "MonitoringVisit",
    "NextStep",
    "NoteAbout",
    "NoteCitation",
    "NoteVersion",
    "Outcome",
    "Question",
    "QuestionComment",
    "QuestionSet",
    "QuestionTranslation",
    "RequestMessage",
    "RequestReading",
    "Revisit",
    "ScheduleAgreement",
    "ScheduleComment",
    "SchoolHoliday",
    "SeriousConcern",
    "SessionAbout",
    "SessionInspector",
    "SessionSlot",
    "SurveyChange",
    "SurveyIncident",
    "SuspendedCase",
    "Suspension",
    "Tag",
    "Tagging",
    "TeamMember",
    "TimelineEvent",
    "WSOAAction",
    "Weakness",
    "WorkingCopy",
]
