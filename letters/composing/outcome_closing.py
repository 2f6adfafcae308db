"""The end of an outcome letter: who signs for each agency, and who is sent a copy."""

from letters.composing.outcome_facts import OutcomeFacts, SignatoryFacts
from letters.composing.outcome_opening import gap
from letters.composing.outcome_phrases import of_the_day
from letters.composing.outcome_wording import OutcomeWording
from letters.composing.phrases import fill
from letters.composing.text import Block, BulletedList, Line, Passage, Run


def signatures(facts: OutcomeFacts, words: OutcomeWording) -> tuple[Block, ...]:
    """Both agencies sign, Ofsted's lead first."""
    return (
        Passage("paragraph", "farewell", (fill(words.farewell),)),
        Passage("signature", "signature-ofsted", _signed("Ofsted", "Ofsted", facts.ofsted, facts)),
        Passage("signature", "signature-cqc", _signed("CQC", "Care Quality Commission", facts.cqc, facts)),
    )


def copies(facts: OutcomeFacts, words: OutcomeWording) -> tuple[Block, ...]:
    """Who is sent a copy: the Department for Education and NHS England, and whoever else is named."""
    items = tuple(
        Passage("item", f"copies-{place}", (fill("{name}", name=name),))
        for place, name in enumerate(facts.copies, start=1)
    )
    if not items:
        return ()
    return (Passage("paragraph", "copies", (fill(words.copies),)), BulletedList("copies-list", items))


def _signed(
    agency: str, full: str, signatory: SignatoryFacts | None, facts: OutcomeFacts
) -> tuple[Line, ...]:
    if signatory is None or not signatory.name.strip():
        return ((gap(f"signature of {agency}"),), (Run(full),))
    title = of_the_day(signatory.title, facts.around)
    return (
        fill("{name}", name=signatory.name.strip()),
        *((fill("{title}", title=title),) if title.strip() else ()),
        (Run(full),),
    )
