"""Judgements and a concern of the scene's case, as rows: its visit has not begun; and the pages of both, and after."""

from datetime import datetime

from django.urls import reverse

from inspections.models import (
    ConcernCitation,
    ConcernVersion,
    EvidenceVersion,
    Judgement,
    JudgementCitation,
    JudgementVersion,
    NoteVersion,
    Revisit,
    SeriousConcern,
)
from revisits.accounts.models import User
from tests.browser.visits import Visit

QUALITY, SUPPORT, AFTER = "Demo Senior HMI", "Demo inspection support", "lancashire-2020"


def judge(case: Revisit, lead: User, at: datetime) -> None:
    """Two versions on the first weakness, one on the second, and a concern, with long words and citations."""
    long = "A sentence of the demo, which is as long as sentences of inspectors are. " * 6
    document = EvidenceVersion.objects.filter(document__revisit=case).earliest("pk")
    noted = NoteVersion.objects.filter(note__revisit=case).latest("pk")
    first, second = case.wsoa.weaknesses.all()[:2]
    by = {"by": lead, "at": at}
    for weakness, numbers in ((first, (1, 2)), (second, (1,))):
        judgement = Judgement.objects.create(revisit=case, weakness=weakness)
        for number in numbers:
            version = JudgementVersion.objects.create(
                judgement=judgement, number=number, sufficient=number == 1, summary=f"{long}{number}.", **by
            )
            JudgementCitation.objects.create(version=version, cited=document, place="page 3")
            JudgementCitation.objects.create(version=version, noted=noted)
    concern = SeriousConcern.objects.create(revisit=case)
    for number, title in ((1, "Home education"), (2, "Children without a school place")):
        found = ConcernVersion.objects.create(concern=concern, number=number, title=title, text=long, **by)
        ConcernCitation.objects.create(version=found, cited=document)


def visits(case: Revisit) -> list[Visit]:
    reference, concern = case.reference, SeriousConcern.objects.get(revisit=case)
    step = Revisit.objects.get(reference=AFTER).next_steps.get()
    write = reverse("judgement-write", args=[reference, 3])
    record = reverse("next-step-add", args=[AFTER])
    concerns = ("concern", "concern-change", "concern-withdraw")
    withdraw = reverse("concern-withdraw", args=[reference, concern.pk])
    return [
        Visit("judgements", reverse("judgements", args=[reference])),
        Visit("judgements", reverse("judgements", args=[AFTER]), QUALITY),
        Visit("judgement", reverse("judgement", args=[reference, 1])),
        Visit("judgement", reverse("judgement", args=[reference, 3])),
        Visit("judgement", reverse("judgement", args=[AFTER, 1]), QUALITY),
        Visit("judgement-compare", reverse("judgement-compare", args=[reference, 1, 2])),
        Visit("judgement-write", reverse("judgement-write", args=[reference, 1])),
        Visit("judgement-write", write, press="Keep it"),
        Visit("concern-add", reverse("concern-add", args=[reference])),
        *(Visit(name, reverse(name, args=[reference, concern.pk])) for name in concerns),
        Visit("concern-withdraw", withdraw, press="Withdraw it"),
        Visit("after", reverse("after", args=[AFTER]), SUPPORT),
        Visit("next-step-add", record, SUPPORT),
        Visit("next-step-add", record, SUPPORT, press="Record it"),
        Visit("next-step-correct", reverse("next-step-correct", args=[AFTER, step.pk]), SUPPORT),
    ]
