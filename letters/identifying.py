"""What in an outcome letter looks as if it told who somebody is: nothing that identifies an individual is published.

Pure: no database, no clock. Passage by passage; those that name whoever signs or is addressed are left out, as they
are generated from the case and name nobody else.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from inspections.identifiers import WORD, Finding, Kind, find_identifiers
from letters.composing.outcome_written import RESERVED
from letters.composing.text import LetterText, Passage, words

# Passages with names and addresses of bodies and of those who sign or are written to.
_GENERATED_NAMES = frozenset({"letterhead", "date", "circulation", "addressee", "sign_off", "signature"})
_SALUTATION = frozenset({"salutation"})
_SECTION = re.compile(r"(?P<key>weakness-\d+|activities|concerns)-(?P<own>.+)")

_FEW = r"(?:one|two|three|four|five|[1-5]|a\ssingle|an?\scouple\sof|a)"
_CHILDREN = (
    r"(?:child(?:ren)?|pupils?|young\s(?:people|persons?|m[ae]n|wom[ae]n)|students?|boys?|girls?|learners?"
    r"|toddlers?|bab(?:y|ies)|teenagers?|famil(?:y|ies))"
)
_COUNT = rf"\b(?i:{_FEW})(?:\sof\s(?:the|its|their))?(?:\s[a-z][a-z\-]{{1,20}}){{0,3}}\s(?i:{_CHILDREN})\b"
_SETTING = (
    r"\b(?!(?:The|This|That|A|An|Each|Every|Special|Primary|Secondary|Mainstream|Local|One)\s(?:Schools?|College"
    r"|Academy|Nursery|Hospital|Centre|Unit|Home)\b)"
    r"(?:[A-Z][\w'’.\-]{0,30}\s){1,5}"
    r"(?:School|Academy|Nursery|Pre-?[Ss]chool|College|Hospital|Hospice|Infants|Juniors|Playgroup|Centre|Unit|House)\b"
)
# Within one sentence; a full stop ends it, and so does a line.
_BETWEEN = r"[^.!?\n]{0,120}?"
SMALL_COUNT = re.compile(rf"{_COUNT}{_BETWEEN}{_SETTING}|{_SETTING}{_BETWEEN}{_COUNT}")

_NUMBERS = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty"
)
_ONE_CHILD = (
    r"(?:child|pupil|student|boy|girl|son|daughter|baby|toddler|teenager|young\s(?:person|man|woman))"
)
# Of one, not of a group ("children aged 5 to 11"), nor of a check that all have ("the two-year-old check").
AGE = re.compile(
    rf"\b(?:an?|one|the|this|that|his|her|their)\s(?:{_NUMBERS})[\s\-]years?[\s\-]olds?\b"
    r"(?!\s(?:checks?|reviews?|entitlements?|offers?|funding|places?|development))"
    rf"|\b{_ONE_CHILD},?\s(?:who\s)?(?:(?:is|was)\s)?aged\s(?:{_NUMBERS})\b(?!\s?(?:to|and|or|–|-)\s?(?:\d|above|over))"
    rf"|\b{_ONE_CHILD}\s(?:is|was|turned)\s(?:{_NUMBERS})\syears?\sold\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"correction-\d+")
_PLACES = {"activities": "what inspectors did", "concerns": "other serious concerns"}
ALSO = {Kind.AGE: AGE, Kind.SMALL_COUNT: SMALL_COUNT}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in its passage: `section` is "weakness-2", or empty where nobody writes by hand."""

    finding: Finding
    passage: str
    section: str
    context: str

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        if _NOTE.fullmatch(self.passage):
            return "the public note"
        kind, _, number = self.section.partition("-")
        return f"weakness {number}" if number else _PLACES.get(kind, "the generated text")

    @property
    def fingerprint(self) -> str:
        """The same for the same words of the same kind in the same section, wherever in it they stand."""
        same = " ".join(self.finding.excerpt.casefold().split())
        said = "\n".join((self.finding.kind.name, self.section, same))
        return hashlib.sha256(said.encode()).hexdigest()


def find(
    text: LetterText,
    *,
    known: Iterable[str] = (),
    signing: Iterable[str] = (),
    bodies: Iterable[str] = (),
) -> list[Found]:
    """Everything that may identify somebody, in the letter's order; the same words once a section.

    `known` are full names of people on the case, found by each of their parts too. `signing` are the full names of
    those whom the letter names itself: whole they pass, in parts they do not. `bodies` are names of the area and of
    its organisations, whose words are no person's.
    """
    allowed = list(bodies)
    names = _names_to_find(known, allowed)
    passing = _whole(signing)
    found = (
        each
        for passage in text.passages()
        if passage.kind not in _GENERATED_NAMES and passage.name not in _SALUTATION
        for each in _in(passage, names, allowed, passing)
    )
    return list({each.fingerprint: each for each in reversed(list(found))}.values())[::-1]


def section_of(passage: str) -> str:
    """The section in which a passage is written by hand; empty for what is generated."""
    match = _SECTION.fullmatch(passage)
    return match["key"] if match and match["own"] not in RESERVED else ""


def _names_to_find(known: Iterable[str], allowed: Collection[str]) -> list[str]:
    """Whole names, and their parts alone where none of them is a word of the area's or a body's name."""
    of_bodies = {word.casefold() for name in allowed for word in WORD.findall(name)}
    found: list[str] = []
    for name in known:
        parts = WORD.findall(name)
        own = [part for part in parts if part.casefold() not in of_bodies]
        found += [name] if own == parts else own
    return found


def _in(
    passage: Passage, known: Collection[str], allowed: Collection[str], passing: re.Pattern[str] | None
) -> Iterator[Found]:
    text = words(passage)
    named = [match.span() for match in passing.finditer(text)] if passing else []
    for finding in find_identifiers(text, known, allowed, ALSO):
        if not any(start <= finding.start and finding.end <= end for start, end in named):
            yield Found(finding, passage.name, section_of(passage.name), _sentence(text, finding))


def _whole(names: Iterable[str]) -> re.Pattern[str] | None:
    """Where one of these names stands whole, a genitive among them."""
    each = [r"\s+".join(map(re.escape, name.split())) for name in names if name.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?:['’]s)?(?!\w)") if each else None


def _sentence(text: str, finding: Finding) -> str:
    """What stands around it, so that it can be judged where it is read."""
    start = max(text.rfind(". ", 0, finding.start) + 1, text.rfind("\n", 0, finding.start) + 1)
    ends = [place for mark in (". ", "\n") if (place := text.find(mark, finding.end)) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()
