"""What judgements, concerns and next steps hold on people: who wrote, agreed and recorded them."""

from inspections.models import (
    ConcernCitation,
    ConcernVersion,
    Judgement,
    JudgementAgreement,
    JudgementCitation,
    JudgementVersion,
    NextStep,
    SeriousConcern,
)
from revisits.accounts.personal_data import holds, holds_none

holds(
    JudgementVersion,
    what="Judgements that you proposed or changed",
    kept="judgements",
    rows=lambda person: JudgementVersion.objects.filter(by=person),
    columns={
        "Case": "judgement__revisit__reference",
        "Weakness": "judgement__weakness__number",
        "Version": "number",
        "When": "at",
    },
)
holds(
    JudgementAgreement,
    what="Judgements that you agreed",
    kept="judgements",
    rows=lambda person: JudgementAgreement.objects.filter(by=person),
    columns={
        "Case": "version__judgement__revisit__reference",
        "Weakness": "version__judgement__weakness__number",
        "Version": "version__number",
        "When": "at",
    },
)
holds(
    ConcernVersion,
    what="Other serious concerns that you wrote, changed or withdrew",
    kept="judgements",
    rows=lambda person: ConcernVersion.objects.filter(by=person),
    columns={"Case": "concern__revisit__reference", "Version": "number", "When": "at"},
)
holds(
    NextStep,
    what="Decisions of others after a re-visit that you recorded",
    kept="case_file",
    rows=lambda person: NextStep.objects.filter(recorded_by=person),
    columns={"Case": "revisit__reference", "Kind": "kind", "When": "recorded_at"},
)
holds_none(
    "That something is judged or a concern, and what it rests on.",
    Judgement,
    JudgementCitation,
    SeriousConcern,
    ConcernCitation,
)
