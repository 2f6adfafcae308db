"""The draft letter on the area's page, for those alone who may read it (G24)."""

from collections.abc import Iterator

from django.http import Http404

from inspections.addresses import address
from inspections.area_portal import Part, adds
from inspections.models import Revisit
from letters import accuracy, accuracy_access
from letters.accuracy_words import due_words
from revisits import clock
from revisits.accounts.models import User


@adds
def draft(person: User, case: Revisit) -> Iterator[Part]:
    """To read and comment on, with the last moment; then what their side submitted, and its answers."""
    try:
        reading = accuracy_access.reading_or_404(person, case.reference)
    except Http404:
        return
    own, now = accuracy.of_side(reading.round, reading.side), clock.now()
    if own.submission:
        hint = "Your side has submitted its comments"
    elif own.open(reading.round, now):
        hint = (
            f"Restricted and confidential. Comment {due_words(accuracy.last_moment(own, reading.round), now)}"
        )
    else:
        hint = "Restricted and confidential. The time for comments is over"
    yield Part("Draft outcome letter", address("draft", case.reference), hint)
    if accuracy_access.answers(person).filter(comment__round=reading.round).exists():
        where = address("draft-answers", case.reference)
        yield Part("Answers to your side's comments", where, "What the inspectors made of each of them")
