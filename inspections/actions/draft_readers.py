"""Who outside the team may read the draft (G24): the lead HMI opens it to directors, and these name others.

People are locked before the case, as the giving and ending of roles does.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from inspections import draft_list, policies
from inspections.actions.record import record
from inspections.models import CaseEvent, DraftReader, Revisit
from inspections.policies import Refused
from revisits.accounts.actions.invitations import invite
from revisits.accounts.actions.memberships import appoint, end_membership
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.accounts.roles import Role

Kind = CaseEvent.Kind


@transaction.atomic
def open_draft(
    *, revisit: Revisit, people: Iterable[User], by: User, at: datetime, note: str = ""
) -> list[DraftReader]:
    """Open the drafts to directors and chief executives of the area; who may read them already stays.

    `note` is a paragraph of the lead HMI's own, which they are told with it.

    Raises Refused before the draft was sent, for anybody who is no director of the area, and where nobody is new.
    """
    people = list(people)
    revisit = locked(revisit, *people)
    policies.check_open_draft(revisit)
    directors = {each.user_id: each for each in draft_list.directors(revisit, on=at.date())}
    for person in people:
        if person.pk not in directors or person == by:
            raise Refused(f"{person} is no director or chief executive of this area whom you can open it to.")
    new = [person for person in people if not draft_list.on_list(revisit, person.pk)]
    if not new:
        raise Refused("Choose somebody who cannot read the draft yet.")
    added = [_put(revisit, person, directors[person.pk].organisation, by, at) for person in new]
    said = ", ".join(f"{row.user} ({row.organisation})" for row in added)
    data = {"readers": [person.pk for person in new], "note": note}
    record(revisit, Kind.DRAFT_OPENED, by=by, at=at, text=f"The draft was opened to {said}.", data=data)
    return added


@transaction.atomic
def name_reader(*, revisit: Revisit, person: User, body: Organisation, by: User, at: datetime) -> DraftReader:
    """Name somebody of a director's own body as a representative: their role for this case, and the list.

    Raises Refused where `by` may not name for the body, where the person is not of it, or is named already.
    """
    revisit = locked(revisit, person, by)
    policies.check_name_reader(revisit, body, by)
    if draft_list.on_list(revisit, person.pk):
        raise Refused(f"{person} may read the draft already.")
    if not draft_list.nameable(revisit, [body], on=at.date()).filter(user=person).exists():
        raise Refused(f"{person} holds no role at {body}: invite them by e-mail.")
    if not _as_representative(revisit, person, at).filter(organisation=body).exists():
        appoint(user=person, role=Role.REPRESENTATIVE, organisation=body, revisit=revisit, by=by, at=at)
    return put_on_list(revisit=revisit, person=person, body=body, by=by, at=at)


@transaction.atomic
def invite_reader(
    *, revisit: Revisit, body: Organisation, name: str, email: str, by: User, at: datetime
) -> Invitation:
    """Invite somebody new as a representative; they are put on the list when they accept, if `by` still may.

    Raises Refused as `name_reader` and `invite` do.
    """
    policies.check_name_reader(revisit, body, by)
    return invite(
        email=email, name=name, role=Role.REPRESENTATIVE, organisation=body, revisit=revisit, by=by, at=at
    )


@transaction.atomic
def put_on_list(*, revisit: Revisit, person: User, body: Organisation, by: User, at: datetime) -> DraftReader:
    """Put a representative on the list, once; raises Refused where `by` may not name for the body."""
    revisit = locked(revisit, person)
    policies.check_name_reader(revisit, body, by)
    there = draft_list.readers(revisit).filter(user=person).first()
    if there:
        return there
    row = _put(revisit, person, body, by, at)
    said = f"{person} may read the draft for {body}."
    record(revisit, Kind.READER_NAMED, by=by, at=at, text=said, data={"readers": [person.pk]})
    return row


@transaction.atomic
def remove_reader(*, reader: DraftReader, by: User, at: datetime) -> None:
    """Take somebody off the list: their next request finds nothing. A representative's role for the case ends too.

    With the last director of a body go those who read for it: the draft is for directors and *their*
    representatives (G24). Raises Refused where they are off it already.
    """
    people = reader.revisit.draft_readers.filter(removed_at=None).values("user")
    revisit = locked(reader.revisit, *User.objects.filter(pk__in=people), by)
    current = draft_list.readers(revisit).filter(pk=reader.pk).first()
    if current is None:
        raise Refused(f"{reader.user} cannot read the draft any more already.")
    _take_off(current, by, at)
    for other in draft_list.readers(revisit):
        if not draft_list.directors_left(revisit, other.organisation, on=at.date()):
            _take_off(other, by, at)


@transaction.atomic
def close_draft(*, revisit: Revisit, by: User, at: datetime) -> int:
    """Take everybody off the list; returns how many. Raises Refused where nobody is on it."""
    people = revisit.draft_readers.filter(removed_at=None).values("user")
    revisit = locked(revisit, *User.objects.filter(pk__in=people), by)
    rows = list(draft_list.readers(revisit))
    if not rows:
        raise Refused("The draft is open to nobody outside the team.")
    for row in rows:
        _take_off(row, by, at)
    return len(rows)


def locked(revisit: Revisit, *people: User) -> Revisit:
    """The people, then the case as it stands, locked in this order."""
    pks = [person.pk for person in people]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))
    cases = Revisit.objects.select_related("area")
    return cases.select_for_update(of=("self",), no_key=True).get(pk=revisit.pk)


def _put(revisit: Revisit, person: User, body: Organisation, by: User, at: datetime) -> DraftReader:
    return DraftReader.objects.create(
        revisit=revisit, user=person, organisation=body, named_by=by, named_at=at
    )


def _take_off(row: DraftReader, by: User, at: datetime) -> None:
    row.removed_by, row.removed_at = by, at
    row.save(update_fields=["removed_by", "removed_at"])
    said = f"{row.user} may no longer read the draft for {row.organisation}."
    record(row.revisit, Kind.READER_REMOVED, by=by, at=at, text=said, data={"readers": [row.user_id]})
    for membership in _as_representative(row.revisit, row.user, at):
        # The program's doing: a lead HMI may close a draft, and holds no right over the roles of other bodies.
        reason = f"{by} took them off the list of the draft's readers."
        end_membership(membership=membership, by=None, at=at, reason=reason)


def _as_representative(revisit: Revisit, person: User, at: datetime) -> QuerySet[Membership]:
    """Their roles of a representative for this case."""
    return person.memberships.on(at.date()).filter(role=Role.REPRESENTATIVE, revisit=revisit)
