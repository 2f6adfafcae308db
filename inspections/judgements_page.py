"""Judgements as pages show them: a row each weakness, what may be done now, and two versions side by side."""

from dataclasses import dataclass

from inspections import judgement_policies, judgements
from inspections.judgements import Judged
from inspections.models import (
    ConcernCitation,
    ConcernVersion,
    EvidenceView,
    JudgementCitation,
    JudgementVersion,
    Revisit,
    Weakness,
)
from inspections.policies import Refused
from inspections.questions_compare import Pair
from inspections.words_compare import compare

Shows = EvidenceView.Shows
# What inspectors saw, as it stands beside the judgement.
SEEN = (
    (Shows.IMPACT, "shows impact", "show impact"),
    (Shows.NONE, "does not", "do not"),
    (Shows.UNCLEAR, "is unclear", "are unclear"),
)


@dataclass(frozen=True)
class Row:
    """A weakness as the room lists it. `state` is one of the tags' names, `colour` its tag's."""

    judged: Judged
    cited: int
    seen: str

    @property
    def state(self) -> str:
        if self.judged.version is None:
            return "Not judged"
        if self.judged.missing:
            return "Proposed"
        return "Confirmed" if self.judged.confirmed else "Provisional"

    @property
    def colour(self) -> str:
        return {"Not judged": "grey", "Proposed": "yellow", "Provisional": "blue"}.get(self.state, "green")


def rows(case: Revisit) -> list[Row]:
    """Every weakness of a case, by number."""
    seen = judgements.seen(case)
    return [_row(judged, seen.get(judged.weakness.pk, {})) for judged in judgements.of_case(case)]


def row(case: Revisit, weakness: Weakness) -> Row:
    return next(each for each in rows(case) if each.judged.weakness.pk == weakness.pk)


def why_not(case: Revisit) -> str:
    """Why nothing is written now; empty where it may be."""
    try:
        judgement_policies.check_stage(case)
    except Refused as refusal:
        return str(refusal)
    return ""


def differences(before: JudgementVersion, after: JudgementVersion) -> list[Pair]:
    """Decision, summary and grounds, word by word."""
    return [
        Pair("Decision", *compare(before.decision, after.decision)),
        Pair("Summary", *compare(before.summary, after.summary)),
        Pair("What it rests on", *compare(grounds(before), grounds(after))),
    ]


def concern_differences(before: ConcernVersion, after: ConcernVersion) -> list[Pair]:
    return [
        Pair("Title", *compare(before.title, after.title)),
        Pair("What was found", *compare(before.text, after.text)),
        Pair("What it rests on", *compare(grounds(before), grounds(after))),
        Pair("Stands", *compare(_stands(before), _stands(after))),
    ]


def grounds(version: JudgementVersion | ConcernVersion) -> str:
    """What a version cites, a line each."""
    return "\n".join(cited_as(each) for each in judgements.cited_with(version)) or "Nothing"


def cited_as(citation: JudgementCitation | ConcernCitation) -> str:
    """One citation in a line: "Waiting times, version 2, page 3"."""
    if citation.noted:
        return f"Note: {citation.noted.title}, version {citation.noted.number}"
    assert citation.cited
    title = f"{citation.cited.document.title}, version {citation.cited.number}"
    return f"{title}, {citation.place}" if citation.place else title


def _row(judged: Judged, seen: dict[str, int]) -> Row:
    cited = len(judged.version.citations.all()) if judged.version else 0
    said = [
        f"{seen[shows]} {one if seen[shows] == 1 else many}" for shows, one, many in SEEN if seen.get(shows)
    ]
    return Row(judged, cited, ", ".join(said))


def _stands(version: ConcernVersion) -> str:
    return "Withdrawn" if version.withdrawn else "In the letter"
