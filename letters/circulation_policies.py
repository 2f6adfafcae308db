"""May this entry of the circulation log be made, or somebody be chased, now? Every refusal is the sentence read."""

from datetime import datetime

from inspections.models import Revisit
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED, State
from letters import circulating
from letters.circulating import Side
from letters.models import Circulation, Letter


def letter_sent(revisit: Revisit, sent_at: datetime, now: datetime) -> Letter:
    """The version that stood when it was sent. Refused for the time to come, and for before the first issue."""
    if sent_at > now:
        raise Refused("This is in the future: log it once it was sent.")
    first = None
    for letter in revisit.letters.filter(kind=Letter.Kind.PARENTS).order_by("-version"):
        # People write down minutes.
        if letter.issued_at.replace(second=0, microsecond=0) <= sent_at:
            return letter
        first = letter
    if first is None:
        raise Refused("The letter to parents has not been issued yet: there is nothing to circulate.")
    issued = first.issued_at.astimezone(LONDON)
    raise Refused(f"The letter was issued on {issued:%-d %B %Y at %H:%M}: it was not sent before that.")


def check_corrects(entry: Circulation) -> None:
    """What was corrected once is corrected by correcting the correction."""
    if Circulation.objects.filter(corrects=entry).exists():
        raise Refused("Somebody corrected this entry already: correct theirs.")


def check_chase(revisit: Revisit, code: str, now: datetime) -> Side:
    """The side to chase: it has the letter, has not logged it, and was not chased today already."""
    if revisit.state == State.PLANNED:
        raise Refused("Notify the area first: it does not know of the re-visit yet.")
    check_goes_on(revisit)
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: nobody is chased any more.")
    side = next((side for side in circulating.sides(revisit, now) if side.code == code), None)
    if side is None:
        raise Refused("There is nothing to chase: no letter was issued, or the area has no such body.")
    if side.sent:
        raise Refused(f"{side.body} has circulated it meanwhile.")
    if side.chased and (chased := side.chased.at.astimezone(LONDON)).date() == now.date():
        raise Refused(f"{side.chased.by} chased them today, at {chased:%H:%M}.")
    return side
