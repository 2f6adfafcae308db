"""Whether the same bytes were given before."""

from django.db.models import QuerySet

from revisits.files.models import StoredFile


def duplicates(sha256: str, *, among: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    """Those of `among` (what the caller may know of) with these bytes, the newest first."""
    return among.filter(sha256=sha256).order_by("-added_at", "-pk")
