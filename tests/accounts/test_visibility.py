"""One answer to "may this person see this?", and nobody sees what has no rule."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from inspections.models import CaseDraft, Revisit
from revisits.accounts.visibility import may_see, rule, ruled, visible
from tests.cast import NOW, Cast


def test_what_has_no_rule_is_seen_by_nobody(cast: Cast) -> None:
    draft = CaseDraft.objects.create(owner=cast.owner, updated_at=NOW)
    assert CaseDraft not in ruled()
    assert not visible(cast.owner, CaseDraft).exists()
    assert not may_see(cast.owner, draft)


def test_a_second_rule_for_a_model_is_refused() -> None:
    with pytest.raises(ValueError, match="Revisit has a rule already"):
        rule(Revisit)(lambda person: Revisit.objects.all())


def test_signed_out_nobody_sees_anything(cast: Cast) -> None:
    cast.notify()
    for model in ruled():
        assert model in apps.get_models()
        assert not visible(AnonymousUser(), model).exists()


# Models that no page shows rows of by a rule, and why that is right.
WITHOUT_A_RULE = {
    "account.EmailAddress": "allauth's: one's own account alone",
    "account.EmailConfirmation": "allauth's, of which nothing is shown",
    "accounts.AccountEvent": "shown beside the person, whom the office's rule opens",
    "accounts.AccountMail": "a queue that nobody looks into",
    "accounts.DemoClock": "the demo's alone",
    "accounts.Membership": "shown beside the person, whom the office's rule opens",
    "admin.LogEntry": "Django's, of the office's own pages",
    "auth.Group": "not used",
    "auth.Permission": "not used",
    "contenttypes.ContentType": "Django's",
    "files.StoredFile": "opened through what it is evidence of; the office sees how it stands, without its name",
    "files.Upload": "each person's own alone; the view asks for its owner",
    "inspections.AreaHealthBody": "shown beside the area",
    "inspections.CaseDraft": "being typed: its owner's alone, asked for by owner",
    "inspections.EvidenceAbout": "shown beside the document",
    "inspections.EvidenceText": "shown with its pages",
    "inspections.NoteAbout": "shown beside the note",
    "inspections.Tagging": "shown beside what has the tag",
    "inspections.EvidenceReading": "one's own marks beside the document",
    "inspections.FeedbackPoint": "shown beside the record",
    "inspections.MeetingPresence": "shown beside the record",
    "inspections.InitialInspector": "shown beside the inspection",
    "inspections.RequestReading": "one's own marks beside the request",
    "inspections.SessionAbout": "shown beside the session",
    "inspections.SessionInspector": "shown beside the session",
    "inspections.MeetingAttendance": "shown beside the meeting",
    "letters.IgnoredHint": "shown beside the section",
    "letters.AnswerAgreement": "shown beside the answer",
    "letters.AnswersTold": "what a side was told is told by which answers it may see",
    "letters.SectionPresence": "shown beside the section",
    "mfa.Authenticator": "allauth's: one's own account alone",
    "notifications.DemoMail": "the demo's alone",
    "notifications.Expansion": "the queue's own",
    "notifications.TextNumber": "each person's own alone; the view asks for its owner",
    "notifications.ToldMeeting": "shown beside the message",
    "notifications.Unwanted": "each person's own alone; a mailbox's by the link in its message",
    "notifications.Wishes": "each person's own alone",
    "record.Disposal": "shown with the entry that it disposed of",
    "record.Seal": "its head alone is shown, with the whole record",
    "sessions.Session": "Django's",
    "surveys.CitedFigure": "shown beside the note that has the figure in words",
    "surveys.CitedWords": "shown beside the note that quotes them",
    "surveys.Counted": "says which answers were counted, and is shown nowhere",
    "surveys.PageWording": "words of public pages; the pages that keep them ask the permission",
    "surveys.ReadAbout": "shown beside the reading",
    "usersessions.UserSession": "allauth's: one's own alone",
}


def test_every_model_has_a_rule_or_a_reason_to_have_none() -> None:
    without = {model._meta.label for model in apps.get_models() if model not in ruled()}
    assert without == set(WITHOUT_A_RULE)
