"""Every page that a person can reach: whose, by which address, and with which errors shown."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inspections.models import Revisit
from letters.models import Circulation
from revisits.accounts import links
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.files.models import ScannerOutage, StoredFile
from revisits.privacy.models import Disposal
from tests.browser import evidence_base, giving
from tests.browser.scene import LEAD, NOW, Scene
from tests.browser.visits import Visit as Visit

Pages = list[tuple[str, list[Any]]]
NOBODY, LANO, ADMINISTRATOR = "", "Demo nominated officer", "Demo administrator"
PCF = "Demo forum representative"
DIRECTOR = "Demo director of children's services"
FORUM = "Demo forum representative"
# These answer with no page of ours: a file, a fragment, or only a POST and the way back.
NO_PAGE = frozenset({
    "revisits-csv", "history-csv", "record-csv", "letter-preview-file", "letter-file", "mail-attachment", "mail-html",
    "timeline-preview",
    "sign-out", "stay-signed-in", "end-session", "end-other-sessions", "mfa_login_webauthn", "account_login",
    "demo-sign-in", "demo-clock", "new-case-discard", "team-remove", "reset", "reopen", "letter-issue",
    "invitation-resend", "invitation-revoke", "organisation-move", "away-remove",
    "your-data-download", "uploads", "upload",
    "paper-download", "draft-close", "draft-reader-remove", "area-reader-remove", "area-reader-withdraw",
    "contributor-end", "contributor-withdraw",
    "area-item-none-back", "area-item-assign",
    "evidence-preview", "evidence-weigh", "evidence-tag", "evidence-export-file",
    "stored-files-scan-again", "stored-files-verify-again",
    "schedule-agree", "children-share", "request-close", "request-reopen", "area-session-remove", "area-group-remove",
    "public-letter", "robots", "sitemap",
    "meeting-reinstate", "meeting-invite", "meeting-calendar", "registrations-csv", "registration-withdraw",
    "questions-begin", "questions-drop", "question-remove", "question-move", "circulation-chase",
})  # fmt: skip

# Reached by a way of their own, with a password or a factor: test_getting_in.py looks at them. (A passkey's own
# page to confirm who one is needs a device that has it.)
ON_THE_WAY = frozenset({
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_remove_webauthn",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_change_password", "account_reauthenticate",
})  # fmt: skip
BY_DEVICE = frozenset({"mfa_reauthenticate_webauthn"})


def names() -> set[str]:
    """Every named address of the program, but for Django's own admin."""
    found: set[str] = set()
    waiting: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    for entry in waiting:
        if isinstance(entry, URLResolver):
            waiting.extend(entry.url_patterns if entry.app_name != "admin" else [])
        elif entry.name:
            found.add(entry.name)
    return found


def visits(scene: Scene) -> list[Visit]:
    """Every page, with and without errors, full and empty, of whoever may see it."""
    return [visit for part in PARTS.values() for visit in part(scene)]


def _set_up(scene: Scene) -> list[Visit]:
    steps = ("area", "inspection", "statement", "weaknesses", "team", "dates")
    empty, full = scene.empty_draft.pk, scene.draft.pk
    plain = [Visit("new-case-step", reverse("new-case-step", args=[full, step])) for step in steps]
    wrong = [
        Visit("new-case-step", reverse("new-case-step", args=[empty, step]), press="Save and go on")
        for step in steps
        if step not in ("statement", "team")
    ]
    return [
        Visit("new-case", reverse("new-case")),
        *plain,
        *wrong,
        Visit("new-case-step", reverse("new-case-step", args=[empty, "dates"])),
        Visit("new-case-check", reverse("new-case-check", args=[full])),
    ]


def _case(scene: Scene) -> list[Visit]:
    case, opens, call = scene.case.reference, scene.event("survey_opens"), scene.event("planning_call")
    coming = scene.event("kit")
    letter = scene.letter
    pages = (
        "revisit",
        "timeline",
        "team",
        "letters",
        "letter-preview",
        "notices",
        "history",
        "details",
        "dates",
        "notify",
    )
    return [
        *(Visit(page, reverse(page, args=[case])) for page in pages),
        *(
            Visit(page, reverse(page, args=["essex-2022"]))
            for page in ("revisit", "notify", "notices", "letters")
        ),
        Visit("letter-preview", reverse("letter-preview", args=["essex-2022"])),
        Visit("letter-preview", reverse("letter-preview", args=[case]), press="Issue the letter"),
        Visit("letter", letter.get_absolute_url()),
        Visit("team", reverse("team", args=[case]), press="Add to the case"),
        Visit("dates", reverse("dates", args=[case]), press="Change the days"),
        Visit("override", reverse("override", args=[case, coming.pk])),
        Visit("override", reverse("override", args=[case, coming.pk]), press="Set the date"),
        Visit("done", reverse("done", args=[case, call.pk])),
        Visit("done", reverse("done", args=[case, opens.pk]), press="Record"),
        Visit("timeline", reverse("timeline", args=["worcestershire-2020"])),
        Visit("timeline", reverse("timeline", args=[case]), who="Demo Senior HMI"),
        Visit("history", reverse("history", args=["essex-2022"]) + "?kind=letter_issued"),
        Visit("history", reverse("history", args=[case]) + "?show=changes"),
        Visit("history", reverse("history", args=[case]) + "?show=readings"),
        Visit("record", reverse("record"), who="Demo administrator"),
        Visit("record", reverse("record") + "?who=nobody", who="Demo administrator"),
    ]


def _papers(scene: Scene) -> list[Visit]:
    case, adviser = scene.case.reference, "Demo DfE adviser"
    readers, visit = (
        reverse("area-readers", args=[case]),
        scene.case.wsoa.monitoring_visits.latest("planned_on"),
    )
    record = reverse("monitoring-visit", args=[visit.pk])
    return [
        Visit("papers", reverse("papers", args=[case])),
        Visit("papers", reverse("papers", args=[case]), who="Demo HMI"),
        *(Visit("paper", reverse("paper", args=[case, paper.pk])) for paper in scene.case.papers.all()),
        Visit("paper-draft", reverse("paper-draft", args=[case])),
        Visit("draft-readers", reverse("draft-readers", args=[case])),
        Visit("draft-readers", reverse("draft-readers", args=[case]), press="Open the draft"),
        Visit("area-case", reverse("area-case", args=[case]), who=DIRECTOR),
        Visit("area-readers", readers, who=DIRECTOR),
        Visit("area-readers", readers, who=DIRECTOR, press="Let them read the draft"),
        Visit("area-readers", readers, who=DIRECTOR, press="Invite them"),
        Visit("area-case", reverse("area-case", args=[case]), who=giving.FORUM),
        *giving.visits(scene.case),
        *evidence_base.visits(scene.case),
        Visit("contributors", reverse("contributors"), who=LANO),
        Visit("contributors", reverse("contributors"), who=LANO, press="Invite them"),
        Visit("monitoring", reverse("monitoring"), who=adviser),
        Visit("monitoring-visit", record, who=adviser, press="Record the visit"),
    ]


def _arrangements(scene: Scene) -> list[Visit]:
    """Of the team with the lead HMI, of the area with the nominated officer; the director reads only."""
    case, other = scene.case.reference, "oxfordshire-2019"
    slot, group = scene.case.sessions.latest("pk").pk, scene.case.childrens_sessions.latest("pk").pk
    item = scene.case.items.filter(kind="further").latest("pk").pk
    team: Pages = [("schedule", [case]), ("schedule", [other]), ("schedule-day", [case, 2]), ("children", [case]),
            ("children", [other]), ("children-questions", [case]), ("requests", [case]), ("requests", [other]),
            ("request-ask", [other]), ("request", [case, item])]  # fmt: skip
    area: Pages = [("area-schedule", [case]), ("area-schedule-day", [case, 1]), ("area-session", [case, slot]),
            ("area-children", [case]), ("area-group", [case, group]), ("area-requests", [case]),
            ("area-request", [case, item])]  # fmt: skip
    pressed: list[tuple[str, list[Any], str, str]] = [
               ("schedule", [case], LEAD, "Send the comment"), ("request", [case, item], LEAD, "Send the message"),
               ("request-ask", [case], LEAD, "Send the request"), ("area-session-add", [case], LANO, "Add the session"),
               ("area-group-add", [case], LANO, "Arrange it")]  # fmt: skip
    return [
        *(Visit(name, reverse(name, args=args)) for name, args in team),
        *(Visit(name, reverse(name, args=args), who=LANO) for name, args in area),
        *(Visit(name, reverse(name, args=args), who=who, press=press) for name, args, who, press in pressed),
        Visit("area-schedule", reverse("area-schedule", args=[case]), who=DIRECTOR),
    ]


def _meetings(scene: Scene) -> list[Visit]:
    case = scene.case.reference
    held, cancelled, other = ([case, code, 1] for code in ("open_meeting", "feedback", "kit"))
    registration = reverse("registration", args=[case, scene.case.registrations.earliest("pk").pk])
    waiting = reverse("registration", args=[case, scene.case.registrations.latest("pk").pk])
    return [
        Visit("meetings", reverse("meetings", args=[case])),
        Visit("meetings", reverse("meetings", args=["essex-2022"])),
        Visit("meeting", reverse("meeting", args=held)),
        Visit("meeting", reverse("meeting", args=cancelled), who="Demo Senior HMI"),
        Visit("meeting-add", reverse("meeting-add", args=[case]), press="Add the meeting"),
        Visit("meeting-cancel", reverse("meeting-cancel", args=other), press="Cancel the meeting"),
        Visit("area-meetings", reverse("area-meetings", args=[case]), who=LANO),
        Visit("area-meetings", reverse("area-meetings", args=[case]), who=FORUM),
        Visit("registrations", reverse("registrations", args=[case])),
        Visit("registrations", reverse("registrations", args=[case]), who=FORUM),
        Visit("registrations", reverse("registrations", args=[case]), who=FORUM, press="Register"),
        Visit("registration", registration),
        Visit("registration", waiting, who=FORUM),
    ]


def _forum(scene: Scene) -> list[Visit]:
    """The survey's second version is with the forum, the meeting's first is being written; the log has a correction."""
    case, survey, meeting = scene.case.reference, "survey", "open-meeting"
    entry = Circulation.objects.filter(letter__revisit=scene.case, corrected_by=None).latest("pk")

    def to(name: str, *more: object, who: str = LEAD, press: str = "") -> Visit:
        return Visit(name, reverse(name, args=[case, *more]), who=who, press=press)

    return [
        to("questions"),
        to("question-set", survey, 1),
        to("question-set", survey, 2),
        to("question-set", meeting, 1),
        to("questions-compare", survey, 2),
        to("questions-settle", survey, 2, press="Settle the questions"),
        to("questions-share", meeting, 1),
        to("questions-focus", meeting, 1),
        to("question-add", meeting, 1, press="Add the question"),
        to("question-change", meeting, 1, 1),
        to("area-questions", who=PCF),
        to("area-question-set", survey, 1, who=PCF),
        to("area-question-set", survey, 2, who=PCF, press="Send your comments"),
        to("area-questions-compare", survey, 2, who=PCF),
        to("area-questions-agree", survey, 2, who=PCF),
        to("area-case", who=PCF),
        to("circulation"),
        Visit("circulation", reverse("circulation", args=["essex-2022"])),
        to("area-circulation", who=PCF),
        to("area-circulation-log", who=PCF, press="Put it in the log"),
        to("area-circulation-correct", entry.pk, who=PCF, press="Correct it"),
        Visit("home", reverse("home"), who=PCF),
    ]


def _other(scene: Scene) -> list[Visit]:
    historical = Revisit.objects.filter(historical=True).earliest("first_day")
    return [
        Visit("home", reverse("home")),
        Visit("home", reverse("home"), who="Demo DfE adviser"),
        Visit("revisits", reverse("revisits")),
        Visit("revisits", reverse("revisits") + "?q=nowhere"),
        Visit("revisit", historical.get_absolute_url()),
        Visit("hand-over", reverse("hand-over")),
        Visit("hand-over", reverse("hand-over"), press="Check"),
        Visit("hand-over", reverse("hand-over"), who="Demo inspection support"),
        Visit(
            "hand-over",
            f"{reverse('hand-over')}?person={scene.letter.issued_by_id}",
            who="Demo inspection support",
        ),
        Visit("away", reverse("away")),
        Visit("away", reverse("away"), press="Put on file"),
        Visit("demo", reverse("demo")),
        Visit("mailbox", reverse("mailbox")),
        Visit("mailbox", reverse("mailbox") + "?to=nobody@example.org"),
        Visit("mail", scene.mail.get_absolute_url()),
        Visit("404", "/nowhere/"),
        *_account(),
    ]


def _account() -> list[Visit]:
    lead = User.objects.get(name=LEAD)
    reset, administrator = reverse("reset-second-factor", args=[lead.pk]), ADMINISTRATOR
    return [
        Visit("you", reverse("you")),
        Visit("you", reverse("you"), who=LANO),
        Visit("mfa_index", reverse("mfa_index")),
        Visit("mfa_activate_totp", reverse("mfa_activate_totp")),
        Visit("mfa_activate_totp", reverse("mfa_activate_totp"), press="Set up the app"),
        Visit("mfa_add_webauthn", reverse("mfa_add_webauthn")),
        Visit("reset-second-factor", reset, who=administrator),
        Visit("reset-second-factor", reset, who=administrator, press="Reset it"),
    ]


def _people(scene: Scene) -> list[Visit]:
    """As an administrator sees them; the invitation as whoever is signed out, and as somebody else."""
    person = User.objects.get(email="lano@demo.example")
    held = person.memberships.earliest("pk")
    ccg = Organisation.objects.filter(kind="health").earliest("name")
    succeeded = Organisation.objects.create(kind="health", name="An older CCG", succeeded_by=ccg)
    Membership.objects.create(
        user=person, organisation=succeeded, role="health_officer", starts_on="2020-01-01"
    )
    link = reverse("invitation", args=[links.token(Invitation.objects.open().earliest("pk"))])
    pages = [
        ("people", [], "?q=demo"),
        ("people", [], "?q=nobody-at-all"),
        ("people", [], "?standing=invited"),
        ("person", [person.pk], ""),
        ("invitations", [], ""),
        ("organisations", [], ""),
        ("organisation", [succeeded.pk], ""),
        ("roles", [], ""),
        ("invite", [], ""),
    ]
    asked = [
        ("invite", [], "Send the invitation"),
        ("person-appoint", [person.pk], "Give the role"),
        ("person-end-role", [person.pk, held.pk], "End the role"),
        ("person-close", [person.pk], "Close the account"),
        ("person-reopen", [person.pk], "Open the account"),
        ("organisation-add", [], "Add"),
        ("organisation-successor", [ccg.pk], "Save"),
    ]
    return [
        *(Visit(name, reverse(name, args=args) + query, who=ADMINISTRATOR) for name, args, query in pages),
        *(
            Visit(name, reverse(name, args=args), who=ADMINISTRATOR, press=press)
            for name, args, press in asked
        ),
        Visit("invitation", link, who=NOBODY),
        Visit("invitation", link, who=NOBODY, press="Accept and sign in"),
        Visit("invitation", link, who=LANO),
        Visit("invitation", "/invitations/altered/accept/", who=NOBODY),
    ]


def _area(scene: Scene) -> list[Visit]:
    case = scene.case.reference
    return [
        Visit("home", reverse("home"), who=LANO),
        Visit("area-case", reverse("area-case", args=[case]), who=LANO),
        Visit("letter", scene.letter.get_absolute_url(), who=LANO),
        Visit("404", reverse("team", args=[case]), who=LANO),
    ]


def _personal_data(scene: Scene) -> list[Visit]:
    lists = {each.state: each.get_absolute_url() for each in Disposal.objects.all()}
    requests, holds = reverse("data-requests"), reverse("holds")
    lift = reverse("hold-lift", args=[scene.hold.pk])
    return [
        Visit("privacy-notice", reverse("privacy-notice"), who=NOBODY),
        Visit("privacy-notice", reverse("privacy-notice")),
        Visit("your-data", reverse("your-data")),
        Visit("home", reverse("home"), who=ADMINISTRATOR),
        Visit("disposals", reverse("disposals"), who=ADMINISTRATOR),
        *(Visit("disposal", address, who=ADMINISTRATOR) for address in lists.values()),
        Visit("disposal", lists["proposed"], who=ADMINISTRATOR, press="Approve the disposal of 1 record"),
        Visit("holds", holds, who=ADMINISTRATOR),
        Visit("holds", holds, who=ADMINISTRATOR, press="Place the hold"),
        Visit("hold-lift", lift, who=ADMINISTRATOR),
        Visit("hold-lift", lift, who=ADMINISTRATOR, press="Lift the hold"),
        Visit("data-requests", requests, who=ADMINISTRATOR),
        Visit("data-requests", requests, who=ADMINISTRATOR, press="Download their data"),
    ]


def _files(scene: Scene) -> list[Visit]:
    """One file of each state; the damaged one puts the alert on the office's pages."""
    past = NOW - timedelta(hours=1)
    known: dict[str, dict[str, Any]] = {
        "damaged": {"scan": "clean", "scanned_at": past, "fault": "differs", "fault_found_at": past},
        "failed": {
            "scan": "failed",
            "scanned_at": past,
            "scan_said": "The scanner does not look at all of it.",
        },
        "infected": {"scan": "infected", "scanned_at": past, "scan_said": "Win.Test.EICAR_HDB-1"},
        "waiting": {"scan": "pending"},
        "clean": {"scan": "clean", "scanned_at": past, "verified_at": past},
    }
    for code, values in known.items():
        given = {"name": f"{code}.pdf", "kind": "application/pdf", "size": 2_400_000, "sha256": "0" * 64}
        of = {"added_by": User.objects.get(name=LANO), "added_at": past - timedelta(days=1)}
        StoredFile.objects.get_or_create(key=f"every/page-{code}", defaults={**given, **of, **values})
    ScannerOutage.objects.get_or_create(began_at=past, ended_at=NOW, said="The scanner took too long.")
    page, office = reverse("stored-files"), "Demo inspection support"
    return [
        Visit("stored-files", page, who=office),
        *(Visit("stored-files", f"{page}?show={code}", who=office) for code in (*known, "unscanned")),
        Visit("home", reverse("home"), who=office),
    ]


def _signed_out(scene: Scene) -> list[Visit]:
    return [
        Visit("sign-in", reverse("sign-in"), who=NOBODY),
        Visit("sign-in", reverse("sign-in"), who=NOBODY, press="Sign in"),
        Visit("sign-in", reverse("sign-in") + "?why=idle", who=NOBODY),
        Visit("account_reset_password", reverse("account_reset_password"), who=NOBODY),
        Visit("account_reset_password", reverse("account_reset_password"), who=NOBODY, press="Send the link"),
        Visit("account_reset_password_done", reverse("account_reset_password_done"), who=NOBODY),
        Visit("account_reset_password_from_key", "/sign-in/reset/1-altered/", who=NOBODY),
        Visit("left", reverse("left"), who=NOBODY),
    ]


def _public(scene: Scene) -> list[Visit]:
    case = scene.case
    pages = (
        reverse("public-visit", args=[case.reference]),
        # Closed long ago, with its outcome; and one that is known from statistics alone.
        reverse("public-visit", args=["lancashire-2020"]),
        reverse(
            "public-visit", args=[Revisit.objects.filter(historical=True).earliest("first_day").reference]
        ),
    )
    register = reverse("public-register", args=[case.reference])
    return [
        Visit("public-visits", reverse("public-visits"), who=NOBODY),
        Visit("public-visits", reverse("public-visits") + "?q=nowhere", who=NOBODY),
        Visit("public-area", reverse("public-area", args=[case.area_id]), who=NOBODY),
        *(Visit("public-visit", page, who=NOBODY) for page in pages),
        Visit("public-register", register, who=NOBODY),
        Visit("public-register", register, who=NOBODY, press="Register"),
        Visit("public-yours", register + "yours/", who=NOBODY, press="Show my registration"),
        *(
            Visit(name, reverse(name), who=NOBODY)
            for name in ("public-privacy", "public-accessibility", "public-contact")
        ),
        Visit("404", "/visits/nowhere/", who=NOBODY),
        Visit("public-preview", reverse("public-preview", args=["essex-2022"])),
    ]


PARTS: dict[str, Callable[[Scene], list[Visit]]] = {
    "set-up": _set_up,
    "case": _case,
    "papers": _papers,
    "arrangements": _arrangements,
    "meetings": _meetings,
    "forum": _forum,
    "other": _other,
    "area": _area,
    "people": _people,
    "personal data": _personal_data,
    "files": _files,
    "signed out": _signed_out,
    "public": _public,
}
