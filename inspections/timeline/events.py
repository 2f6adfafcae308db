"""The guidance's timeline as data: every event of a re-visit, who does it, and when by default.

The table's order within one day is the order of that day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from inspections.timeline.clocks import COMMENT_DAYS, FINAL_DAYS, PUBLICATION_DAYS

Anchor = Literal["first day", "each day", "last day", "draft sent", "none"]
Condition = Literal["", "more than two days", "open meeting"]

OWNERS: Mapping[str, str] = MappingProxyType(
    {
        "lead": "Lead HMI",
        "cqc": "CQC inspector",
        "team": "Inspection team",
        "qa": "Quality assurance",
        "support": "Inspection support",
        "lano": "Local area nominated officer",
        "health": "Health nominated officer",
        "pcf": "Parent carer forum",
        "dcs": "Director of children's services",
        "health_ce": "Health chief executive",
    }
)


@dataclass(frozen=True, slots=True)
class EventRule:
    """One row of the timeline.

    `anchor` says from where the date counts: "first day" with the signed `day`; "each day" of the visit;
    "last day" or "draft sent" with `offset` working days (0 is that day itself); "none" has no default date.
    `until` closes a window, as a signed day or "last". `time` is a label of `times`, `owners` are keys of
    OWNERS, `source` the paragraphs of the guidance (GT is its timeline table). `note` opens the explanation
    of the date.
    """

    code: str
    title: str
    anchor: Anchor
    day: int | None
    offset: int | None
    time: str
    owners: tuple[str, ...]
    source: tuple[str, ...]
    until: int | Literal["last"] | None = None
    condition: Condition = ""
    note: str = ""


def _on(code: str, day: int, time: str, title: str, owners: str, source: str, note: str = "") -> EventRule:
    return EventRule(code, title, "first day", day, None, time, _words(owners), _words(source), note=note)


def _window(
    code: str, day: int, until: int | Literal["last"], title: str, owners: str, source: str
) -> EventRule:
    return EventRule(code, title, "first day", day, None, "", _words(owners), _words(source), until=until)


def _from(
    anchor: Anchor,
    offset: int | None,
    code: str,
    time: str,
    title: str,
    owners: str,
    source: str,
    note: str = "",
) -> EventRule:
    return EventRule(code, title, anchor, None, offset, time, _words(owners), _words(source), note=note)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


EVENTS: tuple[EventRule, ...] = (
    _on("notify", -10, "am", "Tell the area, health leaders and the parent carer forum about the re-visit",
        "lead cqc", "G8 G10 G11 G7 G19"),
    _on("follow_up_call", -10, "", "Call the nominated officer about the detail; ask for a children's group",
        "lead", "G8 G9"),
    _on("information_request", -10, "", "Ask the area and the forum for information", "lead", "GT"),
    _on("evidence_due", -7, "end of day", "Evidence of impact uploaded by the area and the forum",
        "lano pcf", "G12 G14 G15", "The fourth working day of notice, counting the day of notification:"),
    _on("cyp_questions", -6, "", "Share the questions for children and young people",
        "lead", "G9", "The fifth working day of notice, counting the day of notification:"),
    _on("evidence_review", -6, "", "Review the evidence and choose activities", "team", "G12"),
    _on("planning_call", -6, "pm", "Call with the nominated officer and health about the draft schedule",
        "lead", "G12"),
    _on("adviser_call", -6, "pm", "Call with the DfE and NHS England advisers, recorded as evidence",
        "lead cqc", "G13"),
    _on("questions_agreed", -6, "", "Survey questions agreed with the parent carer forum",
        "lead pcf", "G10 G11 G16", "By default the working day before the survey opens:"),
    _on("survey_opens", -5, "12:00", "Parents' survey opens", "support", "G16 GT"),
    _window("further_requests", -5, -1, "Inspectors may ask for further information", "team", "G17"),
    _on("survey_closes", -1, "12:00", "Parents' survey closes", "support", "GT"),
    _on("leaders_meeting", 1, "am", "Meeting with the leaders responsible for the statement of action",
        "team", "GT"),
    _on("pcf_meeting", 1, "pm", "Meeting with the parent carer forum and parents", "team", "GT"),
    EventRule("open_meeting", "Open meeting for all parents and carers", "first day", 1, None, "pm",
              ("team",), ("G11", "G20", "GT"), condition="open meeting"),
    _window("evidence_gathering", 2, "last", "Sessions, visits, and meeting children and young people",
            "team", "G21 GT"),
    EventRule("kit", "Keeping-in-touch meeting with leaders", "each day", None, None, "",
              ("team",), ("G22",), condition="more than two days",
              note="One on each on-site day, as there are more than two:"),
    _from("last day", 0, "judgement_meeting", "pm", "Provisional judgement meeting; judgements confirmed",
          "team qa", "GT"),
    _from("last day", 0, "feedback", "pm", "Feedback to leaders on whether progress is sufficient",
          "team", "G22"),
    _from("none", None, "draft_sent", "", "Draft letter sent to the named readers", "lead", "G24"),
    _from("draft sent", COMMENT_DAYS, "comments_due", "end of day", "Comments on factual accuracy due",
          "dcs health_ce", "G25"),
    _from("none", None, "response_told", "", "Both parties told the response to their comments",
          "lead cqc", "G25"),
    _from("last day", FINAL_DAYS, "final_sent", "", "Final letter sent to the authority and health",
          "support", "G26", "Usually within 28 working days of the end of the re-visit:"),
    _from("last day", PUBLICATION_DAYS, "published", "", "Letter published on both websites",
          "support", "G26", "Normally within 33 working days of the end of the re-visit:"),
)  # fmt: skip

RULES: Mapping[str, EventRule] = MappingProxyType({rule.code: rule for rule in EVENTS})
