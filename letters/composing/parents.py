"""The letter to parents and carers of a local area, composed from the facts of its case alone.

Blocks in their order: letterhead, date, circulation line, heading, who and what, how to contribute,
information gathered, scope, sign-off. Which optional ones are there follows from the facts and the version of
the guidance (G1).
"""

from datetime import date

from letters.composing import contributing, phrases, wording
from letters.composing.facts import Guidance, ParentsLetterFacts, check
from letters.composing.gaps import given
from letters.composing.phrases import fill
from letters.composing.text import Block, LetterText, Line, Passage, Run
from letters.composing.wording import Wording
from letters.composing.wording_2018 import WORDING_2018
from letters.composing.wording_2022 import WORDING_2022

WORDINGS: dict[Guidance, Wording] = {"2018": WORDING_2018, "2022": WORDING_2022}
# From this day integrated care boards do what clinical commissioning groups did.
ICBS_BEGIN = date(2022, 7, 1)


def compose(facts: ParentsLetterFacts) -> LetterText:
    """The letter, ready to issue. Raise LetterIncomplete when a fact that it needs is not there."""
    check(facts)
    return preview(facts)


def preview(facts: ParentsLetterFacts) -> LetterText:
    """The letter with a visible gap, as "[survey link to follow]", for each fact that it still needs."""
    words = WORDINGS[facts.guidance]
    blocks = [
        *_opening(facts, words),
        *_purpose(facts, words),
        *_contributing(facts, words),
        *_closing(facts, words),
    ]
    area = given(facts.area, "area").text
    return LetterText(
        title=f"Letter to parents and carers: re-visit of {area} from {phrases.weekday(facts.first_day)}",
        language="en-GB",
        template_version=words.template_version,
        dated=facts.dated,
        blocks=tuple(blocks),
    )


def _opening(facts: ParentsLetterFacts, words: Wording) -> list[Block]:
    blocks: list[Block] = []
    if facts.letterhead:
        blocks.append(Passage("letterhead", "letterhead", _letterhead()))
    dated = _day(facts.dated, "dated")
    blocks.append(Passage("date", "date", ((dated,),)))
    if facts.circulated_by:
        line = fill(words.circulation, authority=Run(facts.circulated_by, strong=True))
        blocks.append(Passage("circulation", "circulation", (line,)))
    heading = fill(
        words.heading,
        authority=given(facts.authority, "authority"),
        first_day=phrases.weekday(facts.first_day),
        last_day=phrases.weekday(facts.last_day),
    )
    return [*blocks, Passage("heading", "heading", (heading,))]


def _letterhead() -> tuple[Line, ...]:
    return (
        *((Run(line),) for line in wording.LETTERHEAD),
        (Run(wording.LETTERHEAD_TEXTPHONE),),
        (phrases.web_link(wording.LETTERHEAD_WEBSITE),),
        (phrases.email_link(wording.LASEND_EMAIL),),
    )


def _purpose(facts: ParentsLetterFacts, words: Wording) -> list[Block]:
    first = _day(facts.initial_first_day, "initial_first_day", strong=True)
    last = _day(facts.initial_last_day, "initial_last_day", strong=True)
    dates = fill("{first}{and_}{last}", first=first, and_=Run(" and ", strong=True), last=last)
    evaluates = words.evaluates + (f" {words.updated_guidance}" if words.updated_guidance else "")
    speaking = words.speaking + (f" {words.meetings_online}" if facts.meetings_may_be_online else "")
    here = Run("here", href=wording.INSPECTION_GUIDANCE_URL)
    return [
        _paragraph("announcement", fill(words.announcement, dates=dates)),
        _paragraph("evaluates", fill(evaluates, here=here)),
        _paragraph("speaking", fill(speaking)),
    ]


def _contributing(facts: ParentsLetterFacts, words: Wording) -> list[Block]:
    website: Line = (Run(" at "), phrases.web_link(facts.website)) if facts.website else ()
    after_ccgs = facts.dated is not None and facts.dated >= ICBS_BEGIN
    health_bodies = words.icbs if after_ccgs else words.ccgs
    return [
        Passage("subheading", "contribute", (fill(words.contribute),)),
        _paragraph("several_ways", fill(words.several_ways)),
        contributing.methods(facts, words),
        contributing.ways(facts, words),
        _paragraph("details", fill(words.details, website=website, health_bodies=health_bodies)),
    ]


def _closing(facts: ParentsLetterFacts, words: Wording) -> list[Block]:
    privacy = fill(
        words.privacy,
        notice=words.privacy_notice,
        ofsted=phrases.email_link(wording.OFSTED_PRIVACY_EMAIL),
        cqc=phrases.email_link(wording.CQC_PRIVACY_EMAIL),
    )
    signatory = given(facts.signatory_name, "signatory_name"), given(facts.signatory_title, "signatory_title")
    return [
        Passage("subheading", "information_heading", (fill(words.information_heading),)),
        _paragraph("information", fill(words.information, officers=words.officers)),
        _paragraph("privacy", privacy),
        _paragraph("privacy_links", fill(words.privacy_links)),
        _paragraph("privacy_ofsted", (phrases.web_link(wording.OFSTED_PRIVACY_URL),)),
        _paragraph("privacy_cqc", (phrases.web_link(wording.CQC_PRIVACY_URL),)),
        _paragraph("scope", fill(words.scope)),
        _paragraph("send_guide", fill(words.send_guide, link=phrases.web_link(wording.SEND_GUIDE_URL))),
        Passage("sign_off", "sign_off", (fill(words.farewell), *((line,) for line in signatory))),
    ]


def _day(on: date | None, name: str, *, strong: bool = False) -> Run:
    return given(phrases.day(on) if on else None, name, strong=strong)


def _paragraph(name: str, line: Line) -> Passage:
    return Passage("paragraph", name, (line,))
