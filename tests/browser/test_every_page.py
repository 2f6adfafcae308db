"""Every page of the program: nothing for axe to find, nothing too wide for a phone.

In four files, for as many workers of pytest-xdist: together they visit every part.
"""

import pytest

from tests.browser.conftest import Site
from tests.browser.faults import assert_no_fault
from tests.browser.pages import (
    BY_DEVICE,
    NO_PAGE,
    ON_THE_WAY,
    PARTS,
    WHILE_CHECKED,
    names,
    visits,
)
from tests.browser.scene import Scene
from tests.browser.test_every_page_of_areas import AREAS
from tests.browser.test_every_page_of_cases import CASES
from tests.browser.test_every_page_of_papers import PAPERS


def test_every_address_has_its_row() -> None:
    """A new page without a row here fails: nobody has looked at it."""
    assert names() - NO_PAGE - BY_DEVICE == PAGES | ON_THE_WAY | WHILE_CHECKED | WHILE_OPEN


# The parents' survey while it is open: test_survey.py goes through it.
WHILE_OPEN = {"public-survey", "public-survey-page", "public-survey-return"}
PAGES = {
    "home", "revisits", "new-case", "new-case-check", "new-case-step", "area-case", "revisit", "history", "details",
    "holidays", "holiday-add", "holiday-withdraw",
    "area-defer", "defer", "defer-decide", "suspend", "suspension", "calendars",
    "dates", "plan", "take-back", "team", "timeline", "override", "done", "letters", "letter-preview", "letter",
    "mailbox", "mail", "messages", "message", "notify", "notices", "distribution", "statement-dates",
    "survey", "survey-kind", "survey-answers", "survey-extend", "survey-replace",
    "survey-results", "survey-words", "survey-word", "survey-quote", "survey-cite", "survey-baseline",
    "survey-import", "survey-import-check", "survey-import-back", "area-survey", "survey-enter", "survey-apart",
    "your-messages", "your-message",
    "reminder", "what-you-are-sent", "unsubscribe",
    "sign-in", "demo", "left", "you", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
    "reset-second-factor",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "people", "person", "person-appoint", "person-end-role", "person-close", "person-reopen", "invite", "invitations",
    "invitation", "organisations", "organisation", "organisation-add", "organisation-successor", "roles",
    "hand-over", "away", "record",
    "privacy-notice", "your-data", "data-requests", "disposals", "disposal", "holds", "hold-lift",
    "quality", "quality-version", "quality-withdraw", "identifiers", "identifier-accept",
    "draft-readers", "draft", "draft-answers", "draft-comment", "draft-comment-change", "draft-submit", "draft-receipt",
    "draft-comment-files",
    "draft-late", "draft-send", "accuracy-tell", "accuracy", "accuracy-reopen", "accuracy-late", "accuracy-changes",
    "accuracy-comment",
    "outcome-letter", "outcome-date", "outcome-section", "outcome-write", "outcome-versions", "outcome-compare",
    "outcome-comment", "outcome-reply",
    "final-letter", "final-send", "final-recall", "final-moment", "final-publish", "public-outcomes",
    "correction", "correction-begin", "correction-change", "correction-send", "correction-withdraw",
    "area-needs", "area-item", "area-item-none", "area-evidence", "area-evidence-give", "area-document", "area-version",
    "area-withdraw", "area-receipt", "evidence-file",
    "evidence", "evidence-impact", "evidence-document", "evidence-search", "evidence-export",
    "notes", "note", "note-add", "note-change",
    "judgements", "judgement", "judgement-write", "judgement-compare", "concern", "concern-add", "concern-change",
    "concern-withdraw", "after", "next-step-add", "next-step-correct",
    "schedule", "schedule-day", "children", "children-questions", "requests", "request-ask", "request",
    "on-site", "on-site-day", "session-going", "kit", "kit-write", "judgement-meeting", "judgement-meeting-write",
    "feedback", "feedback-write",
    "area-schedule", "area-schedule-day", "area-session-add", "area-session", "area-children", "area-group-add",
    "area-group", "area-requests", "area-request",
    "bank", "bank-version", "bank-compare", "bank-issue", "bank-question-add", "bank-question-change",
    "questions-from-bank", "page-words", "page-words-language", "translations", "translation",
    "questions", "question-set", "questions-compare", "questions-settle", "questions-share", "questions-focus",
    "question-add", "question-change", "area-questions", "area-question-set", "area-questions-compare",
    "area-questions-agree", "circulation", "area-circulation", "area-circulation-log", "area-circulation-correct",
    "area-readers", "contributors", "monitoring", "monitoring-visit",
    "stored-files", "delivery", "delivery-clear", "text-messages",
    "public-visits", "public-area", "public-visit", "public-privacy", "public-accessibility", "public-contact",
    "public-preview", "public-register", "public-yours",
    "meetings", "meeting", "meeting-add", "meeting-cancel", "area-meetings", "registrations", "registration",
}  # fmt: skip


def test_every_page_is_visited(scene: Scene) -> None:
    assert {visit.page for visit in visits(scene)} == PAGES | {"404"}


@pytest.mark.parametrize("part", [part for part in PARTS if part not in (*AREAS, *CASES, *PAPERS)])
def test_no_page_has_a_fault(part: str, scene: Scene, site: Site) -> None:
    assert_no_fault(PARTS[part](scene), site)
