"""Inspectors read parents' own words, say which weaknesses they are about, and which may be quoted (G16, G21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inspections.models import Revisit, Weakness
from revisits.accounts.models import User
from surveys import reading_policies as policies
from surveys.models import Answer, ReadAbout, TextReading


@dataclass(frozen=True)
class Marks:
    """What an inspector makes of an answer. `excerpt`: the part that may be quoted, empty for all of it.

    `names_confirmed`: they looked at what seems to identify somebody in what is quoted, and it does not.
    """

    weaknesses: Sequence[Weakness] = ()
    quotable: bool = False
    excerpt: str = ""
    names_confirmed: bool = False


@transaction.atomic
def mark_words(*, answer: Answer, marks: Marks, after: int, by: User, at: datetime) -> TextReading:
    """Say that an answer was read, and what of it. `after` is the edition that was seen, 0 for words not read yet.

    The same marks sent twice are one. Raises ReadChanged where somebody marked it in between, MayIdentify where what
    is quoted looks as if it told who somebody is, Refused where the case is closed or the words are others.
    """
    answer = Answer.objects.select_for_update().select_related("response__survey").get(pk=answer.pk)
    revisit = Revisit.objects.get(pk=answer.response.survey.revisit_id)
    policies.check_reading(revisit, marks.weaknesses)
    excerpt = policies.plain(marks.excerpt) if marks.quotable else ""
    confirmed = marks.quotable and marks.names_confirmed
    if marks.quotable:
        policies.check_quotable(revisit, answer, excerpt, confirmed)
    found = TextReading.objects.select_related("by").filter(answer=answer).first()
    wanted = {weakness.pk for weakness in marks.weaknesses}
    if found and _as_they_are(found, marks.quotable, excerpt, confirmed, wanted):
        return found
    if found and found.edition != after:
        raise policies.ReadChanged(found)
    reading = found or TextReading(answer=answer, edition=0)
    reading.quotable, reading.excerpt, reading.names_confirmed = marks.quotable, excerpt, confirmed
    reading.edition, reading.by, reading.at = reading.edition + 1, by, at
    reading.save()
    reading.about.exclude(weakness__in=wanted).delete()
    there = set(reading.about.values_list("weakness", flat=True))
    ReadAbout.objects.bulk_create(ReadAbout(reading=reading, weakness_id=pk) for pk in wanted - there)
    return reading


def _as_they_are(found: TextReading, quotable: bool, excerpt: str, confirmed: bool, wanted: set[int]) -> bool:
    same = (found.quotable, found.excerpt, found.names_confirmed) == (quotable, excerpt, confirmed)
    return same and set(found.about.values_list("weakness", flat=True)) == wanted
