"""What changed in the judgements since a section of the letter was written, for its writers to take over (G23)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from inspections.models import ConcernVersion, JudgementVersion
from letters.composing.outcome import CONCERNS, weakness_key
from letters.composing.outcome_facts import OutcomeFacts
from letters.composing.outcome_proposal import propose
from letters.composing.outcome_typed import to_words
from letters.models import OutcomeLetter, SectionVersion
from revisits.accounts.models import User


@dataclass(frozen=True)
class News:
    """Who changed it, when, what became of it in words, and the words that the section would begin with now."""

    by: User
    at: datetime
    said: str
    words: str


def news(letter: OutcomeLetter, facts: OutcomeFacts, newest: Mapping[str, SectionVersion]) -> dict[str, News]:
    """By section key what its newest words may not know of yet; two queries."""
    proposed = {key: to_words(blocks) for key, blocks in propose(facts).items()}
    found = {**_of_weaknesses(letter, newest), **_of_concerns(letter, newest)}
    return {
        key: News(version.by, version.at, said, proposed[key])
        for key, (version, said) in found.items()
        if key in proposed
    }


def _of_weaknesses(
    letter: OutcomeLetter, newest: Mapping[str, SectionVersion]
) -> dict[str, tuple[JudgementVersion, str]]:
    versions = JudgementVersion.objects.filter(judgement__revisit=letter.revisit_id)
    versions = versions.select_related("judgement__weakness", "by").order_by("judgement_id", "number")
    found = {}
    for _, rows in groupby(versions, key=lambda version: version.judgement_id):
        of_one = list(rows)
        key = weakness_key(of_one[-1].judgement.weakness.number)
        if key in newest and (said := _changed(of_one, newest[key].written_at)):
            found[key] = (of_one[-1], said)
    return found


def _changed(versions: list[JudgementVersion], written_at: datetime) -> str:
    """What differs between the newest version of a judgement and that which held then."""
    known = [version for version in versions if version.at <= written_at]
    then, now = (known[-1] if known else None), versions[-1]
    if then is None:
        return "The weakness was judged"
    if then.sufficient != now.sufficient:
        return f"The decision is now “{now.decision.lower()}”: it was changed"
    return "The judgement's summary was changed" if then.summary != now.summary else ""


def _of_concerns(
    letter: OutcomeLetter, newest: Mapping[str, SectionVersion]
) -> dict[str, tuple[ConcernVersion, str]]:
    if CONCERNS not in newest:
        return {}
    written_at = newest[CONCERNS].written_at
    versions = ConcernVersion.objects.filter(concern__revisit=letter.revisit_id, at__gt=written_at)
    latest = versions.select_related("by").order_by("-at", "-pk").first()
    return {CONCERNS: (latest, "Other serious concerns were changed")} if latest else {}
