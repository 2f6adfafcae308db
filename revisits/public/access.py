"""Which re-visits the public may know of. Every public page, list, file and the sitemap takes its rows from here."""

from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from inspections import queries
from inspections.models import Outcome, Revisit
from letters.models import Letter
from revisits.statements import DAY, KEY, Statement, write


def announced(today: date) -> QuerySet[Revisit]:
    """Re-visits whose area was notified (G8) and whose letter to parents was issued, and whose outcome is published.

    An outcome with a later date of publication is embargoed until then (G26).
    """
    letters = Letter.objects.filter(revisit=OuterRef("pk"), kind=Letter.Kind.PARENTS)
    outcomes = Outcome.objects.filter(revisit=OuterRef("pk"), published_on__lte=today)
    return Revisit.objects.filter((queries.TOLD & Exists(letters)) | Exists(outcomes))


def is_announced(revisit: Revisit, today: date) -> bool:
    """Whether this one is: what `announced` says of it, for the pages of staff."""
    return bool(_announced().rows({KEY: revisit.pk, DAY: today}))


@cache
def _announced() -> Statement:
    return write(announced(DAY).filter(pk=KEY).order_by(), "pk")
