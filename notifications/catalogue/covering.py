"""Who is told of what: every event of the timeline, every row of the workflow and every kind of thing that happens.

Each is told of by messages of the catalogue, or stands here with the reason why nobody is. A test holds the tables to
timeline, workflow and `CaseEvent.Kind`, so that nothing is forgotten.
"""

from inspections.models import CaseEvent
from inspections.workflow import Event, State
from notifications.catalogue import CATALOGUE

Kind = CaseEvent.Kind
REMINDERS = ("reminder_due", "reminder_overdue")

# Event of the timeline -> what tells of it besides the reminders to its owners, which every event with a day has.
OF_THE_TIMELINE: dict[str, tuple[str, ...]] = {
    "notify": ("notify",),
    "follow_up_call": (),
    "information_request": ("notify", "request_made"),
    "evidence_due": ("notify", "evidence_received", "evidence_late"),
    "cyp_questions": ("questions_shared",),
    "evidence_review": (),
    "planning_call": ("notify", "meeting_invitation"),
    "adviser_call": (),
    "questions_agreed": ("questions_proposed", "questions_commented", "questions_agreed"),
    "survey_opens": ("notify", "survey_opened", "survey_broken", "survey_mended", "survey_replaced"),
    "further_requests": ("request_made", "request_answered", "request_closed", "message_written"),
    "survey_closes": ("notify", "survey_closed", "survey_extended"),
    "leaders_meeting": ("notify", "meeting_invitation", "meeting_changed"),
    "pcf_meeting": ("notify", "meeting_invitation", "meeting_changed"),
    "open_meeting": ("notify", "meeting_invitation", "meeting_changed"),
    "evidence_gathering": ("schedule_agreed", "schedule_changed", "children_arranged"),
    "kit": ("meeting_invitation", "meeting_changed"),
    "judgement_meeting": ("meeting_invitation", "meeting_changed"),
    "feedback": ("notify", "meeting_invitation", "meeting_changed"),
    "draft_sent": ("draft_opened",),
    "comments_due": ("comments_submitted", "late_asked", "late_answered", "comments_closed"),
    "response_told": ("answers_told",),
    "final_sent": ("final_sent",),
    "published": ("outcome_published", "publication_set", "publication_held"),
}
# Windows, in which something may be done: nobody is reminded of them.
WINDOWS = ("further_requests", "evidence_gathering")

# Row of the workflow -> what tells of it.
OF_THE_WORKFLOW: dict[tuple[State, Event], tuple[str, ...]] = {
    (State.PLANNED, Event.NOTIFY): ("notify",),
    (State.REPORTING, Event.SUBMIT): ("letter_submitted",),
    (State.QUALITY, Event.RETURN): ("letter_returned",),
    (State.QUALITY, Event.WITHDRAW): ("letter_withdrawn",),
    (State.QUALITY, Event.SEND_DRAFT): ("draft_opened",),
    (State.ACCURACY, Event.CLOSE_COMMENTS): ("comments_closed",),
    (State.FINALISING, Event.REOPEN_COMMENTS): ("late_answered",),
    (State.FINALISING, Event.SUBMIT): ("letter_submitted",),
    (State.CHECKING, Event.RETURN): ("letter_returned",),
    (State.CHECKING, Event.WITHDRAW): ("letter_withdrawn",),
    (State.CHECKING, Event.SEND_FINAL): ("final_sent",),
    (State.FINAL, Event.RECALL): ("final_recalled",),
    (State.FINAL, Event.PUBLISH): ("outcome_published", "outcome_told"),
    (State.NOTIFIED, Event.POSTPONE): ("postponed",),
    (State.ON_SITE, Event.POSTPONE): ("postponed",),
    (State.POSTPONED, Event.RENOTIFY): ("notify",),
    (State.PLANNED, Event.CANCEL): ("cancelled",),
    (State.NOTIFIED, Event.CANCEL): ("cancelled",),
    (State.ON_SITE, Event.CANCEL): ("cancelled",),
    (State.POSTPONED, Event.CANCEL): ("cancelled",),
}
_BETWEEN = "Everybody whom it concerns is in the room; the case's page says the stage."
_PUT_RIGHT = "It puts right what was recorded by mistake: nothing that anybody was told has changed."
NOBODY_AT: dict[tuple[State, Event], str] = {
    (State.NOTIFIED, Event.ARRIVE): _BETWEEN,
    (State.ON_SITE, Event.LEAVE): _BETWEEN,
    (State.ON_SITE, Event.NOT_ON_SITE): _PUT_RIGHT,
    (State.REPORTING, Event.BACK_ON_SITE): _PUT_RIGHT,
}

_TEAMS_OWN = "The team works on it together, and sees it on the case's pages."
# Why nobody is told of a kind of thing that happens.
NOBODY_OF: dict[Kind, str] = {
    Kind.IMPORTED: "An import brings in what its people know already.",
    Kind.EVENT_DONE: "Whoever did it knows; the reminders of it stop.",
    Kind.EVENT_REOPENED: "It is due again: its owners are reminded of it.",
    Kind.LETTER_STARTED: _TEAMS_OWN,
    Kind.LETTER_APPROVED: "The lead is told once both agencies approve, or one of them returns it.",
    Kind.IDENTIFIER_ACCEPTED: _TEAMS_OWN,
    Kind.PAPER_ADDED: "It belongs to cases of earlier years.",
    Kind.NOTE_ADDED: _TEAMS_OWN,
    Kind.NOTE_CHANGED: _TEAMS_OWN,
    Kind.DRAFT_SENT: "Each reader is told as the draft is opened to them.",
    Kind.READER_REMOVED: "Whoever named them took them off; the list on the case says so.",
    Kind.MONITORING_RECORDED: "It is the advisers' own record; the case shows it.",
    Kind.FIELDWORK_RECORDED: _TEAMS_OWN,
    Kind.CIRCULATED: "The circulation log has it, and nobody is chased any more.",
    Kind.JUDGED: _TEAMS_OWN,
    Kind.JUDGEMENT_AGREED: _TEAMS_OWN,
    Kind.NEXT_STEP_RECORDED: "It writes down what DfE or NHS England have told everybody themselves (G29).",
    Kind.TAKEN_UP: "Of a visit that was postponed its new days are told; of one still being planned nobody has heard.",
    Kind.REMINDER_SNOOZED: "Whoever put it off knows.",
    Kind.NOTICE_SCHEDULED: "It is told when it goes.",
    Kind.NOTICE_CALLED_OFF: "Nobody outside has heard of it; the case's page says it.",
    Kind.SURVEY_IMPORTED: "The results are the team's to read; the history has where they are from.",
    Kind.SURVEY_TAKEN_BACK: "Whoever brought results in takes them back; the history has the reason.",
    Kind.SURVEY_APART: "Whether answers count that may be a flood is the team's to decide; the history has it.",
    Kind.DISPOSED: "An administrator approved it, and the record has it.",
}


def telling_of(kind: Kind) -> tuple[str, ...]:
    """The codes of the messages that a kind of thing sets off; nothing where NOBODY_OF says why."""
    return tuple(message.code for message in CATALOGUE if kind in message.kinds)


# Formal message -> the pages that show it, word for word and to whom, before a person sends it.
PREVIEWED: dict[str, tuple[str, ...]] = {
    "notify": ("notify",),
    "date_changed": ("dates", "override", "reset", "holiday-add", "holiday-withdraw", "defer-decide"),
    "postponed": ("plan", "suspend", "defer-decide"),
    "cancelled": ("plan",),
    "deferral_declined": ("defer-decide",),
    "draft_opened": ("draft-send", "draft-readers"),
    "answers_told": ("accuracy-tell",),
    "final_sent": ("final-send", "correction-send"),
    "final_recalled": ("final-recall",),
    "publication_set": ("final-moment",),
    "outcome_published": ("final-publish",),
    "letter_corrected": ("final-publish",),
    "outcome_told": ("final-publish",),
    "request_made": (
        "request-ask",
        "inspections_wsoa_change",
        "inspections_weakness_add",
        "inspections_weakness_change",
    ),
    "survey_broken": ("survey",),
    "survey_mended": ("survey",),
    "survey_replaced": ("survey-replace",),
    "survey_extended": ("survey-extend", "override"),
    "late_answered": ("accuracy-late",),
    "meeting_invitation": ("meeting-invite",),
    "meeting_changed": (
        "dates",
        "meeting",
        "meeting-cancel",
        "meeting-reinstate",
        "details",
        "override",
        "reset",
    ),
    "circulation_chased": ("circulation-chase",),
    "parents_letter_issued": ("letter-issue",),
}
_BY_ITSELF = "The program sends it as soon as it finds it: nobody presses a button."
# Formal message -> why no page shows it before.
NOT_PREVIEWED: dict[str, str] = {
    **dict.fromkeys(["evidence_infected", "survey_opened", "publication_held", "notice_held"], _BY_ITSELF),
    "reader_named": "A director sends it, to the one person whom they name.",
}
