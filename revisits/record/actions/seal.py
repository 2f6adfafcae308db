"""Sealing what is on record, batch by batch; each seal is a transaction, so a killed run goes on where it stopped."""

from django.db import connection, transaction
from django.db.models import Q

from revisits.record.digest import PRINT, digest, hashed, seal_hash, within
from revisits.record.gaps import moment, open_gaps
from revisits.record.models import Entry, Seal
from revisits.record.ranges import between, ranges

BATCH, MOST = 1000, 200
# Any number, as long as nothing else of the program locks it.
LOCK = 720_180_500


def seal_entries(*, most: int = MOST) -> int:
    """Seal what waits, at most so many batches; returns how many seals were made."""
    made = 0
    while made < most and seal_next():
        made += 1
    return made


@transaction.atomic
def seal_next() -> Seal | None:
    """Seal the next batch; nothing where nothing waits, or where somebody else is at it."""
    if not _locked():
        return None
    head = Seal.objects.order_by("number").last()
    last = head.last if head else 0
    missing = open_gaps(moment()) if head else []
    waiting = Entry.objects.filter(Q(pk__gt=last) | within(missing)).order_by("pk")
    entries = list(hashed(waiting[:BATCH]))
    if not entries:
        return None
    # Read after the entries: whoever's numbers they missed began before it.
    now = moment()
    ids = ranges(number for number, _ in entries)
    reached = max(last, ids[-1][1])
    seal = Seal(
        number=head.number + 1 if head else 1,
        ids=ids,
        gaps=between(last + 1, reached, ids),
        last=reached,
        horizon=now.next,
        count=len(entries),
        prints=b"".join(hash_[:PRINT] for _, hash_ in entries),
        digest=digest(entries),
        previous=head.hash if head else "",
        at=now.at,
    )
    seal.hash = seal_hash(seal)
    seal.save(force_insert=True)
    return seal


def _locked() -> bool:
    """Held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])
