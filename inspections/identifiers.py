"""What looks as if it identifies somebody in a text: no names are recorded in notes of parents' and children's views.

Pure: no database, no clock. It finds what *looks like* an identifier, so the person decides: a finding may be
a false alarm, and a name of an uncommon kind may pass. Every pattern is linear in the length of the text.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspections.identifier_words import GIVEN_NAMES, NO_NAMES, RELATIONS, STREETS, TITLES


class Kind(StrEnum):
    """What a finding looks like; the words stand in its sentence."""

    EMAIL = "an e-mail address"
    NHS_NUMBER = "an NHS number"
    PHONE = "a phone number"
    BIRTH_DATE = "a date of birth"
    ADDRESS = "an address"
    POSTCODE = "a postcode"
    AGE = "the age of one child"
    SMALL_COUNT = "so few children of a named setting that they may be known"
    NAME = "a person's name"


@dataclass(frozen=True)
class Finding:
    """One place in a text: `text[start:end] == excerpt`."""

    kind: Kind
    excerpt: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """For the person who wrote the text."""
        shown = " ".join(self.excerpt.split())
        return f"“{shown if len(shown) <= 60 else shown[:59] + '…'}” looks like {self.kind.value}."


def find_identifiers(
    text: str,
    known_names: Iterable[str] = (),
    allowed: Iterable[str] = (),
    also: Mapping[Kind, re.Pattern[str]] | None = None,
) -> list[Finding]:
    """Everything in `text` that looks like an identifier, in its order; no two findings overlap.

    `known_names` are full names of people on the case: they and their parts are found wherever they stand.
    Words of `allowed` (names of the area and its bodies) are never taken for a person's.
    `also` has patterns of further kinds, for texts in which those too would tell who somebody is.
    """
    passed = NO_NAMES | {word.casefold() for phrase in allowed for word in _words(phrase)}
    names = list(known_names)
    found = [Finding(kind, match, start, end) for kind, match, start, end in _all(text, names, passed)]
    for kind, pattern in (also or {}).items():
        found += [Finding(kind, match.group(), *match.span()) for match in pattern.finditer(text)]
    order = list(Kind)
    kept: list[Finding] = []
    # The surer kind wins, then the longer.
    for finding in sorted(found, key=lambda f: (order.index(f.kind), f.start - f.end, f.start)):
        place = bisect(kept, finding.start, key=lambda other: other.start)
        free_before = place == 0 or kept[place - 1].end <= finding.start
        if free_before and (place == len(kept) or finding.end <= kept[place].start):
            kept.insert(place, finding)
    return kept


def said(findings: Iterable[Finding], most: int = 5) -> str:
    """The findings in words for an error beside a field; each said once, `most` of them."""
    sentences = list(dict.fromkeys(finding.sentence for finding in findings))
    more = len(sentences) - most
    return " ".join(sentences[:most]) + (f" And {more} more like these." if more > 0 else "")


Found = tuple[Kind, str, int, int]

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}"
_DATE = (
    rf"(?:{_DAY}\s?[/.\-]\s?(?:0?[1-9]|1[0-2])\s?[/.\-]\s?(?:\d{{4}}|\d{{2}})"
    r"|(?:19|20)\d\d[/.\-](?:0?[1-9]|1[0-2])[/.\-](?:0?[1-9]|[12]\d|3[01])"
    rf"|{_DAY}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?(?:\s+\d{{4}})?|{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_BORN = r"(?:\bborn\b|\bd\.?o\.?b\b\.?|\bdate of birth\b|\bbirth\s?da(?:y|te)\b|\bb\.)"
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*"

EMAIL = re.compile(r"(?<![\w.%+\-])[\w.%+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")
TEN_DIGITS = re.compile(r"(?<![\d])\d{3}[\s\-]?\d{3}[\s\-]?\d{4}(?!\d)")
PHONE = re.compile(
    r"(?<![\w])(?:\+\s?44[\s\-]?(?:\(0\)|0)?|0044[\s\-]?|\(?0)(?:[\s\-.()]{0,2}\d){9,10}(?!\d)"
    r"|(?<![\w])\+[1-9](?:[\s\-.()]{0,2}\d){8,13}(?!\d)"
)
BIRTH_DATE = re.compile(rf"{_BORN}[\s:,=(]{{0,3}}(?:(?:is|was|on|in|the)\s+){{0,3}}{_DATE}", re.IGNORECASE)
POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
ADDRESS = re.compile(rf"\b(?:flat\s)?\d{{1,4}}[a-z]?,?\s(?:{_NAME}\s){{1,3}}(?:{STREETS})\b", re.UNICODE)
TITLED = re.compile(rf"\b(?:{TITLES})\b\.?\s(?:{_NAME})(?:\s{_NAME}){{0,2}}")
RELATED = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s(?:{RELATIONS})"
    rf"(?:,|\s(?:is|was)?\s?(?:called|named)|['’]s name is)?\s(?P<name>{_NAME})"
)
CALLED = re.compile(
    rf"\b(?:called|named|name is|name was|name['’]s|I am|I['’]m)\s(?P<name>{_NAME})(?:\s{_NAME})?"
)
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    numbers = [unicodedata.digit(digit) for digit in digits if digit.isdecimal()]
    if len(numbers) != 10 or len(set(numbers)) == 1:
        return False
    check = (
        11 - sum(weight * number for weight, number in zip(range(10, 1, -1), numbers[:9], strict=True)) % 11
    )
    return check % 11 == numbers[9]


def _all(text: str, known_names: Collection[str], passed: Collection[str]) -> Iterator[Found]:
    for kind, pattern in (
        (Kind.EMAIL, EMAIL),
        (Kind.PHONE, PHONE),
        (Kind.BIRTH_DATE, BIRTH_DATE),
        (Kind.ADDRESS, ADDRESS),
        (Kind.POSTCODE, POSTCODE),
        (Kind.NAME, TITLED),
    ):
        yield from ((kind, match.group(), *match.span()) for match in pattern.finditer(text))
    for match in TEN_DIGITS.finditer(text):
        if is_nhs_number(match.group()):
            yield Kind.NHS_NUMBER, match.group(), *match.span()
    for pattern in (RELATED, CALLED):
        for match in pattern.finditer(text):
            if _may_be_name(match["name"], passed):
                yield Kind.NAME, match["name"], *match.span("name")
    yield from _whole_names(text, known_names)
    yield from _names(text, _known(known_names), passed)


def _whole_names(text: str, known_names: Iterable[str]) -> Iterator[Found]:
    """Full names as they are known, those that are made of common words among them: "Grace Park"."""
    names = {name for name in known_names if len(parts := name.split()) > 1 and all(map(_capital, parts))}
    for name in names:
        whole = r"\s+".join(map(re.escape, name.split()))
        for match in re.finditer(rf"(?<!\w){whole}(?!\w)", text):
            yield Kind.NAME, match.group(), *match.span()


def _names(text: str, known: Collection[str], passed: Collection[str]) -> Iterator[Found]:
    """Given names, names known on the case, and runs of capitalised words inside a sentence."""
    for run in _runs(text):
        sure = [word for word in run if word.group().casefold() in known or _given(word.group(), passed)]
        free = [word for word in run if _may_be_name(word.group(), passed)]
        inside = len(free) == len(run) in (2, 3) and not _begins_sentence(text, run[0].start())
        for start, end in {_together(name, free, run) for name in sure}:
            yield Kind.NAME, text[start:end], start, end
        if inside and not sure:
            start, end = run[0].start(), run[-1].end()
            yield Kind.NAME, text[start:end], start, end


def _together(sure: re.Match[str], free: list[re.Match[str]], run: list[re.Match[str]]) -> tuple[int, int]:
    """From where to where the sure name and the possible names right beside it stand."""
    names = {id(word) for word in (sure, *free)}
    first = last = next(place for place, word in enumerate(run) if word is sure)
    while first > 0 and id(run[first - 1]) in names:
        first -= 1
    while last + 1 < len(run) and id(run[last + 1]) in names:
        last += 1
    return run[first].start(), run[last].end()


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with a capital that stand one after the other, a blank apart; words all in capitals are no names."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if run and (text[run[-1].end() : word.start()] != " " or not _capital(word.group())):
            yield run
            run = []
        if _capital(word.group()):
            run.append(word)
    if run:
        yield run


def _capital(word: str) -> bool:
    return word[0].isupper() and any(letter.islower() for letter in word[1:])


def _may_be_name(word: str, passed: Collection[str]) -> bool:
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    return _capital(word) and plain not in passed


def _given(word: str, passed: Collection[str]) -> bool:
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    return plain not in passed and (plain in GIVEN_NAMES or plain.partition("-")[0] in GIVEN_NAMES)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \"'“‘(*-–•\t")
    return not before or before[-1] in ".!?:;\n"


def _known(names: Iterable[str]) -> frozenset[str]:
    """The parts of these names that are no common words, in lower case."""
    parts = {word.casefold() for name in names for word in _words(name)}
    return frozenset(part for part in parts if len(part) > 2 and part not in NO_NAMES)


def _words(phrase: str) -> list[str]:
    return [match.group() for match in WORD.finditer(phrase)]
