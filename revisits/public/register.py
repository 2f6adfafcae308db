"""The register of published outcomes: searched by area and year, filtered by the overall decision."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse

from inspections.models import Outcome
from letters.models import Letter
from revisits.public import access

DECISIONS = {
    "all": ("Sufficient in all", Q(not_sufficient=0)),
    "some": ("Sufficient in some", Q(sufficient__gt=0, not_sufficient__gt=0)),
    "none": ("Sufficient in none", Q(sufficient=0)),
}
LICENCE = "Open Government Licence v3.0"
LONGEST = 100
COLUMNS = {
    "reference": "revisit__reference",
    "area": "revisit__area__name",
    "area_code": "revisit__area__code",
    "region": "revisit__area__region",
    "first_day": "revisit__first_day",
    "last_day": "revisit__last_day",
    "sufficient": "sufficient",
    "not_sufficient": "not_sufficient",
    "weaknesses": "decided",
    "published_on": "published_on",
    "source": "source",
    "has_letter": "has_letter",
    "corrections": "corrections",
}
# What is not told as it stands, but by the address of the letter and by its newest correction.
TOLD_OTHERWISE = ("has_letter", "corrections")
HEADINGS = [name for name in COLUMNS if name not in TOLD_OTHERWISE] + [
    "page",
    "letter",
    "corrected_on",
    "correction",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; whatever cannot be meant is left out."""

    area: str
    year: int | None
    decision: str

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        year, decision = given.get("year", ""), given.get("decision", "")
        return cls(
            area=given.get("q", "").replace("\x00", "").strip()[:LONGEST],
            year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
            decision=decision if decision in DECISIONS else "",
        )

    @property
    def query(self) -> str:
        """For a link: "q=Essex&year=2022"."""
        said = {"q": self.area, "year": self.year or "", "decision": self.decision}
        return urlencode({name: value for name, value in said.items() if value})


def rows(asked: Asked, today: date) -> QuerySet[Outcome, dict[str, Any]]:
    """The outcomes as plain rows, the latest published first."""
    letters = Letter.objects.filter(access.PUBLISHED, revisit=OuterRef("revisit"))
    newest = letters.order_by("-version").values("facts__corrections")[:1]
    found = access.outcomes(today).annotate(
        has_letter=Exists(letters),
        decided=F("sufficient") + F("not_sufficient"),
        corrections=Subquery(newest),
    )
    if asked.area:
        named = Q(revisit__area__name__icontains=asked.area)
        found = found.filter(named | Q(revisit__area__authority__name__icontains=asked.area))
    if asked.year:
        found = found.filter(published_on__year=asked.year)
    if asked.decision:
        found = found.filter(DECISIONS[asked.decision][1])
    ordered = found.order_by("-published_on", "revisit__reference")
    renamed = {name: F(path) for name, path in COLUMNS.items() if name != path}
    same = [name for name, path in COLUMNS.items() if name == path]
    plain: QuerySet[Outcome, dict[str, Any]] = ordered.values(*same, **renamed)
    return plain


def corrected(row: dict[str, Any]) -> tuple[date, str] | None:
    """Day and note of the newest correction of a row's letter; None where it was never corrected."""
    if not row["corrections"]:
        return None
    newest = row["corrections"][-1]
    return date.fromisoformat(newest["on"]), newest["note"]


def years(today: date) -> list[int]:
    """The years in which something was published, the latest first."""
    days = access.outcomes(today).dates("published_on", "year", order="DESC")
    return [day.year for day in days]


def as_data(row: dict[str, Any]) -> dict[str, Any]:
    """A row for CSV and JSON, by the names of HEADINGS, with the addresses of its page and letter, and the
    day and note of its newest correction.
    """
    reference, has_letter = row["reference"], row["has_letter"]
    letter = reverse("public-outcome-letter", args=[reference, "pdf"])
    plain = {name: row[name] for name in COLUMNS if name not in TOLD_OTHERWISE}
    on, note = corrected(row) or ("", "")
    return plain | {
        "page": settings.SITE_URL + reverse("public-visit", args=[reference]),
        "letter": settings.SITE_URL + letter if has_letter else "",
        "corrected_on": on,
        "correction": note,
    }
