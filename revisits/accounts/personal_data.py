"""What is held on a person: declared once for every model, read by the page, the copy and the privacy notice.

A model either holds personal data (`holds`: what it is, why, how long, and which rows are about a person) or is
said to hold none (`holds_none`, with the reason). A test fails where a model has neither. Each app declares its
own in its `holdings.py`, read in when the app is ready.

What a copy gives: who somebody is, what they were called, were sent, did and decided, with dates and cases. What
it leaves out: the words of papers, letters, messages and reasons, which are about a case and other people.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, DateTimeField, F, Model, Q, QuerySet, When
from django.db.models.constants import LOOKUP_SEP

from revisits import retention
from revisits.accounts.models.user import User

Rows = Callable[[User], QuerySet[Any]]
CHUNK = 500

PUBLIC_TASK = (
    "Public task (UK GDPR Article 6(1)(e)): re-visits to local areas under the Children Act 2004, section 20."
)
LEGAL_DUTY = "Legal obligation (UK GDPR Article 6(1)(c)): answering for how personal data is used."


@dataclass(frozen=True)
class Holding:
    """Personal data in one model. `columns` are what a copy gives: label -> field path or annotation of `rows`."""

    model: type[Model]
    what: str
    why: str
    kept: str
    rows: Rows
    columns: Mapping[str, str]
    words: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def record_type(self) -> retention.RecordType:
        return retention.RECORD_TYPES[self.kept]

    @property
    def how_long(self) -> str:
        """The period in words, as the settings have it now."""
        return retention.in_words(self.kept, settings.RETENTION[self.kept])

    def copy(self, person: User) -> Iterator[dict[str, Any]]:
        """The rows about a person, by label; choices in their words. Read through a server-side cursor."""
        shown = [self._shown(label, path) for label, path in self.columns.items()]
        rows = self.rows(person).order_by("pk").values_list(*self.columns.values())
        for row in rows.iterator(chunk_size=CHUNK):
            yield {label: show(value) for label, show, value in zip(self.columns, shown, row, strict=True)}

    def _shown(self, label: str, path: str) -> Callable[[Any], Any]:
        if label in self.words:
            return self.words[label]
        choices = dict(_choices(self.model, path))
        return lambda value: choices.get(value, value) if choices else value


_HELD: dict[type[Model], Holding] = {}
_NONE: dict[type[Model], str] = {}


def holds(
    model: type[Model],
    *,
    what: str,
    kept: str,
    rows: Rows,
    columns: Mapping[str, str],
    why: str = PUBLIC_TASK,
    words: Mapping[str, Callable[[Any], Any]] | None = None,
) -> None:
    """Declare that a model holds personal data; `kept` is a code of `retention.RECORD_TYPES`."""
    if kept not in retention.RECORD_TYPES:
        raise ValueError(f"{model.__name__}: there is no record type {kept}")
    _once(model)
    _HELD[model] = Holding(model, what, why, kept, rows, columns, words or {})


def holds_none(reason: str, *models: type[Model]) -> None:
    """Declare that models hold nothing about a person, and why that is so."""
    for model in models:
        _once(model)
        _NONE[model] = reason


def holdings() -> list[Holding]:
    """Everything that holds personal data: the account first, then as the apps follow one another."""
    return list(_HELD.values())


def declared() -> frozenset[type[Model]]:
    """Every model about which something was said."""
    return frozenset(_HELD) | frozenset(_NONE)


def only_if(theirs: Q, moment: str) -> Case:
    """A moment, where the condition says that it was this person's; empty else. For rows that people share."""
    return Case(When(theirs, then=F(moment)), output_field=DateTimeField(null=True))


def _once(model: type[Model]) -> None:
    if model in declared():
        raise ValueError(f"{model.__name__} was declared already")


def _choices(model: type[Model], path: str) -> list[tuple[Any, str]]:
    """The choices of the field at the end of a path; none for an annotation."""
    name, _, rest = path.partition(LOOKUP_SEP)
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return []
    if rest:
        return _choices(found.related_model, rest) if found.related_model else []
    return list(getattr(found, "flatchoices", ()))
