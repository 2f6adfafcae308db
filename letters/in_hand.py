"""The outcome letters of many cases while they are written, assured and signed, read together.

Nothing here asks who is asking. What one case's pages need of its letter is in `letters.quality` and `letters.final`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache

from inspections.models import Revisit
from letters.models import LetterVersion, QualityReview, SignOff
from revisits.statements import KEYS, Statement, any_of, write


@dataclass(frozen=True)
class InHand:
    """A case whose letter is due or begun: what was frozen last, what each agency decided of it, and who signed it."""

    case: int
    reference: str
    area: str
    begun: bool
    purpose: str = ""
    decided: dict[str, str] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()

    @property
    def approved(self) -> bool:
        """G24: both agencies approve these words."""
        return all(
            self.decided.get(agency) == QualityReview.Decision.APPROVE for agency in QualityReview.Agency
        )

    def returned(self, purpose: LetterVersion.Purpose) -> bool:
        """Whether a reviewer returned what was submitted last, where it was for this purpose."""
        return self.purpose == purpose and QualityReview.Decision.RETURN in self.decided.values()


def of(cases: Collection[int]) -> list[InHand]:
    """The letters of the cases with these ids, the earliest visit first; at most four queries, none for no case."""
    rows = _cases().rows({KEYS: list(cases)}) if cases else []
    letters = [letter for *_, letter in rows if letter]
    frozen = _newest().rows({KEYS: letters}) if letters else []
    newest = {letter: (version, sha256, purpose) for letter, version, sha256, purpose in frozen}
    decisions, signed = _decided(newest), _signed(newest)
    found = []
    for case, reference, area, letter in rows:
        one = InHand(case, reference, area, begun=letter is not None)
        if letter in newest:
            version, sha256, purpose = newest[letter]
            one = replace(
                one,
                purpose=purpose,
                decided=decisions.get((letter, sha256), {}),
                signed=frozenset(signed.get(version, ())),
            )
        found.append(one)
    return found


@cache
def _cases() -> Statement:
    found = Revisit.objects.filter(pk__in=any_of(KEYS)).order_by("first_day", "pk")
    return write(found, "pk", "reference", "area__name", "outcome_letter__pk")


@cache
def _newest() -> Statement:
    """Of each letter the version that was frozen last."""
    found = LetterVersion.objects.filter(letter__in=any_of(KEYS)).order_by("letter_id", "-number")
    return write(found.distinct("letter_id"), "letter", "pk", "sha256", "purpose")


def _decided(newest: Collection[int]) -> dict[tuple[int, str], dict[str, str]]:
    """By letter and words each agency's newest decision: one on the same words in an earlier version counts."""
    found: dict[tuple[int, str], dict[str, str]] = {}
    if newest:
        reviews = QualityReview.objects.filter(version__letter__in=newest).order_by("pk")
        said = reviews.values_list("version__letter", "version__sha256", "agency", "decision")
        for letter, sha256, agency, decision in said:
            found.setdefault((letter, sha256), {})[agency] = decision
    return found


def _signed(newest: dict[int, tuple[int, str, str]]) -> dict[int, set[str]]:
    """By version the agencies that signed it."""
    found: dict[int, set[str]] = {}
    if newest:
        versions = [version for version, *_ in newest.values()]
        for version, agency in SignOff.objects.filter(version__in=versions).values_list("version", "agency"):
            found.setdefault(version, set()).add(agency)
    return found
