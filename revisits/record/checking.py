"""Whether the record is what was sealed: everything computed anew, a batch at a time."""

from collections.abc import Iterator

from django.db import connection

from revisits.record.digest import PRINT, digest, hashed, seal_hash, within
from revisits.record.gaps import moment, open_gaps
from revisits.record.models import Disposal, Entry, Seal
from revisits.record.ranges import Ranges, numbers, ranges, said

CHUNK = 2000


def faults(*, head: str = "") -> Iterator[str]:
    """One sentence for each thing that was altered, removed, inserted or reordered; none where all is as sealed.

    `head` is NUMBER:HASH of a seal, written down elsewhere: it shows a chain that was cut short or made anew.
    """
    top = Seal.objects.order_by("number").last()
    # Taken first: what is sealed meanwhile was missing then.
    coming = open_gaps(moment())
    before = ""
    number = 0
    for seal in Seal.objects.filter(number__lte=top.number if top else 0).order_by("number").iterator(CHUNK):
        yield from _chain(seal, number, before)
        yield from _disposed(seal) if _is_disposed(seal) else _contents(seal)
        number, before = seal.number, seal.hash
    if top:
        yield from _inserted(top, coming)
    yield from _head(head)


def _chain(seal: Seal, number: int, before: str) -> Iterator[str]:
    """The seal follows the one before it, and says what its hash says."""
    if seal.number != number + 1:
        yield f"Removed: {_seals(number + 1, seal.number - 1)} of the chain."
    elif seal.previous != before:
        yield f"Altered: seal {seal.number} does not follow from seal {number}."
    if seal_hash(seal) != seal.hash:
        yield f"Altered: seal {seal.number} itself."


def _seals(first: int, last: int) -> str:
    return f"seal {first}" if first == last else f"seals {first} to {last}"


def _contents(seal: Seal) -> Iterator[str]:
    """The entries of one seal, each by its print."""
    found = list(hashed(Entry.objects.filter(within(seal.ids)).order_by("pk")))
    if digest(found) == seal.digest and len(found) == seal.count:
        return
    prints = bytes(seal.prints)
    wanted = {
        number: prints[place * PRINT : (place + 1) * PRINT] for place, number in enumerate(numbers(seal.ids))
    }
    there = {number: hash_[:PRINT] for number, hash_ in found}
    where = f"of seal {seal.number} (sealed {seal.at:%-d %B %Y, %H:%M:%S} UTC)"
    if removed := ranges(number for number in wanted if number not in there):
        yield f"Removed: {_entries(removed)} {where}."
    wrong = [number for number, print_ in there.items() if print_ != wanted[number]]
    known = {print_: number for number, print_ in wanted.items()}
    for number in wrong:
        place = known.get(there[number])
        if place:
            yield f"Reordered: entry {number} {where} holds what entry {place} held."
        else:
            yield f"Altered: entry {number} {where}."
    if not removed and not wrong:
        yield f"Altered: the contents {where} do not fit its digest."


def _entries(these: Ranges) -> str:
    one = len(these) == 1 and these[0][0] == these[0][1]
    return f"{'entry' if one else 'entries'} {said(these)}"


def _is_disposed(seal: Seal) -> bool:
    return Disposal.objects.filter(seal=seal).exists()


def _disposed(seal: Seal) -> Iterator[str]:
    """Its entries are gone; who did it is an entry, or was disposed of itself in its turn."""
    if Entry.objects.filter(within(seal.ids)).exists():
        yield f"Inserted: entries of seal {seal.number}, which was disposed of."
    entry = Disposal.objects.get(seal=seal).entry
    told = Entry.objects.filter(pk=entry, operation=Entry.Operation.DISPOSE, row=str(seal.number)).exists()
    if not told and not _went_with_its_seal(entry):
        yield f"Removed: seal {seal.number} was disposed of, and no entry says by whom."


def _went_with_its_seal(entry: int) -> bool:
    disposed = Seal.objects.filter(disposal__isnull=False, last__gte=entry).values_list("ids", flat=True)
    return any(first <= entry <= last for ids in disposed.iterator(CHUNK) for first, last in ids)


def _inserted(top: Seal, coming: Ranges) -> Iterator[str]:
    """Entries below the last sealed one that no seal holds and no transaction could still bring."""
    sealed, current = _sealed(top), [1, 0]
    for number in (
        Entry.objects.filter(pk__lte=top.last).order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    ):
        while current[1] < number and (following := next(sealed, None)):
            current = following
        if not current[0] <= number <= current[1] and not any(a <= number <= b for a, b in coming):
            yield f"Inserted: entry {number}, after its time was sealed."


def _sealed(top: Seal) -> Iterator[list[int]]:
    """The ranges of all seals, by number; sorted by the database, since seals may interleave."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT (r->>0)::bigint, (r->>1)::bigint FROM record_seal, jsonb_array_elements(ids) r"
            " WHERE number <= %s ORDER BY 1",
            [top.number],
        )
        while rows := cursor.fetchmany(CHUNK):
            yield from map(list, rows)


def _head(head: str) -> Iterator[str]:
    if not head:
        return
    number, _, hash_ = head.partition(":")
    seal = Seal.objects.filter(number=int(number)).first() if number.isdecimal() else None
    if seal is None:
        yield f"Removed: seal {number}, which was written down, is not in the chain."
    elif seal.hash != hash_:
        yield f"Altered: seal {number} is not the one that was written down: the chain was made anew."
