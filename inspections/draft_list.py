"""Who may be put on the list of readers of a case's draft (G24), and who stands on it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from inspections import access
from inspections.models import DraftReader, Revisit
from revisits.accounts.models import Invitation, Membership, Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role

# Directors and chief executives, by what they may do.
DIRECTORS = [role for role, held in PERMISSIONS.items() if Permission.NAME_READERS in held]


def readers(revisit: Revisit) -> QuerySet[DraftReader]:
    """The list as it stands now."""
    return revisit.draft_readers.filter(removed_at=None).select_related("user", "organisation", "named_by")


def on_list(revisit: Revisit, person: int) -> bool:
    """Whether somebody, by their id, stands on the list now."""
    return revisit.draft_readers.filter(user=person, removed_at=None).exists()


def directors(revisit: Revisit, *, on: date) -> QuerySet[Membership]:
    """The directors and chief executives in force of the area's bodies and of bodies that succeeded these."""
    area = revisit.area_id
    return _of_case(revisit, on).filter(role__in=DIRECTORS, organisation__in=access.bodies_of(area))


def unopened(revisit: Revisit, *, on: date) -> list[Membership]:
    """Of the directors those who are not on the list; one membership a person."""
    listed = readers(revisit).values("user")
    waiting = directors(revisit, on=on).exclude(user__in=listed)
    return list({each.user_id: each for each in waiting}.values())


def nameable(revisit: Revisit, bodies: Iterable[Organisation], *, on: date) -> QuerySet[Membership]:
    """Whom a director of these bodies may name: their people who are no directors and not on the list."""
    listed = readers(revisit).values("user")
    people = _of_case(revisit, on).filter(organisation__in=[body.pk for body in bodies])
    return people.exclude(role__in=DIRECTORS).exclude(user__in=listed)


def representatives(revisit: Revisit, *, on: date) -> QuerySet[DraftReader]:
    """Those on the list who are no directors themselves."""
    return readers(revisit).exclude(user__in=directors(revisit, on=on).order_by().values("user"))


def invited(revisit: Revisit, bodies: Iterable[Organisation]) -> QuerySet[Invitation]:
    """Who was invited to read for these bodies, and has not accepted yet."""
    open_ = Invitation.objects.open().filter(role=Role.REPRESENTATIVE, revisit=revisit)
    return open_.filter(organisation__in=[body.pk for body in bodies]).select_related("organisation")


def directors_left(revisit: Revisit, body: Organisation, *, on: date) -> bool:
    """Whether a director in force of the body, or of the one that succeeded it, stands on the list."""
    acting = Q(organisation=body) | Q(organisation__predecessors=body)
    listed = readers(revisit).values("user")
    return directors(revisit, on=on).filter(acting, user__in=listed).exists()


def still_reads(reader: DraftReader, *, on: date) -> bool:
    """Whether the person holds a role at the body for which they read that lets them read the draft."""
    roles = [role for role, held in PERMISSIONS.items() if Permission.READ_DRAFT in held]
    theirs = _of_case(reader.revisit, on).filter(user=reader.user, organisation=reader.organisation)
    return theirs.filter(role__in=roles).exists()


def _of_case(revisit: Revisit, on: date) -> QuerySet[Membership]:
    """Memberships in force of active people that reach this case; by body and name."""
    area = revisit.area_id
    found = Membership.objects.on(on).covering(area=area, revisit=revisit.pk)
    return (
        found.filter(user__is_active=True)
        .select_related("user", "organisation")
        .order_by("organisation__name", "user__name", "pk")
    )
