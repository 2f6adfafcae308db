"""Parents' own words in the order in which inspectors read them, narrowed as they wish."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from inspections.models import Revisit
from revisits.accounts.access import Person
from surveys import access, responding
from surveys.models import Answer, Response

UNREAD, READ, QUOTABLE = "unread", "read", "quotable"
# Where words stand that answer no question: behind all others.
LAST = 32_767
_ASKED_AT = Coalesce("question__place", LAST)


@dataclass(frozen=True)
class Wanted:
    """None and empty narrow nothing. `question` is its key, 0 for words that answer none; `weakness` is its number,
    0 for words that were read and are about none.
    """

    question: int | None = None
    weakness: int | None = None
    show: str = ""

    def query(self) -> str:
        given = {"question": self.question, "weakness": self.weakness, "show": self.show or None}
        return urlencode({name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True)
class Neighbours:
    """Answers before and after one in the list, and where it stands: `number` of `total`, from one."""

    previous: Answer | None = None
    next: Answer | None = None
    number: int = 0
    total: int = 0


def words(person: Person, case: Revisit, wanted: Wanted) -> QuerySet[Answer]:
    """Question by question; within one in an order that tells nothing of when or from whom they came."""
    found = access.answers(person).filter(response__survey__revisit=case, response__state=Response.State.SENT)
    found = found.exclude(text="")
    if wanted.question == responding.OWN_WORDS:
        found = found.filter(question=None)
    elif wanted.question is not None:
        found = found.filter(question=wanted.question)
    if wanted.weakness:
        found = found.filter(reading__about__weakness__number=wanted.weakness)
    elif wanted.weakness == 0:
        found = found.filter(reading__isnull=False, reading__about=None)
    if wanted.show == UNREAD:
        found = found.filter(reading=None)
    elif wanted.show == READ:
        found = found.filter(reading__isnull=False)
    elif wanted.show == QUOTABLE:
        found = found.filter(reading__quotable=True)
    return found.order_by(_ASKED_AT, "pk")


def neighbours(person: Person, case: Revisit, wanted: Wanted, answer: Answer) -> Neighbours:
    """Next and previous in the same list. What is read now keeps its place among the unread."""
    keys = list(words(person, case, wanted).values_list(_ASKED_AT, "pk"))
    here = (answer.question.place if answer.question else LAST, answer.pk)
    before = [pk for key in keys if key < here for pk in key[1:]]
    after = [pk for key in keys if key > here for pk in key[1:]]
    beside = Answer.objects.in_bulk([*before[-1:], *after[:1]])
    inside = here in keys
    return Neighbours(
        previous=beside.get(before[-1]) if before else None,
        next=beside.get(after[0]) if after else None,
        number=len(before) + 1 if inside else 0,
        total=len(keys),
    )
