"""How the judgements of a case stand (G3, G13, G15, G23): what is decided, agreed and confirmed, and what is open.

Nothing here asks who is asking: pages go through `inspections.judgement_access` first.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch

from inspections import since_cited
from inspections.judgement_policies import outstanding
from inspections.models import (
    ConcernCitation,
    ConcernVersion,
    EvidenceView,
    JudgementAgreement,
    JudgementCitation,
    JudgementVersion,
    Revisit,
    Weakness,
)

Agency = JudgementAgreement.Agency
MEETING = "judgement_meeting"


@dataclass(frozen=True)
class Judged:
    """One weakness: what its newest version says, None where nobody proposed anything.

    `agreed` is by agency ("ofsted", "cqc"), of the newest version alone. `confirmed`: agreed by both, the judgement
    meeting is on record, and nothing is open that must be there before judgement (G13, G15).
    """

    weakness: Weakness
    sufficient: bool | None = None
    summary: str = ""
    version: JudgementVersion | None = None
    agreed: Mapping[str, JudgementAgreement] = field(default_factory=dict)
    confirmed: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The agencies that have not agreed, as they are called."""
        return tuple(str(agency.label) for agency in Agency if agency not in self.agreed)


@dataclass(frozen=True)
class Concern:
    """Another serious concern as it stands: its title and what was found, for the letter (G23)."""

    title: str
    text: str
    version: ConcernVersion


def of_case(revisit: Revisit) -> tuple[Judged, ...]:
    """Every weakness of the statement, by number. As many queries for one as for fourteen."""
    newest = newest_versions(revisit)
    held = meeting_recorded(revisit) and bool(newest) and not outstanding(revisit)
    return tuple(
        _judged(weakness, newest.get(weakness.pk), held) for weakness in revisit.wsoa.weaknesses.all()
    )


def newest_versions(revisit: Revisit) -> dict[int, JudgementVersion]:
    """What holds of each judged weakness (by its key), with its agreements and citations."""
    found = JudgementVersion.objects.filter(judgement__revisit=revisit).select_related("by", "judgement")
    agreements = Prefetch("agreements", JudgementAgreement.objects.select_related("by"))
    found = found.order_by("judgement_id", "-number").distinct("judgement_id")
    return {
        version.judgement.weakness_id: version for version in found.prefetch_related(agreements, "citations")
    }


def meeting_recorded(revisit: Revisit) -> bool:
    """Whether the judgement meeting is on record: until then every judgement is provisional (GT)."""
    return revisit.timeline.filter(code=MEETING, done_on__isnull=False).exists()


def unsettled(revisit: Revisit) -> tuple[str, ...]:
    """What keeps the letter back, each in a sentence: what G13 and G15 ask for, then weakness by weakness."""
    judged = of_case(revisit)
    held = meeting_recorded(revisit)
    open_items = tuple(outstanding(revisit))
    nobody = (
        () if judged else ("The statement of action has no weaknesses on file: there is nothing to judge.",)
    )
    return (
        *open_items,
        *nobody,
        *(sentence for each in judged if (sentence := _unsettled(each, meeting=held))),
    )


def concerns(revisit: Revisit) -> tuple[Concern, ...]:
    """The other serious concerns that stand, in the order in which they were first written (G3, G23)."""
    return tuple(
        Concern(version.title, version.text, version)
        for version in newest_concerns(revisit)
        if not version.withdrawn
    )


def newest_concerns(revisit: Revisit) -> list[ConcernVersion]:
    """What was written last of each concern, the withdrawn ones too."""
    found = ConcernVersion.objects.filter(concern__revisit=revisit).select_related("by", "concern")
    return list(found.order_by("concern_id", "-number").distinct("concern_id").prefetch_related("citations"))


def seen(revisit: Revisit) -> dict[int, dict[str, int]]:
    """By weakness (its key): how many views of inspectors say impact, none, or unclear, of evidence that stands."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(EvidenceView.Shows.values, 0))
    views = EvidenceView.objects.filter(document__revisit=revisit, document__withdrawn_at=None)
    for weakness, shows in views.values_list("weakness", "shows"):
        found[weakness][shows] += 1
    return dict(found)


def cited_with(version: JudgementVersion | ConcernVersion) -> list[JudgementCitation | ConcernCitation]:
    """The citations of a version with what they lead to."""
    related = ("cited__document__given_by", "cited__file", "noted__note__written_by")
    found: list[JudgementCitation | ConcernCitation] = list(version.citations.select_related(*related))
    changed = since_cited.of_notes([each.noted.note_id for each in found if each.noted])
    for each in found:
        each.since = changed.get(each.noted.note_id, "") if each.noted else ""
    return found


def _judged(weakness: Weakness, version: JudgementVersion | None, held: bool) -> Judged:
    if version is None:
        return Judged(weakness)
    agreed = {agreement.agency: agreement for agreement in version.agreements.all()}
    confirmed = held and all(agency in agreed for agency in Agency.values)
    return Judged(weakness, version.sufficient, version.summary, version, agreed, confirmed)


def _unsettled(judged: Judged, *, meeting: bool) -> str:
    """What is missing of one weakness, in a sentence; empty where nothing is."""
    name = f"Weakness {judged.weakness.number}"
    if judged.version is None:
        return f"{name} is not judged yet."
    if judged.missing:
        return f"{name} is not agreed by {' and '.join(judged.missing)} yet."
    return "" if meeting else f"{name} is provisional until the judgement meeting is recorded."
