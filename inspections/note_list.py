"""Notes of the evidence base as lists show them: each by its newest version."""

from django.db.models import Exists, OuterRef, QuerySet

from inspections.evidence_access import note_versions, notes
from inspections.models import NoteVersion, Revisit
from revisits.accounts.models import User


def newest_versions() -> QuerySet[NoteVersion]:
    """The version of each note that holds."""
    later = NoteVersion.objects.filter(note=OuterRef("note"), number__gt=OuterRef("number"))
    return NoteVersion.objects.filter(~Exists(later))


def rows(person: User, revisit: Revisit, wanted: dict[str, str]) -> QuerySet[NoteVersion]:
    """What holds of the notes of a case, the newest note first; `wanted` is by kind, weakness, tag and author."""
    found = newest_versions().filter(pk__in=note_versions(person).values("pk"), note__revisit=revisit)
    paths = {
        "kind": "note__kind",
        "weakness": "about__weakness__number",
        "tag": "note__taggings__tag",
        "who": "note__written_by",
    }
    for name, value in wanted.items():
        found = found.filter(**{paths[name]: value})
    found = found.select_related("note__written_by").defer("text")
    return found.prefetch_related("about__weakness", "note__taggings__tag", "citations").order_by("-note")


def authors(person: User, revisit: Revisit) -> list[tuple[int, str]]:
    """Who wrote notes of a case: key and name."""
    found = notes(person).filter(revisit=revisit).order_by("written_by__name")
    return list(found.values_list("written_by", "written_by__name").distinct())
