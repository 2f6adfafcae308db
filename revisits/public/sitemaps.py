"""What search engines are shown: the announced re-visits and their areas, and nothing else."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from revisits import clock
from revisits.public import access


class _Announced(Sitemap[str]):
    protocol = "https" if settings.SITE_URL.startswith("https:") else "http"


class Visits(_Announced):
    def items(self) -> Any:
        found = access.announced(clock.today()).order_by("reference")
        return found.values_list("reference", flat=True)

    def location(self, item: str) -> str:
        return reverse("public-visit", args=[item])


class Areas(_Announced):
    def items(self) -> Any:
        found = access.announced(clock.today()).order_by("area_id")
        return found.values_list("area_id", flat=True).distinct()

    def location(self, item: Any) -> str:
        return reverse("public-area", args=[item])


class Places(_Announced):
    """The pages that are always there."""

    def items(self) -> list[str]:
        return [
            "public-visits",
            "public-outcomes",
            "public-privacy",
            "public-accessibility",
            "public-contact",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"visits": Visits, "areas": Areas, "places": Places}
