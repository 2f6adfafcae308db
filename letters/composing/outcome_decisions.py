"""What follows from the decisions alone: the overall line, each decision sentence, the next steps (G23, G28, G29).

Nothing that somebody wrote comes in here, so no sentence of it can contradict the judgements.
"""

from dataclasses import replace

from letters.composing.outcome_facts import OutcomeFacts, WeaknessFacts
from letters.composing.outcome_phrases import named_numbers, others, share, share_not
from letters.composing.outcome_wording import OutcomeWording
from letters.composing.phrases import fill, joined
from letters.composing.text import Line, Run


def overall(facts: OutcomeFacts, words: OutcomeWording) -> Line:
    """Whether progress is sufficient on all, on some (how many of how many) or on none of the weaknesses."""
    if not facts.decided:
        return (undecided(facts),)
    made, of = facts.sufficient, len(facts.weaknesses)
    if made == 0:
        return strong(fill(words.not_made, share=share_not(of, of, words.kind)))
    line = fill(words.made, share=share(made, of, words.kind))
    if made < of:
        line = joined([line, fill(words.rest, rest=others(of - made, of))])
    return strong(line)


def decision(weakness: WeaknessFacts, words: OutcomeWording) -> Line:
    """The one sentence that decides on a weakness."""
    if weakness.sufficient is None:
        return (Run(f"[decision on weakness {weakness.number} to follow]", strong=True, gap=True),)
    wording = words.decision_made if weakness.sufficient else words.decision_not_made
    return strong(fill(wording, kind=words.kind))


def next_steps(facts: OutcomeFacts, words: OutcomeWording) -> Line:
    """All sufficient: monitoring visits cease (G28). Any not: DfE and NHS England decide, no further revisit (G29)."""
    if not facts.decided:
        return (undecided(facts),)
    dfe = words.dfe_again if facts.concerns else words.dfe_first
    made, of = facts.sufficient, len(facts.weaknesses)
    if made == of:
        return fill(words.monitoring_ceases, share=share(made, of, words.kind), dfe=dfe)
    return fill(words.others_decide, share=share_not(of - made, of, words.kind), dfe=dfe)


def strong(line: Line) -> Line:
    """The line, in bold."""
    return tuple(replace(run, strong=True) for run in line)


def undecided(facts: OutcomeFacts) -> Run:
    """The gap that stands where decisions are to come."""
    if not facts.weaknesses:
        return Run("[weaknesses to follow]", gap=True)
    each = named_numbers(facts.undecided)
    return Run(f"[decision{'s' if len(facts.undecided) > 1 else ''} on {each} to follow]", gap=True)
