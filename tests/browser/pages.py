"""Every page that a person can reach: whose, by which address, and with which errors shown."""

from collections.abc import Callable

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inspections.models import Deferral, Holiday, Revisit, Suspension
from notifications.models import OutboxMessage
from revisits.accounts import links
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.privacy.models import Disposal
from tests.browser import (
    accuracy,
    evidence_base,
    final,
    giving,
    judging,
    on_site,
    outcome,
    portals,
    quality,
    results,
)
from tests.browser.scene import LEAD, NOW, Scene
from tests.browser.visits import Visit as Visit

NOBODY, LANO, ADMINISTRATOR = "", "Demo nominated officer", "Demo administrator"
SENIOR, OFFICE = "Demo Senior HMI", "Demo inspection support"
DIRECTOR = "Demo director of children's services"
# These answer with no page of ours: a file, a fragment, or only a POST and the way back.
NO_PAGE = frozenset({
    "revisits-csv", "history-csv", "record-csv", "letter-preview-file", "letter-file", "mail-attachment", "mail-html",
    "message-html", "bank-begin",
    "timeline-preview",
    "sign-out", "stay-signed-in", "end-session", "end-other-sessions", "mfa_login_webauthn", "account_login",
    "notice-html", "notice-call-off",
    "demo-sign-in", "demo-clock", "new-case-discard", "team-remove", "reset", "reopen", "letter-issue",
    "invitation-resend", "invitation-revoke", "organisation-move", "away-remove",
    "your-data-download", "uploads", "upload",
    "draft-pdf", "draft-receipt-file", "draft-comment-remove", "draft-close",
    "draft-comment-file-remove", "accuracy-file",
    "accuracy-close", "accuracy-agree", "draft-reader-remove",
    "area-reader-remove", "area-reader-withdraw",
    "contributor-end", "contributor-withdraw", "area-item-none-back", "area-item-assign",
    "evidence-preview", "evidence-weigh", "evidence-tag", "evidence-export-file",
    "outcome-begin", "outcome-preview", "outcome-here", "outcome-hints", "outcome-again", "outcome-settle",
    "stored-files-scan-again", "stored-files-verify-again",
    "delivery-try-again", "delivery-set-aside", "delivery-webhook", "text-messages-stop",
    "schedule-agree", "children-share", "request-close", "request-reopen", "area-session-remove", "area-group-remove",
    "public-letter", "public-survey-paper", "public-outcome-letter", "public-outcomes-csv", "public-outcomes-json",
    "public-outcomes-feed", "robots", "sitemap", "bank-drop", "bank-question-remove", "bank-question-move",
    "meeting-reinstate", "meeting-invite", "meeting-calendar", "registrations-csv", "registration-withdraw",
    "working-copy", "judgement-agree", "quality-submit", "quality-file",
    "survey-results-csv", "survey-import-drop", "area-survey-pdf",
    "chase-notice", "chase-notices", "your-messages-opened",
    "plan-take-up", "calendar-revoke", "calendar-feed",
    "questions-begin", "questions-drop", "question-remove", "question-move", "circulation-chase",
})  # fmt: skip

# Reached by a way of their own, with a password or a factor: test_getting_in.py looks at them. (A passkey's own
# page to confirm who one is needs a device that has it.)
ON_THE_WAY = frozenset({
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_remove_webauthn",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_change_password", "account_reauthenticate",
})  # fmt: skip
# Only while the final letter is checked: test_to_the_public_page.py goes through it.
WHILE_CHECKED = frozenset({"final-sign"})
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
        *("revisit", "timeline", "team"),
        *("letters", "letter-preview", "notices"),
        "distribution",
        "history",
        "details",
        "dates",
        "statement-dates",
        "notify",
    )
    return [
        *(Visit(page, reverse(page, args=[case])) for page in pages),
        *(
            Visit(page, reverse(page, args=["essex-2022"]))
            for page in ("revisit", "notify", "notices", "distribution", "letters")
        ),
        Visit("letter-preview", reverse("letter-preview", args=["essex-2022"])),
        Visit("letter-preview", reverse("letter-preview", args=[case]), press="Issue the letter"),
        Visit("letter", letter.get_absolute_url()),
        Visit("team", reverse("team", args=[case]), press="Add to the case"),
        Visit("dates", reverse("dates", args=[case]), press="Show what changes"),
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


def _plans(scene: Scene) -> list[Visit]:
    """What changes of a plan that was told, and how a case that was put off reads."""
    case, put_off, coming = scene.case.reference, "worcestershire-2020", scene.event("published")
    reminders = reverse("reminder", args=[case, coming.code, coming.occurrence])
    return [
        Visit("survey", reverse("survey", args=[case])),
        Visit("survey", reverse("survey", args=[case]), press="Report it broken"),
        *(Visit(name, reverse(name, args=[case]), who=OFFICE) for name in ("survey-enter", "survey-apart")),
        Visit("reminder", reminders),
        Visit("reminder", reminders, press="Remind me then"),
        Visit("plan", reverse("plan", args=[case])),
        Visit("plan", reverse("plan", args=[case]), press="Show the messages"),
        Visit("take-back", reverse("take-back", args=[case])),
        Visit("defer", reverse("defer", args=[case])),
        Visit("defer", reverse("defer", args=[case]), press="Put it on file"),
        Visit("defer-decide", _asked(scene.case)),
        Visit("defer-decide", reverse("defer-decide", args=[case]), press="Show the messages"),
        Visit("suspend", reverse("suspend"), who=SENIOR),
        Visit("suspend", reverse("suspend"), who=SENIOR, press="Show what it means"),
        Visit("suspension", _suspended(scene.case)),
        Visit("calendars", reverse("calendars")),
        Visit("calendars", reverse("calendars") + f"?revisit={case}", who=LANO),
        Visit("revisit", reverse("revisit", args=[put_off])),
        Visit("area-case", reverse("area-case", args=[put_off]), who="Demo nominated officer"),
        Visit("public-visit", reverse("public-visit", args=[put_off])),
    ]


def _asked(case: Revisit) -> str:
    """The page of the area's request to defer."""
    lead = User.objects.get(name=LEAD)
    asked = {"asked_on": NOW.date(), "asked_by": "Director of children's services", "why": "Floods."}
    Deferral.objects.create(revisit=case, recorded_by=lead, recorded_at=NOW, **asked)
    return reverse("defer-decide", args=[case.reference])


def _suspended(case: Revisit) -> str:
    """The page of a suspension from which this case was taken up again."""
    lead = User.objects.get(name=LEAD)
    made = Suspension.objects.create(
        from_day=NOW.date(), reason="A storm has closed the roads.", decided_by=lead, decided_at=NOW
    )
    made.cases.create(revisit=case, done_at=NOW, taken_up_at=NOW, taken_up_by=lead)
    return reverse("suspension", args=[made.pk])


def _papers(scene: Scene) -> list[Visit]:
    case, adviser = scene.case.reference, "Demo DfE adviser"
    readers, visit = (
        reverse("area-readers", args=[case]),
        scene.case.wsoa.monitoring_visits.latest("planned_on"),
    )
    record = reverse("monitoring-visit", args=[visit.pk])
    return [
        Visit("draft-readers", reverse("draft-readers", args=[case])),
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


def _messages(scene: Scene) -> list[Visit]:
    return [
        Visit("messages", reverse("messages"), who=OFFICE),
        Visit("message", f"{reverse('message', args=['notify'])}?case={scene.case.reference}"),
        Visit("message", f"{reverse('message', args=['letter_signed'])}?q=e"),
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
        Visit("hand-over", reverse("hand-over"), who=OFFICE),
        Visit(
            "hand-over",
            f"{reverse('hand-over')}?person={scene.letter.issued_by_id}",
            who=OFFICE,
        ),
        Visit("away", reverse("away")),
        Visit("away", reverse("away"), press="Put on file"),
        Visit("holidays", reverse("holidays"), who=ADMINISTRATOR),
        Visit("holiday-add", reverse("holiday-add"), who=ADMINISTRATOR),
        Visit(
            "holiday-withdraw",
            reverse("holiday-withdraw", args=[Holiday.objects.latest("on").pk]),
            who=ADMINISTRATOR,
        ),
        Visit("holiday-add", reverse("holiday-add"), who=ADMINISTRATOR, press="Show what it moves"),
        Visit("demo", reverse("demo")),
        Visit("mailbox", reverse("mailbox")),
        Visit("mailbox", reverse("mailbox") + "?to=nobody@example.org"),
        Visit("mail", scene.mail.get_absolute_url()),
        *_your_messages(),
        *_messages(scene),
        Visit("404", "/nowhere/"),
        *_account(),
    ]


def _your_messages() -> list[Visit]:
    """The officer's own, the first with its letter; and nobody's."""
    officer = User.objects.get(name=LANO)
    notice = OutboxMessage.objects.filter(recipient_user=officer, message="notify").order_by("attach_letter")[
        0
    ]
    listed = reverse("your-messages")
    return [
        Visit("your-messages", listed, who=LANO),
        Visit("your-messages", f"{listed}?unread=1", who=ADMINISTRATOR),
        Visit("your-message", reverse("your-message", args=[notice.pk]), who=LANO),
    ]


def _account() -> list[Visit]:
    lead = User.objects.get(name=LEAD)
    reset, administrator = reverse("reset-second-factor", args=[lead.pk]), ADMINISTRATOR
    return [
        Visit("you", reverse("you")),
        Visit("you", reverse("you"), who=LANO),
        Visit("what-you-are-sent", reverse("what-you-are-sent")),
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


PARTS: dict[str, Callable[[Scene], list[Visit]]] = {
    "set-up": _set_up,
    "case": _case,
    "plans": _plans,
    "papers": _papers,
    "draft with the area": accuracy.visits,
    "judgements": lambda scene: judging.visits(scene.case),
    "outcome letter": outcome.visits,
    "quality assurance": quality.visits,
    "final letter": final.visits,
    "arrangements": portals.arrangements,
    "on site": on_site.visits,
    "meetings": portals.meetings,
    "forum": portals.forum,
    "survey's results": results.visits,
    "other": _other,
    "area": _area,
    "people": _people,
    "personal data": _personal_data,
    "files": portals.files,
    "delivery": portals.delivery,
    "signed out": _signed_out,
    "public": portals.public,
}
