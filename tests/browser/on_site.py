"""Pages of the on-site days: planned, of a visit that is over with all its records, and their forms with errors."""

from typing import Any

from django.urls import reverse

from tests.browser.scene import LEAD, Scene
from tests.browser.visits import Visit

QUALITY, SUPPORT, OVER = "Demo Senior HMI", "Demo inspection support", "oxfordshire-2019"


def visits(scene: Scene) -> list[Visit]:
    case, slot = scene.case.reference, scene.case.sessions.filter(removed_at=None).latest("pk").pk
    pages: tuple[tuple[str, list[Any], str, str], ...] = (
        ("on-site", [case], LEAD, ""),
        ("on-site", ["essex-2022"], LEAD, ""),
        ("on-site-day", [case, 2], SUPPORT, ""),
        ("on-site-day", [OVER, 3], QUALITY, ""),
        ("kit", [OVER, 1], QUALITY, ""),
        ("kit", [case, 1], LEAD, ""),
        ("judgement-meeting", [OVER], QUALITY, ""),
        ("judgement-meeting", [case], LEAD, ""),
        ("feedback", [OVER], QUALITY, ""),
        ("kit-write", [case, 1], LEAD, "Keep the record"),
        ("judgement-meeting-write", [case], LEAD, "Keep the record"),
        ("feedback-write", [case], LEAD, "Keep the record"),
        ("session-going", [case, slot], LEAD, ""),
    )
    return [Visit(name, reverse(name, args=args), who=who, press=press) for name, args, who, press in pages]
