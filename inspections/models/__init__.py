from inspections.models.absence import Absence
from inspections.models.case_draft import CaseDraft
from inspections.models.case_event import CaseEvent
from inspections.models.evidence import EvidenceAbout, EvidenceDocument, EvidenceReading, EvidenceVersion
from inspections.models.holiday import Holiday, HolidayChange
from inspections.models.inspection import InitialInspection, InitialInspector
from inspections.models.local_area import AreaHealthBody, LocalArea, SchoolHoliday
from inspections.models.outcome import Outcome
from inspections.models.paper import DraftReader, Paper
from inspections.models.questions import Question, QuestionComment, QuestionSet
from inspections.models.revisit import Revisit
from inspections.models.team import TeamMember
from inspections.models.timeline_event import TimelineEvent
from inspections.models.wsoa import WSOA, MonitoringVisit, Weakness, WSOAAction

__all__ = [
    "WSOA",
    "Absence",
    "AreaHealthBody",
    "CaseDraft",
    "CaseEvent",
    "DraftReader",
    "EvidenceAbout",
    "EvidenceDocument",
    "EvidenceReading",
    "EvidenceVersion",
    "Holiday",
    "HolidayChange",
    "InitialInspection",
    "InitialInspector",
    "LocalArea",
    "MonitoringVisit",
    "Outcome",
    "Paper",
    "Question",
    "QuestionComment",
    "QuestionSet",
    "Revisit",
    "SchoolHoliday",
    "TeamMember",
    "TimelineEvent",
    "WSOAAction",
    "Weakness",
]
