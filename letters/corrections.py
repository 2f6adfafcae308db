"""How corrections of a published letter stand (G26).

Nothing here asks who is asking: pages go through `letters.correction_access` first.
"""

from inspections.models import Revisit
from inspections.workflow import State
from letters.composing.outcome_facts import CorrectionFacts, OutcomeFacts
from letters.correction_states import OPEN, Stage
from letters.models import Correction, Letter


def open_of(revisit: Revisit) -> Correction | None:
    """The correction that is under way; None where there is none. No query before the letter is published."""
    if revisit.historical or revisit.state != State.CLOSED:
        return None
    found = Correction.objects.filter(revisit=revisit, stage__in=OPEN)
    return found.select_related("version", "issued__publication", "begun_by").first()


def at(revisit: Revisit, *stages: Stage) -> Correction | None:
    """The correction that is under way, where it stands at one of these stages."""
    correction = open_of(revisit)
    return correction if correction and correction.stage in stages else None


def latest_published(revisit: Revisit) -> Correction | None:
    """The correction that the public has; None where the letter was never corrected."""
    found = Correction.objects.filter(revisit=revisit, stage=Stage.PUBLISHED).select_related("version")
    return found.order_by("-number").first()


def published_letter(revisit: Revisit) -> Letter | None:
    """The outcome letter that the public has; None before its publication."""
    found = Letter.objects.filter(
        revisit=revisit, kind=Letter.Kind.OUTCOME, publication__published_at__isnull=False
    )
    return found.select_related("publication").order_by("-version").first()


def printed(correction: Correction) -> CorrectionFacts:
    """What the letter prints of it."""
    return CorrectionFacts(on=correction.dated, note=correction.note)


def facts_before(revisit: Revisit) -> OutcomeFacts | None:
    """What the published letter was composed from: its decisions, concerns and addressees stay as they are."""
    letter = published_letter(revisit)
    return OutcomeFacts.from_dict(letter.facts) if letter else None
