"""The outcome letters of many cases while they are written, assured and signed, read together.

Nothing here asks who is asking. What one case's pages need of its letter is in `letters.quality` and `letters.final`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from letters.models import LetterVersion, OutcomeLetter, QualityReview, SignOff

_Decisions = dict[tuple[int, str, str], str]


@dataclass(frozen=True)
class InHand:
    """A letter that was begun: what was frozen of it last, what each agency decided of it, and who signed it."""

    version: LetterVersion | None
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
        last = self.version is not None and self.version.purpose == purpose
        return last and QualityReview.Decision.RETURN in self.decided.values()


def of(cases: Collection[int]) -> dict[int, InHand]:
    """By the case's id, for those whose letter is begun; at most four queries, none where there are no cases."""
    letters = (
        dict(OutcomeLetter.objects.filter(revisit__in=cases).values_list("revisit", "pk")) if cases else {}
    )
    newest = LetterVersion.objects.filter(letter__in=letters.values()).order_by("letter_id", "-number")
    versions = (
        {each.letter_id: each for each in newest.distinct("letter_id").defer("facts", "text")}
        if letters
        else {}
    )
    decisions, signed = _decisions(versions), _signed(versions)
    return {case: _in_hand(versions.get(letter), decisions, signed) for case, letter in letters.items()}


def _in_hand(
    version: LetterVersion | None, decisions: _Decisions, signed: dict[int, frozenset[str]]
) -> InHand:
    if version is None:
        return InHand(None)
    found = {
        agency: decision
        for (letter, sha256, agency), decision in decisions.items()
        if (letter, sha256) == (version.letter_id, version.sha256)
    }
    return InHand(version, found, signed.get(version.pk, frozenset()))


def _decisions(versions: dict[int, LetterVersion]) -> _Decisions:
    """By letter, words and agency the newest: a decision on the same words in an earlier version counts."""
    if not versions:
        return {}
    reviews = QualityReview.objects.filter(version__letter__in=versions).order_by("pk")
    said = reviews.values_list("version__letter", "version__sha256", "agency", "decision")
    return {(letter, sha256, agency): decision for letter, sha256, agency, decision in said}


def _signed(versions: dict[int, LetterVersion]) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    if versions:
        signatures = SignOff.objects.filter(version__in=versions.values()).values_list("version", "agency")
        for version, agency in signatures:
            found[version] = found.get(version, frozenset()) | {agency}
    return found
