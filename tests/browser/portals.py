"""Pages of the area, the forum, parents and whoever looks after files: whose, by which address, with which errors."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.models import Revisit
from letters.models import Circulation
from notifications.domain import unsubscribe, wishes
from notifications.models import DeliveryReport, OutboxMessage, TextNumber
from notifications.models.outbox import new_message_id
from revisits.accounts.models import User
from revisits.files.models import ScannerOutage, StoredFile, UnnamedBytes
from tests.browser.asking import asking
from tests.browser.scene import LEAD, NOW, Scene
from tests.browser.visits import Visit

Pages = list[tuple[str, list[Any]]]
NOBODY, LANO = "", "Demo nominated officer"
DIRECTOR = "Demo director of children's services"
FORUM = "Demo forum representative"


def arrangements(scene: Scene) -> list[Visit]:
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


def meetings(scene: Scene) -> list[Visit]:
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
        Visit("area-defer", reverse("area-defer", args=[case]), who=LANO),
        Visit("area-meetings", reverse("area-meetings", args=[case]), who=LANO),
        Visit("area-meetings", reverse("area-meetings", args=[case]), who=FORUM),
        Visit("registrations", reverse("registrations", args=[case])),
        Visit("registrations", reverse("registrations", args=[case]), who=FORUM),
        Visit("registrations", reverse("registrations", args=[case]), who=FORUM, press="Register"),
        Visit("registration", registration),
        Visit("registration", waiting, who=FORUM),
    ]


def forum(scene: Scene) -> list[Visit]:
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
        *asking(scene),
        to("area-questions", who=FORUM),
        to("area-question-set", survey, 1, who=FORUM),
        to("area-question-set", survey, 2, who=FORUM, press="Send your comments"),
        to("area-questions-compare", survey, 2, who=FORUM),
        to("area-questions-agree", survey, 2, who=FORUM),
        to("area-case", who=FORUM),
        to("circulation"),
        Visit("circulation", reverse("circulation", args=["essex-2022"])),
        to("area-circulation", who=FORUM),
        to("area-circulation-log", who=FORUM, press="Put it in the log"),
        to("area-circulation-correct", entry.pk, who=FORUM, press="Correct it"),
        Visit("home", reverse("home"), who=FORUM),
    ]


def files(scene: Scene) -> list[Visit]:
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
    loose = {"size": 2_400_000, "written_at": past, "found_at": NOW}
    UnnamedBytes.objects.get_or_create(key=f"ab/{'ab' * 20}", defaults=loose)
    page, office = reverse("stored-files"), "Demo inspection support"
    return [
        Visit("stored-files", page, who=office),
        *(Visit("stored-files", f"{page}?show={code}", who=office) for code in (*known, "unscanned")),
        Visit("home", reverse("home"), who=office),
    ]


def delivery(scene: Scene) -> list[Visit]:
    """A message that was given up, and one that bounced; the lead has agreed to be texted."""
    gone = OutboxMessage.objects.filter(revisit=scene.case).exclude(recipient_email="").order_by("pk")
    first, second = gone[0], gone[1]
    failed = {
        "status": "failed",
        "failed_at": NOW,
        "next_attempt_at": None,
        "claim": None,
        "claimed_at": None,
    }
    OutboxMessage.objects.filter(pk=first.pk).update(**failed, attempts=24, last_error="451 Come back later")
    OutboxMessage.objects.filter(pk=second.pk).update(**failed, last_error="Bounced: 550 no such person")
    bounced = {"outbox": second, "kind": "bounced", "address": second.recipient_email, "received_at": NOW}
    report, _ = DeliveryReport.objects.get_or_create(source="mail", source_id="page", defaults=bounced)
    consent = {"mobile": "+447700900123", "agreed_at": NOW}
    TextNumber.objects.get_or_create(user=User.objects.get(name=LEAD), defaults=consent)
    page, office = reverse("delivery"), "Demo inspection support"
    clear, texts = reverse("delivery-clear", args=[report.pk]), reverse("text-messages")
    return [
        Visit("delivery", page, who=office),
        Visit("delivery-clear", clear, who=office),
        Visit("delivery-clear", clear, who=office, press="It works again"),
        Visit("home", reverse("home"), who=office),
        Visit("notices", reverse("notices", args=[scene.case.reference])),
        Visit("text-messages", texts),
        Visit("you", reverse("you")),
    ]


def optional(case: Revisit) -> OutboxMessage:
    """A message that its reader may stop."""
    made = OutboxMessage.objects.filter(cause="optional").first()
    if made is None:
        made = OutboxMessage.objects.filter(revisit=case, message="notify").earliest("pk")
        made.pk, made.message, made.cause = None, wishes.optional()[0], "optional"
        made.message_id = new_message_id()
        made.save(force_insert=True)
    return made


def public(scene: Scene) -> list[Visit]:
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
    stopping = unsubscribe.link(optional(case)).removeprefix(settings.SITE_URL)
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
        Visit("unsubscribe", stopping, who=NOBODY),
        Visit("404", "/visits/nowhere/", who=NOBODY),
        Visit("public-preview", reverse("public-preview", args=["essex-2022"])),
    ]
