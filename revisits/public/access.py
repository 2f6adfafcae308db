"""Which re-visits the public may know of. Every public page, list, file and the sitemap takes its rows from here."""

from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections import queries
from inspections.models import LocalArea, Outcome, Revisit
from letters.models import Letter
from revisits.accounts.models import Organisation
from revisits.statements import DAY, KEY, REFERENCE, Statement, write

# Outcome letters from their publication on: those under embargo, and those that were recalled, are not among them.
PUBLISHED = Q(kind=Letter.Kind.OUTCOME, publication__published_at__isnull=False)


def announced(today: date) -> QuerySet[Revisit]:
    """Re-visits whose area was notified (G8) and whose letter to parents was issued, and whose outcome is published.

    An outcome with a later date of publication is embargoed until then (G26).
    """
    letters = Letter.objects.filter(revisit=OuterRef("pk"), kind=Letter.Kind.PARENTS)
    outcomes = Outcome.objects.filter(revisit=OuterRef("pk"), published_on__lte=today)
    return Revisit.objects.filter((queries.TOLD & Exists(letters)) | Exists(outcomes))


def outcomes(today: date) -> QuerySet[Outcome]:
    """Published outcomes: of letters that were published here, and of the statistics."""
    return Outcome.objects.filter(published_on__lte=today)


def published_letters() -> QuerySet[Letter]:
    """Of each re-visit the newest outcome letter that is published."""
    newest = Letter.objects.filter(PUBLISHED).order_by("revisit_id", "-version").distinct("revisit_id")
    return Letter.objects.filter(pk__in=newest.values("pk"))


def is_announced(revisit: Revisit, today: date) -> bool:
    """Whether this one is: what `announced` says of it, for the pages of staff."""
    return bool(_announced().rows({KEY: revisit.pk, DAY: today}))


def announced_case(reference: str, today: date) -> Revisit | None:
    """The one with this reference that the public may know of, with its area and forum."""
    found = _by_reference().objects(Revisit, {REFERENCE: reference, DAY: today})
    if not found:
        return None
    case = found[0]
    (case.area,) = _area().objects(LocalArea, {KEY: case.area_id})
    if case.area.forum_id:
        (case.area.forum,) = _body().objects(Organisation, {KEY: case.area.forum_id})
    return case


@cache
def _by_reference() -> Statement:
    return write(announced(DAY).filter(reference=REFERENCE, historical=False).order_by())


@cache
def _area() -> Statement:
    return write(LocalArea.objects.filter(pk=KEY).order_by())


@cache
def _body() -> Statement:
    return write(Organisation.objects.filter(pk=KEY).order_by())


@cache
def _announced() -> Statement:
    return write(announced(DAY).filter(pk=KEY).order_by(), "pk")
