"""Judgements and concerns as rows, at whatever stage the case is: for `tests.addresses` and `tests.markers`."""

from typing import Any

from inspections.models import ConcernVersion, Judgement, JudgementVersion, SeriousConcern
from tests.cast import NOW, Cast


def judged_row(cast: Cast, number: int, **values: Any) -> JudgementVersion:
    """The next version of the judgement on a weakness, by the lead."""
    weakness = cast.revisit.wsoa.weaknesses.get(number=number)
    judgement, _ = Judgement.objects.get_or_create(revisit=cast.revisit, weakness=weakness)
    said: dict[str, Any] = {"sufficient": True, "summary": "Families wait less.", "by": cast.owner, "at": NOW}
    after = judgement.versions.count()
    return JudgementVersion.objects.create(judgement=judgement, number=after + 1, **(said | values))


def concern_row(cast: Cast, **values: Any) -> ConcernVersion:
    said: dict[str, Any] = {"title": "Home education", "text": "Not known.", "by": cast.owner, "at": NOW}
    concern = SeriousConcern.objects.create(revisit=cast.revisit)
    return ConcernVersion.objects.create(concern=concern, **(said | values))


def judgements(cast: Cast) -> dict[str, dict[str, Any]]:
    """For `tests.routes`: a judgement with two versions, and a concern; nothing is published."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    judged_row(cast, 1)
    judged_row(cast, 1, summary="Families wait longer.")
    weakness = {**case, "number": 1}
    version = {**weakness, "version": 2}
    concern = {**case, "concern_id": concern_row(cast).concern_id}
    return {
        **dict.fromkeys(["judgements", "concern-add", "after", "next-step-add"], case),
        **dict.fromkeys(["judgement", "judgement-write"], weakness),
        **dict.fromkeys(["judgement-compare", "judgement-agree"], version),
        **dict.fromkeys(["concern", "concern-change", "concern-withdraw"], concern),
        "next-step-correct": {**case, "step_id": 10**9},
    }
