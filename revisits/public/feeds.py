"""The feed of published outcome letters (Atom), the newest first."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from inspections.models import Revisit
from letters.models import Letter
from revisits.public import access

MOST = 50


# What a feed without entries says of itself: nothing that differs from one moment to the next.
NO_LETTER_YET = datetime(2018, 1, 1, tzinfo=UTC)


class Letters(Atom1Feed):
    """Atom, updated when its newest entry was."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NO_LETTER_YET


class OutcomeFeed(Feed[Letter, Any]):
    """A letter is an entry from its publication on; a corrected one is the same entry, updated."""

    feed_type = Letters
    title = "Outcomes of re-visits to local areas"
    subtitle = "Letters of Ofsted and the Care Quality Commission, as they are published"
    feed_copyright = "Open Government Licence v3.0"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Every reader asks again: nothing that was published since is missed."""
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "public, no-cache"
        return response

    def link(self) -> str:
        return f"{settings.SITE_URL}{reverse('public-outcomes')}"

    def feed_url(self) -> str:
        return f"{settings.SITE_URL}{reverse('public-outcomes-feed')}"

    def items(self) -> QuerySet[Letter]:
        found = access.published_letters().select_related("revisit__area", "revisit__outcome", "publication")
        return found.defer("text", "facts").order_by("-publication__published_at", "-pk")[:MOST]

    def item_title(self, item: Letter) -> str:
        return f"{item.revisit.area_name}: outcome of the re-visit"

    def item_description(self, item: Letter) -> str:
        return decided(item.revisit)

    def item_link(self, item: Letter) -> str:
        return f"{settings.SITE_URL}{reverse('public-visit', args=[item.revisit.reference])}"

    def item_pubdate(self, item: Letter) -> datetime:
        return item.publication.published_at or item.issued_at

    def item_updateddate(self, item: Letter) -> datetime:
        return self.item_pubdate(item)


def decided(revisit: Revisit) -> str:
    """The overall decision in a sentence."""
    outcome = revisit.outcome
    return f"Sufficient progress in {outcome.sufficient} of {outcome.weaknesses} weaknesses."
