"""What the ways of disposing share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger

from revisits.accounts.models import User

# Rows that are otherwise written once: set aside here, by name, and nowhere else outside the demo.
APPEND_ONLY = (
    "inspections.NoteVersion:note_version_append_only",
    "inspections.KitRecord:kit_record_append_only",
    "inspections.JudgementMeetingRecord:judgement_meeting_record_append_only",
    "inspections.MeetingPresence:meeting_presence_append_only",
    "inspections.FeedbackRecord:feedback_record_append_only",
    "inspections.FeedbackPoint:feedback_point_append_only",
    "inspections.Judgement:judgement_append_only",
    "inspections.JudgementVersion:judgement_version_append_only",
    "inspections.JudgementCitation:judgement_citation_append_only",
    "inspections.JudgementAgreement:judgement_agreement_append_only",
    "inspections.SeriousConcern:serious_concern_append_only",
    "inspections.ConcernVersion:concern_version_append_only",
    "inspections.ConcernCitation:concern_citation_append_only",
    "inspections.ScheduleAgreement:schedule_agreement_append_only",
    "inspections.ScheduleComment:schedule_comment_append_only",
    "letters.IdentifierDecision:identifier_decision_append_only",
    "letters.LetterVersion:letter_version_append_only",
    "letters.QualityReview:quality_review_append_only",
    "letters.AccuracyRound:accuracy_round_append_only",
    "letters.Submission:submission_append_only",
    "letters.AccuracyComment:accuracy_comment_stays",
    "letters.AccuracyFile:accuracy_file_stays",
    "letters.LateRequest:late_request_append_only",
    "letters.LateAnswer:late_answer_append_only",
    "letters.Answer:answer_append_only",
    "letters.AnswerAgreement:answer_agreement_append_only",
    "letters.AnswersTold:answers_told_append_only",
    "letters.SectionVersion:section_version_append_only",
    "privacy.DataCopy:data_copy_append_only",
    "accounts.AccountEvent:account_event_append_only",
)
# What goes with rows of a model, though it is written once: what is cited takes its citations along.
_CITATIONS = ("inspections.JudgementCitation", "inspections.ConcernCitation")
GOES_WITH: dict[str, tuple[str, ...]] = {
    "inspections.EvidenceNote": ("inspections.NoteVersion", *_CITATIONS),
    "inspections.EvidenceDocument": _CITATIONS,
    "inspections.Judgement": (
        "inspections.JudgementVersion",
        "inspections.JudgementCitation",
        "inspections.JudgementAgreement",
    ),
    "inspections.SeriousConcern": ("inspections.ConcernVersion", "inspections.ConcernCitation"),
    "letters.LetterSection": ("letters.SectionVersion",),
    "letters.LetterVersion": (
        "letters.QualityReview",
        *("letters.AccuracyRound", "letters.Submission", "letters.AccuracyComment"),
        "letters.AccuracyFile",
        *("letters.LateRequest", "letters.LateAnswer"),
        *("letters.Answer", "letters.AnswerAgreement", "letters.AnswersTold"),
    ),
}


@dataclass(frozen=True)
class Doing:
    """On whose approval, by which period, and when (aware)."""

    approved_by: User
    period: str
    at: datetime


def delete_rows(rows: Sequence[Any], doing: Doing) -> None:
    """Delete them, whatever else protects them from being changed; inside a transaction of the caller's."""
    model = type(rows[0])
    labels = (model._meta.label, *GOES_WITH.get(model._meta.label, ()))
    mine = [uri for uri in APPEND_ONLY if uri.partition(":")[0] in labels]
    keys = [row.pk for row in rows]
    if not mine:
        model._default_manager.filter(pk__in=keys).delete()
        return
    with pgtrigger.ignore(*mine):
        model._default_manager.filter(pk__in=keys).delete()
