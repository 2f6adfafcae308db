"""What happened to a case: the history that people read, and the cause of every message sent."""

from django.db import models

from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from revisits.accounts.models import User


class CaseEvent(models.Model):
    """One thing that happened, written in the transaction that made it happen; never changed or deleted."""

    class Kind(models.TextChoices):
        CREATED = "created", "Case created"
        IMPORTED = "imported", "Case imported"
        EDITED = "edited", "Details changed"
        RESCHEDULED = "rescheduled", "On-site days changed"
        TEAM_CHANGED = "team_changed", "Team changed"
        HANDED_OVER = "handed_over", "Handed over"
        DATE_MOVED = "date_moved", "Date moved"
        DATE_OVERRIDDEN = "date_overridden", "Date set by hand"
        OVERRIDE_REMOVED = "override_removed", "Date set back to the guidance's"
        EVENT_DONE = "event_done", "Event done"
        EVENT_REOPENED = "event_reopened", "Event no longer done"
        STATE_CHANGED = "state_changed", "Stage changed"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"
        SUSPENDED = "suspended", "All re-visits suspended"
        TAKEN_UP = "taken_up", "Taken up again"
        DEFERRAL_ASKED = "deferral_asked", "Area asked to defer"
        DEFERRAL_DECIDED = "deferral_decided", "Request to defer decided"
        LETTER_STARTED = "letter_started", "Outcome letter begun"
        LETTER_SUBMITTED = "letter_submitted", "Letter given to quality assurance"
        LETTER_APPROVED = "letter_approved", "Letter approved by one agency"
        LETTER_RETURNED = "letter_returned", "Letter returned by quality assurance"
        LETTER_ASSURED = "letter_assured", "Letter approved by both agencies"
        IDENTIFIER_ACCEPTED = "identifier_accepted", "Possible identifier accepted"
        LETTER_ISSUED = "letter_issued", "Letter issued"
        LETTER_SIGNED = "letter_signed", "Final letter signed"
        FINAL_SENT = "final_sent", "Final letter sent"
        FINAL_RECALLED = "final_recalled", "Final letter recalled"
        PUBLICATION_SET = "publication_set", "Moment of publication set"
        PUBLICATION_HELD = "publication_held", "Publication held up"
        PUBLISHED = "published", "Outcome letter published"
        CORRECTION = "correction", "Correction of the published letter"
        CORRECTED = "corrected", "Corrected letter published"
        NOTIFIED = "notified", "Area notified"
        NOTICE_SCHEDULED = "notice_scheduled", "Notice scheduled"
        NOTICE_CALLED_OFF = "notice_called_off", "Scheduled notice called off"
        NOTICE_HELD = "notice_held", "Scheduled notice held up"
        REMINDER_SNOOZED = "reminder_snoozed", "Reminder put off"
        PAPER_ADDED = "paper_added", "Paper added"
        NOTE_ADDED = "note_added", "Note added"
        NOTE_CHANGED = "note_changed", "Note changed"
        DRAFT_OPENED = "draft_opened", "Draft opened to directors"
        DRAFT_SENT = "draft_sent", "Draft sent to the area"
        COMMENTS_SUBMITTED = "comments_submitted", "Comments on accuracy submitted"
        LATE_ASKED = "late_asked", "Asked to comment late"
        LATE_ANSWERED = "late_answered", "Late comments accepted or declined"
        ANSWERS_TOLD = "answers_told", "Outcome of comments told"
        READER_NAMED = "reader_named", "Reader of the draft named"
        READER_REMOVED = "reader_removed", "Reader of the draft removed"
        MEETING_CHANGED = "meeting_changed", "Meeting changed"
        MEETING_CANCELLED = "meeting_cancelled", "Meeting cancelled"
        MEETING_INVITED = "meeting_invited", "Invitations sent"
        MONITORING_RECORDED = "monitoring_recorded", "Monitoring visit recorded"
        EVIDENCE_GIVEN = "evidence_given", "Evidence given"
        EVIDENCE_WITHDRAWN = "evidence_withdrawn", "Evidence withdrawn"
        EVIDENCE_INFECTED = "evidence_infected", "Evidence infected"
        EVIDENCE_CLEARED = "evidence_cleared", "Evidence not infected after all"
        EVIDENCE_UNSCANNED = "evidence_unscanned", "Evidence could not be scanned"
        ITEM_DECLARED_NONE = "item_declared_none", "Declared none"
        REQUEST_MADE = "request_made", "Further information requested"
        REQUEST_ANSWERED = "request_answered", "Request answered"
        REQUEST_CLOSED = "request_closed", "Request closed"
        MESSAGE_WRITTEN = "message_written", "Message written"
        SCHEDULE_CHANGED = "schedule_changed", "Draft schedule changed"
        SCHEDULE_AGREED = "schedule_agreed", "Schedule agreed"
        CHILDREN_ARRANGED = "children_arranged", "Children's session arranged"
        FIELDWORK_RECORDED = "fieldwork_recorded", "Fieldwork recorded"
        QUESTIONS_SHARED = "questions_shared", "Questions for children shared"
        QUESTIONS_PROPOSED = "questions_proposed", "Questions shared with the forum"
        QUESTIONS_COMMENTED = "questions_commented", "Questions commented on by the forum"
        QUESTIONS_AGREED = "questions_agreed", "Questions agreed"
        CIRCULATED = "circulated", "Letter circulated"
        CIRCULATION_CHASED = "circulation_chased", "Circulation chased"
        SURVEY_OPENED = "survey_opened", "Survey opened"
        SURVEY_CLOSED = "survey_closed", "Survey closed"
        SURVEY_BROKEN = "survey_broken", "Survey broken"
        SURVEY_MENDED = "survey_mended", "Survey mended"
        SURVEY_REPLACED = "survey_replaced", "Survey replaced"
        SURVEY_APART = "survey_apart", "Answers set apart decided on"
        SURVEY_IMPORTED = "survey_imported", "Results of an outside survey brought in"
        SURVEY_TAKEN_BACK = "survey_taken_back", "Results of an outside survey taken back"
        JUDGED = "judged", "Judgements written"
        JUDGEMENT_AGREED = "judgement_agreed", "Judgement agreed"
        JUDGEMENT_CHANGED = "judgement_changed", "Judgement changed after the meeting"
        OUTCOME_FOLLOWED = "outcome_followed", "What the outcome leads to"
        NEXT_STEP_RECORDED = "next_step_recorded", "Next step recorded"
        DISPOSED = "disposed", "Papers disposed of"
        NOTICE_CHASED = "notice_chased", "Reminded of a notice"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="history")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the program itself."
    )
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["revisit", "-id"])]
        triggers = append_only("case_event")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}" if self.text else self.get_kind_display()
