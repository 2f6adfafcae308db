"""What a case holds on the people who work on it."""

from django.db.models import BooleanField, Case, DateField, ExpressionWrapper, F, Q, QuerySet, TextField, When

from inspections.meeting_kinds import KINDS
from inspections.models import (
    WSOA,
    Absence,
    BankQuestion,
    BankVersion,
    CaseDraft,
    CaseEvent,
    DraftReader,
    EvidenceAbout,
    EvidenceDocument,
    EvidenceExport,
    EvidenceNote,
    EvidencePage,
    EvidenceReading,
    EvidenceText,
    EvidenceVersion,
    EvidenceView,
    Holiday,
    HolidayChange,
    InformationItem,
    InitialInspection,
    LocalArea,
    Meeting,
    MeetingAttendance,
    MeetingRegistration,
    MonitoringVisit,
    NoteAbout,
    NoteCitation,
    NoteVersion,
    Outcome,
    Question,
    QuestionComment,
    QuestionSet,
    QuestionTranslation,
    Revisit,
    SchoolHoliday,
    SurveyChange,
    SurveyIncident,
    Tag,
    Tagging,
    TeamMember,
    TimelineEvent,
    Weakness,
    WSOAAction,
)
from inspections.timeline.schedule import RULES
from revisits.accounts.models import User
from revisits.accounts.personal_data import holds, holds_none, only_if

CASE = {"Case": "revisit__reference"}


def timeline(person: User) -> QuerySet[TimelineEvent]:
    """What they set by hand and what they recorded; of the other half of a row the copy says nothing."""
    set_by, recorded_by = Q(overridden_by=person), Q(done_by=person)
    found = TimelineEvent.objects.filter(set_by | recorded_by)
    return found.annotate(
        you_set=only_if(set_by, "overridden_at"), you_did=only_if(recorded_by, "recorded_at")
    )


def translations(person: User) -> QuerySet[QuestionTranslation]:
    """What they wrote and what they checked; of the other half of a row the copy says nothing."""
    wrote, checked = Q(written_by=person), Q(checked_by=person)
    return QuestionTranslation.objects.filter(wrote | checked).annotate(
        you_wrote=only_if(wrote, "written_at"), you_checked=only_if(checked, "checked_at")
    )


def bank_versions(person: User) -> QuerySet[BankVersion]:
    """What they began and what they issued; of the other half of a row the copy says nothing."""
    began, issued = Q(begun_by=person), Q(issued_by=person)
    return BankVersion.objects.filter(began | issued).annotate(
        you_began=only_if(began, "begun_at"), you_issued=only_if(issued, "issued_at")
    )


def meetings(person: User) -> QuerySet[Meeting]:
    """What they chair, and when they cancelled one: never who else does."""
    chairs, cancelled = Q(chair=person), Q(cancelled_by=person)
    return Meeting.objects.filter(chairs | cancelled).annotate(
        you_chair=ExpressionWrapper(chairs, output_field=BooleanField()),
        you_cancelled=only_if(cancelled, "cancelled_at"),
    )


def parts(person: User) -> QuerySet[TeamMember]:
    """Their parts, with what was said of them; and those of others that they gave or ended: never whose, nor why."""
    own, gave, ended = Q(user=person), Q(added_by=person), Q(removed_by=person)
    return TeamMember.everybody.filter(own | gave | ended).annotate(
        yours=ExpressionWrapper(own, BooleanField()),
        you_were_there=Case(When(own, then=F("on_initial_inspection")), output_field=BooleanField(null=True)),
        why_you=Case(When(own, then=F("reason")), output_field=TextField(null=True)),
        your_experience=Case(When(own, then=F("experience")), output_field=TextField(null=True)),
        you_gave=only_if(gave, "added_at"),
        you_ended=only_if(ended, "removed_at"),
    )


def absences(person: User) -> QuerySet[Absence]:
    """Their own days, and when they noted somebody else's."""
    own, noted = Q(user=person), Q(recorded_by=person)
    return Absence.objects.filter(own | noted).annotate(
        your_first_day=Case(When(own, then=F("first_day")), output_field=DateField(null=True)),
        your_last_day=Case(When(own, then=F("last_day")), output_field=DateField(null=True)),
        you_noted=only_if(noted, "recorded_at"),
    )


def question_sets(person: User) -> QuerySet[QuestionSet]:
    """Versions that they began, shared or agreed; of the other steps the copy says nothing."""
    began, shared, agreed = Q(begun_by=person), Q(shared_by=person), Q(agreed_by=person)
    return QuestionSet.objects.filter(began | shared | agreed).annotate(
        you_began=only_if(began, "begun_at"),
        you_shared=only_if(shared, "shared_at"),
        you_agreed=only_if(agreed, "agreed_at"),
    )


def readers(person: User) -> QuerySet[DraftReader]:
    """Where they may read, whom they named or removed: when, and never the other person's name."""
    reads, named, removed = Q(user=person), Q(named_by=person), Q(removed_by=person)
    return DraftReader.objects.filter(reads | named | removed).annotate(
        you_since=only_if(reads, "named_at"),
        you_until=only_if(reads, "removed_at"),
        you_named=only_if(named, "named_at"),
        you_removed=only_if(removed, "removed_at"),
    )


def items(person: User) -> QuerySet[InformationItem]:
    """What they asked for, were to do, declared none or closed; of others' parts in it the copy says nothing."""
    asked, does = Q(asked_by=person), Q(assigned_to=person)
    none, closed = Q(none_by=person), Q(closed_by=person)
    return InformationItem.objects.filter(asked | does | none | closed).annotate(
        yours_to_do=ExpressionWrapper(does, BooleanField(null=True)),
        you_asked=only_if(asked, "asked_at"),
        you_declared=only_if(none, "none_at"),
        you_closed=only_if(closed, "closed_at"),
    )


holds(
    TeamMember,
    what="Your part in cases, and parts that you gave or ended",
    kept="case_file",
    rows=parts,
    columns={
        **CASE,
        "Part": "role",
        "Yours": "yours",
        "From": "added_at",
        "Until": "removed_at",
        "You carried out the initial inspection": "you_were_there",
        "Why you": "why_you",
        "Your experience": "your_experience",
        "You gave it": "you_gave",
        "You ended it": "you_ended",
    },
)
holds(
    InitialInspection.inspectors.through,
    what="Initial inspections that you carried out",
    kept="case_file",
    rows=lambda person: InitialInspection.inspectors.through._default_manager.filter(user=person),
    columns={"Area": "initialinspection__area__name", "First day": "initialinspection__first_day"},
)
holds(
    Absence,
    what="Days on which you are away, and those that you noted for others",
    kept="absences",
    rows=absences,
    columns={"First day": "your_first_day", "Last day": "your_last_day", "Noted by you": "you_noted"},
)
holds(
    TimelineEvent,
    what="Dates that you set, and events that you recorded",
    kept="case_file",
    rows=timeline,
    columns={**CASE, "Event": "code", "You set its date": "you_set", "You recorded it": "you_did"},
    words={"Event": lambda code: RULES[code].title},
)
holds(
    CaseEvent,
    what="What you did in cases",
    kept="case_file",
    rows=lambda person: CaseEvent.objects.filter(by=person),
    columns={**CASE, "What": "kind", "When": "at"},
)
holds(
    Meeting,
    what="Meetings that you chair, and those that you cancelled",
    kept="case_file",
    rows=meetings,
    columns={**CASE, "Meeting": "kind", "You chair it": "you_chair", "You cancelled it": "you_cancelled"},
    words={"Meeting": lambda code: KINDS[code].title},
)
holds(
    MeetingRegistration,
    what="Registrations for open meetings that you entered for parents",
    kept="registrations",
    rows=lambda person: MeetingRegistration.objects.filter(entered_by=person),
    columns={**CASE, "When": "registered_at"},
)
holds(
    SurveyIncident,
    what="Times at which a survey for parents was broken that you reported, or said to be mended",
    kept="case_file",
    rows=lambda person: SurveyIncident.objects.filter(Q(reported_by=person) | Q(mended_by=person)),
    columns={**CASE, "Broken": "broken_at", "Mended": "mended_at"},
)
holds(
    InformationItem,
    what="What you asked an area for, were to give, or declared none",
    kept="case_file",
    rows=items,
    columns={
        **CASE,
        "Yours to do": "yours_to_do",
        "You asked": "you_asked",
        "You declared none": "you_declared",
        "You closed it": "you_closed",
    },
)
holds(
    EvidenceDocument,
    what="Evidence that you withdrew",
    kept="evidence",
    rows=lambda person: EvidenceDocument.objects.filter(withdrawn_by=person),
    columns={**CASE, "Withdrawn": "withdrawn_at"},
)
holds(
    EvidenceVersion,
    what="Evidence that you gave",
    kept="evidence",
    rows=lambda person: EvidenceVersion.objects.filter(added_by=person),
    columns={"Case": "document__revisit__reference", "Version": "number", "When": "added_at"},
)
holds(
    EvidenceReading,
    what="Evidence that you read",
    kept="evidence",
    rows=lambda person: EvidenceReading.objects.filter(user=person),
    columns={"Case": "version__document__revisit__reference", "First read": "read_at"},
)
holds(
    QuestionSet,
    what="Questions for parents that you wrote, shared or agreed",
    kept="case_file",
    rows=question_sets,
    columns={
        **CASE,
        "For": "purpose",
        "Version": "number",
        "You began it": "you_began",
        "You shared it": "you_shared",
        "You agreed it": "you_agreed",
    },
)
holds(
    QuestionTranslation,
    what="Translations of questions for parents that you wrote or checked",
    kept="case_file",
    rows=translations,
    columns={
        "Case": "question__question_set__revisit__reference",
        "Language": "language",
        "You wrote it": "you_wrote",
        "You checked it": "you_checked",
    },
)
holds(
    SurveyChange,
    what="Parents' surveys that you extended or replaced",
    kept="case_file",
    rows=lambda person: SurveyChange.objects.filter(by=person),
    columns={**CASE, "What": "kind", "When": "at"},
)
holds(
    BankVersion,
    what="Versions of the national bank of questions that you began or issued",
    kept="case_file",
    rows=bank_versions,
    columns={"Version": "number", "You began it": "you_began", "You issued it": "you_issued"},
)
holds(
    QuestionComment,
    what="Comments on questions for parents that you made",
    kept="case_file",
    rows=lambda person: QuestionComment.objects.filter(by=person),
    columns={"Case": "question_set__revisit__reference", "When": "at"},
)
holds(
    DraftReader,
    what="Drafts opened to you, and to others by you",
    kept="case_file",
    rows=readers,
    columns={
        **CASE,
        "Open to you since": "you_since",
        "Open to you until": "you_until",
        "You opened it to somebody": "you_named",
        "You closed it to somebody": "you_removed",
    },
)
holds(
    CaseDraft,
    what="Cases that you began to set up",
    kept="case_drafts",
    rows=lambda person: CaseDraft.objects.filter(owner=person),
    columns={"Last worked on": "updated_at"},
)
holds(
    HolidayChange,
    what="Bank holidays that you changed",
    kept="case_file",
    rows=lambda person: HolidayChange.objects.filter(by=person),
    columns={"Holiday": "name", "What": "change", "When": "at"},
)
holds_none(
    "Bodies, areas and their calendars, not people.",
    LocalArea,
    LocalArea.health_bodies.through,
    SchoolHoliday,
    Holiday,
)
holds_none(
    "Facts of an area's inspection; responsible posts are named, people are not.",
    InitialInspection,
    WSOA,
    Weakness,
    WSOAAction,
    MonitoringVisit,
    Revisit,
    Outcome,
)
holds(
    EvidenceNote,
    what="Notes of the evidence base that you wrote",
    kept="notes",
    rows=lambda person: EvidenceNote.objects.filter(written_by=person),
    columns={**CASE, "Kind": "kind", "When": "written_at"},
)
holds(
    NoteVersion,
    what="What you wrote in notes, and corrections of it",
    kept="notes",
    rows=lambda person: NoteVersion.objects.filter(written_by=person),
    columns={"Case": "note__revisit__reference", "Version": "number", "When": "written_at"},
)
holds(
    EvidenceView,
    what="What you saw in evidence",
    kept="notes",
    rows=lambda person: EvidenceView.objects.filter(by=person),
    columns={"Case": "document__revisit__reference", "Weakness": "weakness__number", "When": "at"},
)
holds(
    Tagging,
    what="Evidence and notes that you tagged",
    kept="notes",
    rows=lambda person: Tagging.objects.filter(by=person),
    columns={"Case": "tag__revisit__reference", "When": "at"},
)
holds(
    EvidenceExport,
    what="Archives of evidence that you asked for",
    kept="notes",
    rows=lambda person: EvidenceExport.objects.filter(by=person),
    columns={**CASE, "When": "asked_at", "State": "state"},
)
holds_none(
    "Which weakness a document or a note is about, and what a note cites.",
    EvidenceAbout,
    NoteAbout,
    NoteCitation,
)
holds_none(
    "The words of documents, held with the documents; and how a case sorts them.",
    EvidenceText,
    EvidencePage,
    Tag,
)
holds_none("How many people of an organisation attend a meeting.", MeetingAttendance)
holds_none("What parents are asked, in versions.", Question)
holds_none("What parents may be asked anywhere, in versions.", BankQuestion)
