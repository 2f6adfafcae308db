"""May evidence be given, withdrawn or declared none now? Every refusal carries the sentence that the person reads."""

from collections.abc import Iterable

from inspections import access, information, policies
from inspections.models import EvidenceDocument, InformationItem, Revisit, Weakness
from inspections.plan_policies import check_dates
from inspections.policies import Refused
from inspections.workflow import ENDED
from revisits.accounts.models import Organisation, User
from revisits.accounts.permissions import Permission

LONGEST_TITLE = 200


def check_gives(revisit: Revisit, body: Organisation, by: User) -> None:
    """Each gives for the body through which they hold it (G12), while the case is open; late is not too late.

    What a body gave that another succeeded is the successor's to look after.
    """
    policies.check_open_case(revisit)
    theirs = access.bodies_for(by, Permission.ADD_EVIDENCE, revisit)
    if not theirs.filter(pk__in=[pk for pk in (body.pk, body.succeeded_by_id) if pk]).exists():
        raise Refused(f"You give no evidence for {body}: its own people do.")


def check_about(revisit: Revisit, weaknesses: Iterable[Weakness]) -> None:
    """Evidence is about weaknesses of this statement of action (G3)."""
    if any(weakness.wsoa_id != revisit.wsoa_id for weakness in weaknesses):
        raise Refused("Choose among the weaknesses of this area's statement of action.")


def check_answers(revisit: Revisit, item: InformationItem, body: Organisation) -> None:
    """What answers an item is of the case and the side that were asked, while it is open."""
    if item.revisit_id != revisit.pk or item.side != side_of(body):
        raise Refused("This was not asked of you.")
    if item.closed_at:
        raise Refused("The inspectors have closed this request: give it without naming the request.")


def check_stands(document: EvidenceDocument) -> None:
    """What is withdrawn gets no new version, and is not withdrawn twice."""
    if document.withdrawn_at:
        raise Refused(f"{document.withdrawn_by} has withdrawn this already. To give it again, give it anew.")


def check_none(item: InformationItem) -> None:
    """Only what must be answered is declared none, once, and not beside what was given for it (G15)."""
    check_open(item)
    if not item.may_be_none:
        raise Refused("This need not be answered: where you have nothing, give nothing.")
    if item.none_at:
        raise Refused(f"{item.none_by} has declared this already.")
    if information.is_answered(item):
        raise Refused("Something was given for this. If there is none after all, withdraw it first.")


def check_open(item: InformationItem) -> None:
    """An item is answered while its case is open, and nobody closed it."""
    check_dates(item.revisit)
    if item.revisit.state in ENDED:
        raise Refused("This re-visit is closed: nothing is asked for any more.")
    if item.closed_at:
        raise Refused("The inspectors have closed this request.")


def side_of(body: Organisation) -> InformationItem.Side:
    """Authority and health bodies are one side, the forum is the other."""
    side = InformationItem.Side
    return side.FORUM if body.kind == Organisation.Kind.FORUM else side.AREA
