"""The opening of an outcome letter: to whom, when, why there was a statement and who answers for it."""

from collections.abc import Callable

from letters.composing import phrases, wording
from letters.composing.outcome_facts import AddresseeFacts, OutcomeFacts
from letters.composing.outcome_phrases import ICBS_SINCE, areas, day, majesty, span
from letters.composing.outcome_wording import OutcomeWording
from letters.composing.phrases import fill
from letters.composing.text import Block, Line, Passage, Run

# What the letter cannot go out without: what it is called, and whether it is there.
NEEDED: dict[str, Callable[[OutcomeFacts], object]] = {
    "date of the letter": lambda facts: facts.dated,
    "name of the local area": lambda facts: facts.area.strip(),
    "name of the local authority": lambda facts: facts.authority.strip(),
    "director of children's services": lambda facts: [to for to in facts.addressees if not to.health],
    "chief executive of a health body": lambda facts: [to for to in facts.addressees if to.health],
    "last on-site day": lambda facts: facts.last_day,
    "first day of the initial inspection": lambda facts: facts.initial_first_day,
    "health bodies responsible for the statement": lambda facts: facts.health_bodies,
    "weaknesses": lambda facts: facts.weaknesses,
    "signature of Ofsted": lambda facts: facts.ofsted and facts.ofsted.name.strip(),
    "signature of CQC": lambda facts: facts.cqc and facts.cqc.name.strip(),
}


def blank_facts(facts: OutcomeFacts) -> list[str]:
    """What is not known yet, in the words of NEEDED."""
    return [label for label, value in NEEDED.items() if not value(facts)]


def gap(label: str) -> Run:
    """Where a fact is not known yet, the draft says so in its place: "[date of the letter to follow]"."""
    return Run(f"[{label} to follow]", gap=True)


def corrections(facts: OutcomeFacts, words: OutcomeWording) -> tuple[Block, ...]:
    """What was corrected since it was first published, a note each, for whoever opens the letter."""
    return tuple(
        Passage(
            "paragraph",
            f"correction-{place}",
            ((Run(f"{words.corrected.format(on=day(each.on))} ", strong=True), Run(each.note)),),
        )
        for place, each in enumerate(facts.corrections, start=1)
    )


def heading(facts: OutcomeFacts, words: OutcomeWording) -> tuple[Block, ...]:
    """Letterhead, date, addressees, salutation and title."""
    title = fill(words.title, area=_or_gap(facts.area, "name of the local area"))
    dated = Run(day(facts.dated)) if facts.dated else gap("date of the letter")
    return (
        Passage("letterhead", "letterhead", _letterhead()),
        Passage("date", "date", ((dated,),)),
        *_addressees(facts),
        Passage("paragraph", "salutation", (_salutation(facts, words),)),
        Passage("heading", "heading", (title,)),
    )


def introduction(facts: OutcomeFacts, words: OutcomeWording) -> tuple[Block, ...]:
    """Days and purpose (G2), what led to the statement and who is jointly responsible, and by what right (G4)."""
    several = len(facts.weaknesses) != 1
    each = f"each of the {areas(2, words.kind)}" if several else f"the {areas(1, words.kind)}"
    purpose = fill(
        words.purpose,
        days=days(facts),
        area=_or_gap(facts.area, "name of the local area"),
        weaknesses=each,
    )
    crown = majesty(facts.around)
    statement = fill(
        words.statement,
        initial_days=_initial_days(facts),
        majesty=crown,
        weaknesses=areas(2, words.kind) if several else f"an {areas(1, words.kind)}",
        bodies=_responsible(facts),
    )
    fit_on = facts.fit_for_purpose_on
    sentences = [statement, fill(words.fit, fit_on=day(fit_on)) if fit_on else fill(words.fit_some_day)]
    if _taken_over(facts):
        sentences.append(fill(words.successors))
    return (
        Passage("paragraph", "introduction-purpose", (purpose,)),
        Passage("paragraph", "introduction-statement", (phrases.joined(sentences),)),
        Passage("paragraph", "introduction-team", (fill(words.team, majesty=crown),)),
    )


def days(facts: OutcomeFacts) -> Run:
    """The on-site days, with "From" left to the wording: "17 to 19 May 2022"."""
    if facts.last_day is None:
        return Run(f"{day(facts.first_day)} to [last on-site day to follow]", gap=True)
    return Run(span(facts.first_day, facts.last_day))


def _letterhead() -> tuple[Line, ...]:
    return (
        *((Run(line),) for line in wording.LETTERHEAD),
        (Run(wording.LETTERHEAD_TEXTPHONE),),
        (phrases.web_link(wording.LETTERHEAD_WEBSITE),),
        (phrases.email_link(wording.LASEND_EMAIL),),
    )


def _addressees(facts: OutcomeFacts) -> list[Passage]:
    """One block each, the authority's first; a gap for a side that nobody stands for.

    Whoever holds a post at several bodies has one block, with each of them: one chief executive may serve five CCGs.
    """
    found: list[Passage] = []
    labels = {False: "director of children's services", True: "chief executive of a health body"}
    for health, label in labels.items():
        side = [to for to in facts.addressees if to.health == health]
        lines = [_addressee(same) for same in _together(side)] or [((gap(label),),)]
        found += [
            Passage("addressee", f"addressee-{len(found) + place}", each)
            for place, each in enumerate(lines, start=1)
        ]
    return found


def _together(side: list[AddresseeFacts]) -> list[list[AddresseeFacts]]:
    """By person and post; nobody is put together with others whose name is not known."""
    found: dict[tuple[str, ...], list[AddresseeFacts]] = {}
    for to in side:
        found.setdefault((to.name, to.post) if to.name.strip() else (to.post, to.body, ""), []).append(to)
    return list(found.values())


def _addressee(same: list[AddresseeFacts]) -> tuple[Line, ...]:
    first = same[0]
    lines = (first.name, first.post, *(to.body for to in same))
    return tuple(fill("{line}", line=line) for line in lines if line.strip())


def _salutation(facts: OutcomeFacts, words: OutcomeWording) -> Line:
    """By name where each is known, else by post; once who holds several posts."""
    names = list(dict.fromkeys(to.name.strip() for to in facts.addressees))
    if not all(names):
        names = list(dict.fromkeys(to.post for to in facts.addressees))
    return fill(words.salutation, names=phrases.series(names) if names else "colleagues")


def _responsible(facts: OutcomeFacts) -> Line:
    """ "Essex County Council, NHS Mid Essex CCG and NHS West Essex CCG", with a gap for what is not known."""
    authority = _or_gap(facts.authority, "name of the local authority")
    if not facts.health_bodies:
        return (authority, Run(" and "), gap("health bodies responsible for the statement"))
    if authority.gap:
        return (authority, Run(" and "), Run(phrases.series(facts.health_bodies)))
    return (Run(phrases.series([authority.text, *facts.health_bodies])),)


def _taken_over(facts: OutcomeFacts) -> bool:
    """Whether clinical commissioning groups answered for the statement, and boards have their duties now."""
    fit = facts.fit_for_purpose_on
    return fit is not None and fit < ICBS_SINCE <= facts.around


def _initial_days(facts: OutcomeFacts) -> Line:
    """ "from 25 to 29 September 2017"; the first day alone where the last is not known."""
    first, last = facts.initial_first_day, facts.initial_last_day
    if first is None:
        return (Run("from "), gap("first day of the initial inspection"))
    return (Run(f"from {span(first, last)}" if last else f"from {day(first)}"),)


def _or_gap(value: str, label: str) -> Run:
    return Run(value.strip()) if value.strip() else gap(label)
