"""What a parent has answered so far, as the form carries it from page to page: no page keeps it on the server."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from surveys.asking import Asked
from surveys.responding import Given

# Letters and spaces of one answer; more is shown again, to be shortened.
MOST = 4000
MOST_CARRIED = 20_000
# Two on a line make a line end in what browsers send.
LINE_END = ("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Answers by the primary key of their question, each fitting it; `too_long` has those that do not."""

    given: Mapping[int, Given] = field(default_factory=dict)
    too_long: Mapping[int, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not any(self.given.values())

    def fields(self, asked: Iterable[Asked]) -> list[tuple[str, str]]:
        """Name and value of each hidden field that carries the answers to these questions."""
        found = []
        for question in asked:
            one = self.given.get(question.pk, Given())
            values = [one.text] if one.text else [str(place) for place in one.chosen]
            found += [(name(question.pk), value) for value in values]
        return found


def name(pk: int) -> str:
    """Of the field of a question."""
    return f"q{pk}"


def read(asked: Iterable[Asked], sent: QueryDict) -> Sheet:
    """The answers of a form; what fits no question, or no option, is left out."""
    given, too_long = {}, {}
    for question in asked:
        one = _given(question, sent.getlist(name(question.pk)))
        if len(one.text) > MOST:
            too_long[question.pk] = len(one.text)
        if one:
            given[question.pk] = one
    return Sheet(given, too_long)


def _given(question: Asked, values: list[str]) -> Given:
    if question.is_text:
        words = values[-1] if values else ""
        return Given(text=words.replace("\x00", "").replace(*LINE_END).strip()[:MOST_CARRIED])
    places = {int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 4}
    fitting = sorted(place for place in places if place < len(question.options))
    return Given(tuple(fitting if question.several else fitting[-1:]))
