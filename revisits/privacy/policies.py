"""May this happen now? Every refusal carries the sentence that the person reads."""

from inspections.policies import Refused
from revisits.privacy.models import Disposal, Hold

State = Disposal.State


def check_approve(disposal: Disposal, edition: int) -> None:
    """A list is approved once, and as it was read."""
    if disposal.state != State.PROPOSED:
        raise Refused(f"{disposal.approved_by} approved this on {disposal.approved_at:%-d %B %Y} already.")
    if disposal.edition != edition:
        raise Refused("The list changed while you were reading it. Look at it again before you approve it.")


def check_lift(hold: Hold) -> None:
    if hold.lifted_at:
        raise Refused(f"{hold.lifted_by} lifted this hold on {hold.lifted_at:%-d %B %Y} already.")


def check_place(*, about: int) -> None:
    if about != 1:
        raise Refused("A hold is on a case or on a person: name one of them.")
