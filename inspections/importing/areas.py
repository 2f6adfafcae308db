"""Areas and their organisations, found or made for an import."""

from inspections.importing.schema import AreaIn
from inspections.models import LocalArea
from revisits.accounts.kinds import Kind
from revisits.accounts.models import Organisation


def area_for(given: AreaIn) -> LocalArea:
    """The area of that name, completed with what the file knows and the area does not."""
    area = LocalArea.objects.filter(name__iexact=given.name).first() or LocalArea(name=given.name)
    area.code = area.code or given.code
    area.region = area.region or given.region
    area.website = area.website or given.website or ""
    area.authority = area.authority or organisation(Kind.LOCAL_AUTHORITY, given.authority)
    if given.forum and area.forum is None:
        area.forum = Organisation.objects.create(
            kind=Kind.FORUM, name=given.forum.name, email=given.forum.email or ""
        )
    area.save()
    if not area.health_bodies.exists():
        area.health_bodies.set([organisation(Kind.HEALTH, name) for name in given.health_bodies])
    return area


def organisation(kind: Kind, name: str) -> Organisation:
    """The organisation of that kind and name; made where there is none."""
    found = Organisation.objects.filter(kind=kind, name__iexact=name).first()
    return found or Organisation.objects.create(kind=kind, name=name)
