"""The feed of published outcome letters (Atom), the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from inspections.models import Revisit
from letters.composing.outcome_phrases import day
from letters.models import Letter
from revisits.public import access, register

MOST = 50


# What a feed without entries says of itself: nothing that differs from one moment to the next.
NO_LETTER_YET = datetime(2018, 1, 1, tzinfo=UTC)


class Letters(Atom1Feed):
    """Atom, updated when its newest entry was."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NO_LETTER_YET


@dataclass(frozen=True)
class Entry:
    """One re-visit's published letter: when it was first, and last, published, and what was corrected last."""

    revisit: Revisit
    published: datetime
    updated: datetime
    corrected: tuple[date, str] | None


class OutcomeFeed(Feed[Entry, Any]):
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

    def items(self) -> list[Entry]:
        """What was published or corrected last comes first; two queries."""
        found = access.published_letters().select_related("revisit__area", "revisit__outcome", "publication")
        letters = found.defer("text").order_by("-publication__published_at", "-pk")[:MOST]
        first = _first_published(letters)
        return [_entry(letter, first[letter.revisit_id]) for letter in letters]

    def item_title(self, item: Entry) -> str:
        return f"{item.revisit.area_name}: outcome of the re-visit"

    def item_description(self, item: Entry) -> str:
        said = decided(item.revisit)
        if item.corrected is None:
            return said
        on, note = item.corrected
        return f"{said} Corrected on {day(on)}: {note}"

    def item_link(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{reverse('public-visit', args=[item.revisit.reference])}"

    def item_pubdate(self, item: Entry) -> datetime:
        return item.published

    def item_updateddate(self, item: Entry) -> datetime:
        return item.updated


def _first_published(letters: Iterable[Letter]) -> dict[int, datetime]:
    """By re-visit, when its outcome letter was published for the first time."""
    of_all = Letter.objects.filter(access.PUBLISHED, revisit__in=[letter.revisit_id for letter in letters])
    moments = of_all.order_by("-version").values_list("revisit_id", "publication__published_at")
    return {revisit: moment for revisit, moment in moments if moment}


def _entry(letter: Letter, first: datetime) -> Entry:
    corrected = register.corrected({"corrections": letter.facts.get("corrections")})
    return Entry(
        revisit=letter.revisit,
        published=first,
        updated=letter.publication.published_at or first,
        corrected=corrected,
    )


def decided(revisit: Revisit) -> str:
    """The overall decision in a sentence."""
    outcome = revisit.outcome
    return f"Sufficient progress in {outcome.sufficient} of {outcome.weaknesses} weaknesses."
