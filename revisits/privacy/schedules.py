"""What is due when, and how it goes: one schedule for each record type that is not kept for good."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, F, Model, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from inspections.models import (
    Absence,
    CaseDraft,
    EvidenceDocument,
    EvidenceNote,
    MeetingRegistration,
    Revisit,
    WorkingCopy,
)
from letters.models import OutcomeLetter
from notifications.models import OutboxMessage
from revisits import retention
from revisits.accounts.models import AccountEvent, AccountMail, Invitation, User
from revisits.accounts.models.account_mail import WAITING
from revisits.privacy import (
    former_people,
    old_answers,
    old_arrangements,
    old_evidence,
    old_fieldwork,
    old_judgements,
    old_letters,
    old_notes,
    old_notices,
    old_registrations,
)
from revisits.privacy.disposing import Doing, delete_rows
from revisits.privacy.models import DataCopy, Hold
from revisits.record.actions.dispose import dispose_of
from revisits.record.models import Seal


@dataclass(frozen=True)
class Schedule:
    """The rows of one record type that still hold something, each with `dated_on`, and how they are disposed of.

    `case` and `people` are field paths from a row to the re-visit and to the people whom it is about; `concerns` says
    of rows with many people under them, for keys of people, which rows are about any of these. A row that is about
    everybody is `mixed`: any hold keeps it.
    """

    record_type: str
    model: type[Model]
    rows: Callable[[], QuerySet[Any]]
    reference: Callable[[Any], str]
    dispose: Callable[[Sequence[Any], Doing], None] = delete_rows
    case: str = ""
    people: tuple[str, ...] = ()
    concerns: Callable[[Any], Q] | None = None
    mixed: bool = False

    @property
    def period(self) -> retention.Period | None:
        found: retention.Period | None = settings.RETENTION[self.record_type]
        return found

    def due(self, cutoff: date) -> QuerySet[Any]:
        """Rows dated on that day or before, the oldest first."""
        return self.rows().filter(dated_on__lte=cutoff).order_by("dated_on", "pk")

    def free(self, cutoff: date) -> QuerySet[Any]:
        """Those of them that no hold keeps."""
        return self.due(cutoff).exclude(self._held())

    def concerning(self, person_id: int) -> Q:
        """Rows that are about a person."""
        return self._about([person_id])

    def place(self, row: Any) -> tuple[int | None, int | None]:
        """The ids of the re-visit and of the first of the people of a row."""
        return _follow(row, self.case), next((_follow(row, path) for path in self.people), None)

    def _held(self) -> Q:
        holds = Hold.objects.filter(lifted_at__isnull=True)
        if self.mixed:
            return Q(Exists(holds))
        cases = holds.filter(case__isnull=False).values("case")
        people = holds.filter(person__isnull=False).values("person")
        of_case = Q(**{f"{self.case}__in": cases}) if self.case else Q(pk__in=[])
        return of_case | self._about(people)

    def _about(self, people: Any) -> Q:
        """Rows about any of these people: keys, or a query for them."""
        if self.concerns:
            return self.concerns(people)
        found = Q(pk__in=[])
        for path in self.people:
            found |= Q(**{f"{path}__isnull": False, f"{path}__in": people})
        return found


def _follow(row: Any, path: str) -> int | None:
    """The key at a path of one step: the row's own, or that of what it points to."""
    found: int | None = getattr(row, path if path == "pk" else f"{path}_id") if path else None
    return found


def case_drafts() -> QuerySet[CaseDraft]:
    return CaseDraft.objects.annotate(dated_on=TruncDate("updated_at"))


def absences() -> QuerySet[Absence]:
    return Absence.objects.annotate(dated_on=F("last_day"))


def ended_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.annotate(
        dated_on=TruncDate(Coalesce("accepted_at", "revoked_at", "expires_at"))
    )


def account_mails() -> QuerySet[AccountMail]:
    """Those that were sent or given up."""
    return AccountMail.objects.exclude(WAITING).annotate(dated_on=TruncDate("created_at"))


def account_events() -> QuerySet[AccountEvent]:
    return AccountEvent.objects.annotate(dated_on=TruncDate("at"))


def sealed() -> QuerySet[Seal]:
    """Seals of the record whose entries are still there; they go whole."""
    return Seal.objects.filter(disposal__isnull=True).annotate(dated_on=TruncDate("at"))


def dispose_of_seals(seals: Sequence[Seal], doing: Doing) -> None:
    """The entries go; the seals stay, so that the chain can still be checked."""
    for seal in seals:
        dispose_of(seal=seal, by=doing.approved_by.pk, why=doing.period, at=doing.at)


def dispose_of_sessions(sessions: Sequence[Any], doing: Doing) -> None:
    """With what was noted of each: from where, and with which browser."""
    UserSession.objects.filter(session_key__in=[session.pk for session in sessions]).delete()
    delete_rows(sessions, doing)


def ended_sessions() -> QuerySet[Session]:
    return Session.objects.annotate(dated_on=TruncDate("expire_date"))


def office_log() -> QuerySet[LogEntry]:
    return LogEntry.objects.annotate(dated_on=TruncDate("action_time"))


def working_copies() -> QuerySet[WorkingCopy]:
    return WorkingCopy.objects.annotate(dated_on=TruncDate("saved_at"))


def copies() -> QuerySet[DataCopy]:
    return DataCopy.objects.annotate(dated_on=TruncDate("at"))


SCHEDULES = {
    each.record_type: each
    for each in (
        Schedule(
            "outcome_drafts",
            OutcomeLetter,
            old_letters.rows,
            old_letters.reference,
            old_letters.dispose,
            case="revisit",
            people=("started_by", "sections__versions__written_by"),
        ),
        Schedule(
            "evidence",
            EvidenceDocument,
            old_evidence.rows,
            old_evidence.reference,
            old_evidence.dispose,
            case="revisit",
            people=("withdrawn_by", "versions__added_by"),
        ),
        Schedule(
            "notes",
            EvidenceNote,
            old_notes.rows,
            old_notes.reference,
            old_notes.dispose,
            case="revisit",
            people=("written_by",),
        ),
        Schedule(
            "judgements",
            Revisit,
            old_judgements.rows,
            old_judgements.reference,
            old_judgements.dispose,
            case="pk",
            mixed=True,
        ),
        Schedule(
            "arrangements",
            Revisit,
            old_arrangements.rows,
            old_arrangements.reference,
            old_arrangements.dispose,
            case="pk",
            concerns=old_arrangements.concerns,
        ),
        Schedule(
            "fieldwork",
            Revisit,
            old_fieldwork.rows,
            old_fieldwork.reference,
            old_fieldwork.dispose,
            case="pk",
            mixed=True,
        ),
        Schedule(
            "survey_answers",
            Revisit,
            old_answers.rows,
            old_answers.reference,
            old_answers.dispose,
            case="pk",
            mixed=True,
        ),
        Schedule(
            "working_copies",
            WorkingCopy,
            working_copies,
            lambda row: f"Form not sent, last typed at on {row.dated_on:%-d %B %Y}",
            people=("user",),
        ),
        Schedule(
            "registrations",
            MeetingRegistration,
            old_registrations.rows,
            old_registrations.reference,
            case="revisit",
            people=("entered_by",),
        ),
        Schedule(
            "notices",
            OutboxMessage,
            old_notices.rows,
            old_notices.reference,
            old_notices.dispose,
            case="revisit",
            people=("recipient_user",),
        ),
        Schedule(
            "people",
            User,
            former_people.rows,
            former_people.reference,
            former_people.dispose,
            people=("pk",),
        ),
        Schedule(
            "case_drafts",
            CaseDraft,
            case_drafts,
            lambda row: f"Case begun, last worked on {row.dated_on:%-d %B %Y}",
            people=("owner",),
        ),
        Schedule(
            "absences",
            Absence,
            absences,
            lambda row: f"Away, until {row.dated_on:%-d %B %Y}",
            people=("user", "recorded_by"),
        ),
        Schedule(
            "invitations",
            Invitation,
            ended_invitations,
            lambda row: f"Invitation as {row.get_role_display()}, over on {row.dated_on:%-d %B %Y}",
            case="revisit",
            people=("accepted_by", "invited_by"),
        ),
        Schedule(
            "account_mails",
            AccountMail,
            account_mails,
            lambda row: f"Mail about an account, {row.dated_on:%-d %B %Y}",
        ),
        Schedule(
            "account_events",
            AccountEvent,
            account_events,
            lambda row: f"{row.get_kind_display()}, {row.dated_on:%-d %B %Y}",
            people=("user", "by"),
        ),
        Schedule(
            "sessions",
            Session,
            ended_sessions,
            lambda row: f"Session, ended {row.dated_on:%-d %B %Y}",
            dispose_of_sessions,
        ),
        Schedule(
            "office_log",
            LogEntry,
            office_log,
            lambda row: f"Change on an office page, {row.dated_on:%-d %B %Y}",
            people=("user",),
        ),
        Schedule(
            "record",
            Seal,
            sealed,
            lambda row: f"Seal {row.number} of {row.dated_on:%-d %B %Y}, entries: {row.count}",
            dispose_of_seals,
            mixed=True,
        ),
        Schedule(
            "copies",
            DataCopy,
            copies,
            lambda row: f"Copy of a person's data, {row.dated_on:%-d %B %Y}",
            people=("person", "by"),
        ),
    )
}
