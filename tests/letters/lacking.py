"""What a published letter has not that it must have (G3, G7, G23 to G27): asked of the rows, never of the guards."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from inspections.models import JudgementVersion, Revisit, TeamMember
from letters.composing.text import words
from letters.models import (
    AccuracyComment,
    AccuracyRound,
    Answer,
    AnswersTold,
    IdentifierDecision,
    Letter,
    LetterVersion,
    QualityReview,
    SignOff,
)

BOTH = {"ofsted", "cqc"}
SECTIONS = ("weakness-1", "weakness-2", "activities")
SIGNS = {"ofsted": "lead", "cqc": "cqc"}


def lacking(letter: Letter) -> list[str]:
    """In words; empty where nothing is."""
    return [what for what, holds in MUST.items() if not holds(letter)]


def unsettled(letter: Letter, telling: Iterable[str]) -> list[tuple[str, int]]:
    """The sections written by hand in which more of these words stand than were accepted there; how many stand."""
    decided = IdentifierDecision.objects.filter(letter__revisit=letter.revisit_id)
    accepted = Counter(decided.values_list("section", flat=True))
    said: defaultdict[str, str] = defaultdict(str)
    for passage in letter.composed.passages():
        said[passage.name.rpartition("-")[0]] += words(passage)
    found = {key: sum(each in said[key] for each in telling) for key in SECTIONS}
    return [(key, number) for key, number in found.items() if number > accepted[key]]


def _approved(letter: Letter) -> bool:
    """The newest decision of each agency on these very words is to approve, and was its own reviewer's."""
    reviews = QualityReview.objects.filter(version__in=_frozen(letter)).order_by("pk")
    decided = {
        each.agency: (each.decision, f"qa_{each.agency}") for each in reviews if _had_part(letter, each)
    }
    return decided == {agency: ("approve", f"qa_{agency}") for agency in BOTH}


def _signed(letter: Letter) -> bool:
    """One version with these very words is signed for both."""
    by_version = [
        {
            each.agency
            for each in SignOff.objects.filter(version=version)
            if (each.by_id, SIGNS[each.agency]) in _parts(letter.revisit)
        }
        for version in _frozen(letter)
    ]
    return BOTH in by_version


def _answered(letter: Letter) -> bool:
    """The draft was with the area; each comment is answered and agreed, and its side told that very answer."""
    comments = AccuracyComment.objects.filter(
        round__version__letter__revisit=letter.revisit_id, submission__isnull=False
    )
    newest = [(each.submission_id, each.answers.order_by("-number").first()) for each in comments]
    told = {row.submission_id: row.answers for row in AnswersTold.objects.order_by("pk")}
    was_sent = AccuracyRound.objects.filter(version__letter__revisit=letter.revisit_id).exists()
    return was_sent and all(_agreed(answer, told.get(submission or 0, [])) for submission, answer in newest)


def _agreed(answer: Answer | None, told: list[int]) -> bool:
    return answer is not None and hasattr(answer, "agreement") and answer.pk in told


def _judged(letter: Letter) -> bool:
    """Of every weakness it says what was judged last, and both agencies agreed that."""
    versions = JudgementVersion.objects.filter(judgement__revisit=letter.revisit_id).order_by("number")
    judged = {
        version.judgement.weakness.number: (
            version.sufficient,
            set(version.agreements.values_list("agency", flat=True)),
        )
        for version in versions
    }
    says = {each["number"]: (each["sufficient"], BOTH) for each in letter.facts["weaknesses"]}
    numbers = set(letter.revisit.wsoa.weaknesses.values_list("number", flat=True))
    return judged == says and numbers == set(says)


def _met(letter: Letter) -> bool:
    return letter.revisit.timeline.filter(code="judgement_meeting", done_on__isnull=False).exists()


def _frozen(letter: Letter) -> list[LetterVersion]:
    """The versions with its very words."""
    of_case = LetterVersion.objects.filter(letter__revisit=letter.revisit_id)
    return [version for version in of_case if version.text == letter.text and version.sha256 == letter.sha256]


def _parts(case: Revisit) -> set[tuple[int, str]]:
    """Who has, or had, which part in the case."""
    return set(TeamMember.everybody.filter(revisit=case).values_list("user", "role"))


def _had_part(letter: Letter, review: QualityReview) -> bool:
    return (review.by_id, f"qa_{review.agency}") in _parts(letter.revisit)


MUST: dict[str, Callable[[Letter], bool]] = {
    "two approvals of its words": _approved,
    "two signatures": _signed,
    "an answer, agreed and told, to every comment": _answered,
    "every weakness judged and agreed": _judged,
    "the judgement meeting": _met,
}
