"""Pages of the draft with the area: for its readers of either side, and for its team."""

from typing import Any

from django.urls import reverse

from inspections.models import DraftReader, Revisit
from letters.models import OutcomeLetter, Side
from revisits.accounts.models import User
from tests.browser.scene import NOW, Scene
from tests.browser.visits import Visit
from tests.drafts import BLOCK, answered, asked_late, draft_sent, said, submitted, told, with_area

REFERENCE = "worcestershire-2020"
DIRECTOR, CHIEF = "Demo director of children's services", "Demo health chief executive"
LONG = "A sentence of the demo, which is as long as sentences of inspectors are when nobody stops them. " * 6


def with_the_area() -> Revisit:
    """The authority submitted a comment and was told its answer; health writes one, and asks to be late."""
    case = Revisit.objects.get(reference=REFERENCE)
    lead = case.team.get(role="lead").user
    director, chief = User.objects.get(name=DIRECTOR), User.objects.get(name=CHIEF)
    round_ = draft_sent(case, lead, words=[f"{LONG}", f"Second. {LONG}", "Short."], at=NOW)
    body = case.area.health_bodies.first()
    assert case.area.authority and body
    for person, reads_for in ((director, case.area.authority), (chief, body)):
        given = {"organisation": reads_for, "named_by": lead, "named_at": NOW}
        DraftReader.objects.create(revisit=case, user=person, **given)
    comment = said(round_, director, text=LONG)
    submitted(round_, director)
    told(answered(comment, lead, text=LONG), lead)
    said(round_, chief, Side.HEALTH)
    asked_late(round_, chief, Side.HEALTH)
    with_area(case)
    return case


def visits(scene: Scene) -> list[Visit]:
    case = with_the_area()
    lead = OutcomeLetter.objects.get(revisit=case).started_by.name
    round_ = OutcomeLetter.objects.get(revisit=case).versions.get().round
    sent, kept = round_.comments.get(side=Side.AUTHORITY), round_.comments.get(side=Side.HEALTH)
    late = round_.late_requests.get()
    by_side = [
        *(Visit(page, reverse(page, args=[REFERENCE]), who=DIRECTOR) for page in ("draft", "draft-answers")),
        Visit("draft-receipt", reverse("draft-receipt", args=[REFERENCE]), who=DIRECTOR),
        *(
            Visit(page, reverse(page, args=[REFERENCE]), who=CHIEF)
            for page in ("draft", "draft-submit", "draft-late")
        ),
        Visit(
            "draft-comment",
            reverse("draft-comment", args=[REFERENCE, BLOCK]),
            who=CHIEF,
            press="Keep this comment",
        ),
        Visit("draft-comment-files", reverse("draft-comment-files", args=[REFERENCE, kept.pk]), who=CHIEF),
        Visit("draft-comment-change", reverse("draft-comment-change", args=[REFERENCE, kept.pk]), who=CHIEF),
        Visit("draft-late", reverse("draft-late", args=[REFERENCE]), who=CHIEF, press="Ask the lead HMI"),
    ]
    of_team: dict[str, list[Any]] = {
        "draft-send": [REFERENCE],
        "accuracy-tell": [REFERENCE],
        "accuracy": [REFERENCE],
        "accuracy-reopen": [REFERENCE],
        "accuracy-changes": [REFERENCE],
        "accuracy-late": [REFERENCE, late.pk],
        "accuracy-comment": [REFERENCE, sent.pk],
    }
    return [
        *by_side,
        *(Visit(page, reverse(page, args=args), who=lead) for page, args in of_team.items()),
        Visit("accuracy", reverse("accuracy", args=["essex-2022"])),
        Visit("accuracy-late", reverse("accuracy-late", args=[REFERENCE, late.pk]), who=lead, press="Answer"),
    ]
