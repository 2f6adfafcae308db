"""Every address of the program, and who gets what answer there. A new address needs its row here."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

from tests.asking_routes import ASKING_ROWS
from tests.notice_routes import NOTICE_ROWS
from tests.row import (
    ADMINISTRATOR,
    ADVISERS,
    AREA,
    AREAS_SIDE,
    ARRANGED,
    ARRANGERS,
    AUTHORITYS,
    CREATORS,
    DIRECTOR,
    EDITORS,
    EVERYBODY,
    FORUM,
    GIVERS,
    GIVING,
    HANDERS,
    MARKERS,
    NOBODY,
    NOMINATED,
    OFFICE,
    OWNER,
    PART,
    READERS,
    REVIEWERS,
    SENDERS,
    SIDES,
    STAFF,
    TEAM,
    Row,
)

ROWS = (
    Row("home", EVERYBODY),
    Row("revisits", STAFF),
    Row("revisits-csv", STAFF, recorded=True),
    Row("record", frozenset({"administrator"})),
    Row("record-csv", frozenset({"administrator"}), recorded=True),
    Row("new-case", CREATORS, post=CREATORS),
    Row("timeline-preview", CREATORS),
    Row("new-case-step", OWNER, post=OWNER),
    Row("new-case-check", OWNER, answer=302, post=OWNER),
    Row("new-case-discard", EVERYBODY, answer=405, post=OWNER),
    Row("hand-over", HANDERS, post=HANDERS),
    # Inspection support is first asked whose.
    Row("away", HANDERS, post=HANDERS),
    Row("away-remove", EVERYBODY, answer=405, post=EDITORS),
    Row("area-case", AREA),
    # People of the area, and whoever has no business there, are shown on to the area's page: 404 for the latter.
    Row("revisit", STAFF, otherwise=302),
    Row("history", STAFF),
    # The team, those who assure its quality, support and administrators: the colleague leads other cases.
    Row("history-csv", STAFF - {"colleague"}, recorded=True),
    Row("details", EDITORS, post=EDITORS),
    Row("dates", EDITORS, post=EDITORS),
    Row("statement-dates", EDITORS, post=EDITORS),
    Row("take-back", EDITORS, post=EDITORS),
    Row("team", STAFF, post=EDITORS),
    Row("team-remove", EVERYBODY, answer=405, post=EDITORS),
    Row("timeline", STAFF),
    Row("override", EDITORS, post=EDITORS),
    Row("reset", EVERYBODY, answer=405, post=EDITORS),
    Row("done", MARKERS, post=MARKERS),
    Row("reopen", EVERYBODY, answer=405, post=MARKERS),
    Row("letters", STAFF),
    Row("letter-preview", STAFF, recorded=True),
    Row("letter-preview-file", STAFF, recorded=True),
    Row("letter-issue", OWNER, answer=302, post=OWNER),
    Row("letter", STAFF | AREA),
    Row("letter-file", STAFF | AREA),
    # One's own uploads, in JSON; who may begin one is asked of its receiver.
    Row("uploads", EVERYBODY),
    Row("upload", NOBODY),
    Row("privacy-notice", EVERYBODY),
    Row("your-data", EVERYBODY),
    Row("your-data-download", EVERYBODY, answer=405),
    Row("data-requests", ADMINISTRATOR, post=ADMINISTRATOR),
    Row("disposals", ADMINISTRATOR),
    Row("disposal", ADMINISTRATOR, post=ADMINISTRATOR),
    Row("holds", ADMINISTRATOR, post=ADMINISTRATOR),
    Row("hold-lift", ADMINISTRATOR, post=ADMINISTRATOR),
    # The draft with the area; the director and a representative are on the list of its readers.
    *(
        Row(name, READERS, recorded=True)
        for name in ("draft", "draft-pdf", "draft-answers", "draft-receipt-file")
    ),
    *(Row(name, READERS, post=READERS, recorded=True) for name in ("draft-comment", "draft-comment-change")),
    *(Row(name, READERS, post=READERS) for name in ("draft-submit", "draft-late")),
    Row("draft-receipt", READERS),
    *(
        Row(name, EVERYBODY, answer=405, post=READERS)
        for name in ("draft-comment-remove", "draft-comment-file-remove")
    ),
    Row("draft-comment-files", READERS, post=READERS, recorded=True),
    Row("accuracy-file", PART | READERS, recorded=True),
    *(
        Row(name, OWNER, post=OWNER)
        for name in ("draft-send", "accuracy-tell", "accuracy-reopen", "accuracy-late")
    ),
    Row("accuracy-close", EVERYBODY, answer=405, post=OWNER),
    *(Row(name, PART, recorded=True) for name in ("accuracy", "accuracy-changes")),
    Row("accuracy-comment", PART, post=OWNER, recorded=True),
    Row("accuracy-agree", EVERYBODY, answer=405, post=frozenset({"cqc"})),
    Row("evidence", PART),
    Row("evidence-impact", PART),
    # A typed text: shown, so on record. It has no file to preview, and no archive was built.
    Row("evidence-document", PART, recorded=True),
    Row("evidence-preview", NOBODY),
    Row("evidence-weigh", EVERYBODY, answer=405, post=TEAM),
    Row("evidence-tag", EVERYBODY, answer=405, post=TEAM),
    Row("evidence-search", PART),
    Row("evidence-export", PART, post=PART),
    Row("evidence-export-file", NOBODY),
    Row("notes", PART),
    Row("note", PART, recorded=True),
    Row("note-add", TEAM, post=TEAM),
    # Its author alone, who is shown it again.
    Row("note-change", OWNER, post=OWNER, recorded=True),
    # The letter of the scene, with a section and a comment: shown, so on record.
    *(Row(f"outcome-{page}", PART, recorded=True) for page in ("letter", "preview", "section", "compare")),
    Row("outcome-versions", PART),
    Row("outcome-begin", EVERYBODY, answer=405, post=TEAM),
    Row("outcome-date", TEAM, post=TEAM),
    Row("outcome-write", TEAM, post=TEAM, recorded=True),
    *(Row(f"outcome-{page}", EVERYBODY, answer=405, post=TEAM) for page in ("here", "hints", "again")),
    *(Row(f"outcome-{page}", PART, post=PART, recorded=True) for page in ("comment", "reply")),
    Row("outcome-settle", EVERYBODY, answer=405, post=PART),
    Row("final-letter", STAFF),
    # There is no final letter yet.
    Row("final-sign", NOBODY),
    *(Row(f"final-{page}", EDITORS, post=EDITORS) for page in ("send", "recall", "moment", "publish")),
    Row("correction", PART | {"support"}, recorded=True),
    *(Row(f"correction-{page}", EDITORS, post=EDITORS) for page in ("begin", "change", "send", "withdraw")),
    Row("draft-readers", STAFF, post=OWNER),
    Row("draft-close", EVERYBODY, answer=405, post=OWNER),
    Row("draft-reader-remove", EVERYBODY, answer=405, post=OWNER),
    Row("area-needs", SIDES),
    Row("area-item", AREAS_SIDE, post=GIVING),
    Row("area-item-none", GIVING, post=GIVING),
    Row("area-item-none-back", EVERYBODY, answer=405, post=GIVING),
    Row("area-item-assign", EVERYBODY, answer=405, post=GIVING),
    Row("area-evidence", SIDES),
    Row("area-evidence-give", GIVERS, post=GIVERS),
    # A text of the authority's: shown, so on record.
    Row("area-document", AREAS_SIDE, recorded=True),
    Row("area-version", AUTHORITYS, post=AUTHORITYS),
    Row("area-withdraw", AUTHORITYS, post=AUTHORITYS),
    Row("area-receipt", AREAS_SIDE),
    Row("evidence-file", AREAS_SIDE | PART, recorded=True),
    *(Row(name, STAFF) for name in ("questions", "question-set", "questions-compare", "circulation")),
    *(
        Row(name, TEAM, post=TEAM)
        for name in ("questions-share", "questions-focus", "question-add", "question-change")
    ),
    *(Row(name, EVERYBODY, answer=405, post=TEAM) for name in ("questions-begin", "questions-drop")),
    *(Row(name, EVERYBODY, answer=405, post=TEAM) for name in ("question-remove", "question-move")),
    Row("questions-settle", OWNER, post=OWNER),
    Row("circulation-chase", EVERYBODY, answer=405, post=EDITORS),
    *(Row(name, FORUM) for name in ("area-questions", "area-questions-compare")),
    # What is corrected is an entry of the forum's.
    *(
        Row(name, FORUM, post=FORUM)
        for name in ("area-question-set", "area-questions-agree", "area-circulation-correct")
    ),
    Row("area-circulation", SENDERS),
    Row("area-circulation-log", SENDERS, post=SENDERS),
    *(Row(name, PART, recorded=True) for name in ("judgements", "judgement", "judgement-compare", "concern")),
    *(
        Row(name, TEAM, post=TEAM, recorded=True)
        for name in ("judgement-write", "concern-change", "concern-withdraw")
    ),
    Row("judgement-agree", EVERYBODY, answer=405, post=TEAM),
    # Quality assurance: read by all who have a part in the case, decided by its reviewers alone (G7).
    *(Row(name, PART, recorded=True) for name in ("quality", "quality-file", "identifiers")),
    Row("quality-version", PART, post=REVIEWERS, recorded=True),
    Row("quality-submit", EVERYBODY, answer=405, post=OWNER),
    Row("quality-withdraw", OWNER, post=OWNER),
    Row("identifier-accept", TEAM, post=TEAM, recorded=True),
    Row("concern-add", TEAM, post=TEAM),
    # The case's letter is not published: nothing comes after it yet.
    *(Row(name, NOBODY) for name in ("after", "next-step-add", "next-step-correct")),
    Row("area-readers", DIRECTOR, post=DIRECTOR),
    Row("area-reader-remove", EVERYBODY, answer=405, post=DIRECTOR),
    Row("area-reader-withdraw", EVERYBODY, answer=405, post=DIRECTOR),
    Row("schedule", STAFF, post=TEAM),
    Row("schedule-day", STAFF, post=TEAM),
    Row("schedule-agree", EVERYBODY, answer=405, post=TEAM),
    Row("children", STAFF),
    Row("children-questions", TEAM, post=TEAM),
    Row("children-share", EVERYBODY, answer=405, post=TEAM),
    Row("requests", STAFF),
    Row("request-ask", TEAM, post=TEAM),
    # What is asked of the area is read by those with a part in the case, and by the area's own side.
    Row("request", PART, post=TEAM),
    Row("request-close", EVERYBODY, answer=405, post=TEAM),
    Row("request-reopen", EVERYBODY, answer=405, post=TEAM),
    Row("area-schedule", ARRANGED, post=ARRANGERS),
    Row("area-schedule-day", ARRANGED, post=ARRANGERS),
    Row("area-session-add", ARRANGERS, post=ARRANGERS),
    Row("area-session", ARRANGERS, post=ARRANGERS),
    Row("area-session-remove", EVERYBODY, answer=405, post=ARRANGERS),
    Row("area-children", ARRANGED),
    Row("area-group-add", ARRANGERS, post=ARRANGERS),
    Row("area-group", ARRANGERS, post=ARRANGERS),
    Row("area-group-remove", EVERYBODY, answer=405, post=ARRANGERS),
    # The forum has requests of its own.
    Row("area-requests", ARRANGED | {"pcf"}),
    Row("area-request", ARRANGED, post=ARRANGERS),
    # The on-site days, for staff; what was recorded of them, for those with a part in the case, who are shown it.
    Row("on-site", STAFF),
    Row("on-site-day", STAFF),
    Row("session-going", TEAM, post=TEAM),
    *(Row(name, PART, recorded=True) for name in ("kit", "judgement-meeting", "feedback")),
    *(
        Row(name, TEAM, post=TEAM, recorded=True)
        for name in ("kit-write", "judgement-meeting-write", "feedback-write")
    ),
    # Each their own unsent words, which only their browser asks for, and never by a GET.
    Row("working-copy", EVERYBODY, answer=405),
    Row("contributors", NOMINATED, post=NOMINATED),
    Row("meetings", STAFF),
    Row("meeting", STAFF, post=MARKERS),
    Row("meeting-add", MARKERS, post=MARKERS),
    Row("meeting-cancel", MARKERS, post=MARKERS),
    Row("meeting-reinstate", EVERYBODY, answer=405, post=MARKERS),
    Row("meeting-invite", EVERYBODY, answer=405, post=MARKERS),
    # The leaders' meeting: the forum has no business there.
    Row("meeting-calendar", STAFF | AREA - {"pcf"}),
    Row("area-meetings", AREA),
    # Parents' names: for the inspectors of the case and the forum, never for the council, nor for other staff.
    Row("registrations", TEAM | FORUM, post=FORUM),
    Row("registrations-csv", TEAM | FORUM, recorded=True),
    Row("registration", TEAM | FORUM),
    Row("registration-withdraw", EVERYBODY, answer=405, post=FORUM),
    Row("contributor-end", EVERYBODY, answer=405, post=frozenset({"lano"})),
    Row("contributor-withdraw", EVERYBODY, answer=405, post=frozenset({"lano"})),
    Row("monitoring", ADVISERS),
    Row("monitoring-visit", ADVISERS, post=ADVISERS),
    # The demo's own pages do not exist outside the demo.
    Row("mailbox", NOBODY),
    Row("mail", NOBODY),
    Row("mail-html", NOBODY),
    Row("mail-attachment", NOBODY),
    Row("demo", NOBODY),
    Row("demo-sign-in", NOBODY, post=NOBODY),
    Row("demo-clock", NOBODY, post=NOBODY),
    # Signed in already: home.
    Row("sign-in", EVERYBODY, answer=302),
    Row("account_login", EVERYBODY, answer=302),
    Row("mfa_authenticate", EVERYBODY, answer=302),
    Row("mfa_login_webauthn", EVERYBODY, answer=302),
    Row("sign-out", EVERYBODY, answer=405),
    Row("left", EVERYBODY),
    Row("account_reset_password", EVERYBODY),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY),
    Row("you", EVERYBODY),
    Row("stay-signed-in", EVERYBODY, answer=405),
    Row("end-other-sessions", EVERYBODY, answer=405),
    # Nobody has that session.
    Row("end-session", EVERYBODY, answer=405, post=NOBODY),
    # The cast has no passwords, and shows that it is itself by a code.
    Row("account_change_password", NOBODY),
    Row("account_reauthenticate", EVERYBODY, answer=302),
    Row("mfa_reauthenticate", EVERYBODY),
    Row("mfa_reauthenticate_webauthn", EVERYBODY, answer=302),
    Row("mfa_index", EVERYBODY),
    # Everybody has an app, and nobody another factor. What changes them asks first who it is.
    Row("mfa_activate_totp", EVERYBODY, answer=302),
    Row("mfa_deactivate_totp", EVERYBODY, answer=302),
    Row("mfa_add_webauthn", EVERYBODY, answer=302),
    Row("mfa_remove_webauthn", EVERYBODY, answer=302),
    Row("mfa_generate_recovery_codes", EVERYBODY, answer=302),
    Row("mfa_view_recovery_codes", NOBODY),
    Row("reset-second-factor", ADMINISTRATOR, post=ADMINISTRATOR),
    # An open invitation of somebody else: a page that asks them to sign out.
    Row("invitation", EVERYBODY),
    Row("people", OFFICE),
    Row("invite", OFFICE, post=OFFICE),
    Row("invitations", OFFICE),
    Row("invitation-resend", EVERYBODY, answer=405, post=OFFICE),
    Row("invitation-revoke", EVERYBODY, answer=405, post=OFFICE),
    Row("person", OFFICE),
    Row("person-appoint", OFFICE, post=OFFICE),
    Row("person-end-role", OFFICE, post=OFFICE),
    Row("person-close", OFFICE, post=OFFICE),
    Row("person-reopen", OFFICE, post=OFFICE),
    Row("organisations", OFFICE),
    Row("organisation-add", OFFICE, post=OFFICE),
    Row("organisation", OFFICE, post=OFFICE),
    Row("organisation-successor", OFFICE, post=OFFICE),
    Row("organisation-move", EVERYBODY, answer=405, post=OFFICE),
    Row("roles", ADMINISTRATOR),
    Row("stored-files", OFFICE),
    Row("stored-files-scan-again", EVERYBODY, answer=405, post=OFFICE),
    Row("stored-files-verify-again", EVERYBODY, answer=405, post=OFFICE),
    Row("public-visits", EVERYBODY),
    Row("public-area", EVERYBODY),
    Row("public-visit", EVERYBODY),
    Row("public-letter", EVERYBODY),
    # The case's letter is not published.
    Row("public-outcome-letter", NOBODY),
    *(Row(f"public-outcomes{kind}", EVERYBODY) for kind in ("", "-csv", "-json", "-feed")),
    Row("public-privacy", EVERYBODY),
    Row("public-accessibility", EVERYBODY),
    Row("public-contact", EVERYBODY),
    Row("public-register", EVERYBODY),
    Row("public-yours", EVERYBODY),
    # Figures are all staff's and the forum's; words and marks are between those with a part in the case.
    *(Row(name, STAFF) for name in ("survey-results", "survey-results-csv")),
    *(Row(name, STAFF | FORUM) for name in ("area-survey", "area-survey-pdf")),
    Row("survey-words", PART),
    Row("survey-word", PART, post=TEAM),
    *(Row(name, TEAM, post=TEAM) for name in ("survey-cite", "survey-quote", "survey-baseline")),
    *(Row(name, EDITORS, post=EDITORS) for name in ("survey-import", "survey-import-back")),
    # Nobody is matching a file.
    Row("survey-import-check", EDITORS, answer=302, post=EDITORS),
    Row("survey-import-drop", EVERYBODY, answer=405, post=EDITORS),
    # The case of the rows asks by an outside survey.
    *(Row(f"public-survey{kind}", NOBODY) for kind in ("", "-page", "-return", "-paper")),
    Row("survey-enter", frozenset({"support"}), post=frozenset({"support"})),
    Row("survey-apart", STAFF, post=EDITORS),
    Row("robots", EVERYBODY),
    Row("sitemap", EVERYBODY),
    Row("public-preview", STAFF),
    *NOTICE_ROWS,
    *ASKING_ROWS,
)
BY_NAME = {row.name: row for row in ROWS}


def names() -> Iterator[str]:
    """Every name of an address but the office's."""
    waiting = list(get_resolver().url_patterns)
    while waiting:
        found = waiting.pop()
        if isinstance(found, URLPattern):
            yield found.name or str(found.pattern)
        elif found.namespace != "admin":
            waiting.extend(found.url_patterns)
