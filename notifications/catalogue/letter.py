"""The outcome letter: quality, the final letter, its publication, and what follows."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, final, outcomes, quality, steps

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "judgement_changed",
        "Judgements were changed after the meeting (GT)",
        recipients=outcomes.quality,
        facts=outcomes.judgement_changed,
        kinds=frozenset({Kind.JUDGEMENT_CHANGED}),
        readers="Both agencies' quality assurance.",
    ),
    Message(
        "letter_submitted",
        "The outcome letter waits for quality assurance (G7, G24)",
        recipients=outcomes.quality,
        facts=quality.submitted,
        kinds=frozenset({Kind.LETTER_SUBMITTED}),
        readers="Both agencies' quality assurance.",
    ),
    Message(
        "letter_returned",
        "Quality assurance returned the outcome letter (G24)",
        recipients=quality.team,
        facts=quality.returned,
        kinds=frozenset({Kind.LETTER_RETURNED}),
        readers="The inspectors of the case.",
    ),
    Message(
        "letter_assured",
        "Both agencies approve the outcome letter (G24)",
        recipients=quality.lead,
        facts=quality.assured,
        kinds=frozenset({Kind.LETTER_ASSURED}),
        readers="The lead HMI.",
    ),
    Message(
        "final_sent",
        "The final letter is in the area's portal, under embargo (G26)",
        recipients=final.readers,
        facts=final.under_embargo,
        kinds=frozenset({Kind.FINAL_SENT}),
        urgency=Urgency.FORMAL,
        readers="The directors and chief executives in office, and the readers whom they named.",
    ),
    Message(
        "final_recalled",
        "The final letter was recalled before its publication",
        recipients=final.readers,
        facts=final.recalled,
        kinds=frozenset({Kind.FINAL_RECALLED}),
        urgency=Urgency.FORMAL,
        readers="The directors and chief executives in office, and the readers whom they named.",
    ),
    Message(
        "publication_set",
        "The outcome letter is published at another moment (G26)",
        recipients=final.readers,
        facts=final.under_embargo,
        kinds=frozenset({Kind.PUBLICATION_SET}),
        urgency=Urgency.FORMAL,
        readers="The directors and chief executives in office, and the readers whom they named.",
    ),
    Message(
        "publication_held",
        "The outcome letter was due to be published, and was not",
        recipients=final.senders,
        facts=final.held_up,
        kinds=frozenset({Kind.PUBLICATION_HELD}),
        urgency=Urgency.FORMAL,
        readers="The lead HMI, and inspection support.",
    ),
    Message(
        "outcome_published",
        "The outcome letter is published (G26)",
        recipients=audience.area,
        facts=final.published,
        kinds=frozenset({Kind.PUBLISHED}),
        urgency=Urgency.FORMAL,
        readers="The DCS, the nominated officers, health leaders and the forum.",
    ),
    Message(
        "letter_corrected",
        "A corrected outcome letter is published, and what was corrected (G26)",
        recipients=audience.told_of_outcome,
        facts=final.corrected,
        kinds=frozenset({Kind.CORRECTED}),
        urgency=Urgency.FORMAL,
        readers="The area today, and whoever was told of the letter before.",
    ),
    Message(
        "outcome_told",
        "The outcome, and what it means for monitoring (G28, G29)",
        recipients=outcomes.advisers,
        facts=outcomes.outcome,
        kinds=frozenset({Kind.OUTCOME_FOLLOWED}),
        urgency=Urgency.FORMAL,
        readers="The DfE and NHS England advisers of the area.",
    ),
    Message(
        "letter_withdrawn",
        "The outcome letter was withdrawn from quality assurance (G24)",
        recipients=outcomes.quality,
        facts=steps.withdrawn,
        kinds=frozenset({Kind.STATE_CHANGED, Kind.CORRECTION}),
        readers="Both agencies' quality assurance.",
    ),
    Message(
        "letter_signed",
        "The final letter was signed (G27)",
        recipients=steps.signers_and_senders,
        facts=steps.signed,
        kinds=frozenset({Kind.LETTER_SIGNED}),
        readers="Whose signature is missing: the lead HMI or the CQC inspector. With both, those who send it: the lead "
        "HMI and inspection support.",
    ),
)
