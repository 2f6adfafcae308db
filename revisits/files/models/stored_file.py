"""A file that somebody gave: where its bytes are, what they are, and how its scan stands."""

from django.db import models
from django.db.models import Q

from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Scan(models.TextChoices):
    """How the scan of a file stands. Only CLEAN says that a scanner looked and found nothing."""

    NOT_SCANNED = "not_scanned", "Not scanned"
    PENDING = "pending", "Waiting to be scanned"
    CLEAN = "clean", "Scanned, nothing found"
    INFECTED = "infected", "Infected"
    FAILED = "failed", "Scan failed"


# A scanner that is set still has to look at these: at the former because none was set when they came.
AWAITED = [Scan.NOT_SCANNED, Scan.PENDING]


class Fault(models.TextChoices):
    """What is wrong with the stored bytes of a file; empty for nothing that we know of."""

    MISSING = "missing", "Missing from storage"
    DIFFERS = "differs", "Not the bytes that were given"


class StoredFile(models.Model):
    """One file in storage, complete. It never changes but for its scan; `kind` is judged from its content (G14)."""

    key = models.CharField(
        max_length=200, unique=True, help_text="Its place in storage: never the given name."
    )
    name = models.CharField(max_length=255, help_text="As its giver called it, defused.")
    folder = models.CharField(
        max_length=500, blank=True, help_text="Where it lay in a folder that was given."
    )
    kind = models.CharField(max_length=150, help_text="Media type, judged from the content.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    scan = models.CharField(max_length=12, choices=Scan, default=Scan.NOT_SCANNED)
    scan_said = models.CharField(max_length=300, blank=True, help_text="What was found, or why it failed.")
    scanned_at = models.DateTimeField(null=True, blank=True)
    # The queue's own, in real time. A claim whose time is over belongs to a worker that died.
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    scan_due_at = models.DateTimeField(null=True, blank=True, help_text="Not before; none is at once.")
    scan_claimed_until = models.DateTimeField(null=True, blank=True)

    fault = models.CharField(max_length=8, choices=Fault, blank=True, default="")
    fault_found_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When its bytes were last compared with its SHA-256."
    )

    class Meta:
        indexes = [
            models.Index(fields=["sha256"]),
            models.Index(fields=["id"], name="file_awaits_scan", condition=Q(scan__in=AWAITED)),
            models.Index(
                fields=["id"], name="file_needs_somebody", condition=Q(scan="failed") | ~Q(fault="")
            ),
            models.Index(models.F("verified_at").asc(nulls_first=True), "id", name="file_verified_long_ago"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="file_has_its_hash"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
            models.CheckConstraint(condition=Q(scan__in=Scan.values), name="file_scan_known"),
            models.CheckConstraint(
                condition=~Q(scan__in=["clean", "infected"]) | Q(scanned_at__isnull=False),
                name="file_scanned_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=AWAITED) | Q(scan_due_at=None, scan_claimed_until=None),
                name="file_awaits_its_scan_to_be_claimed",
            ),
            models.CheckConstraint(condition=Q(fault__in=["", *Fault.values]), name="file_fault_known"),
            models.CheckConstraint(
                condition=Q(fault="", fault_found_at=None) | ~Q(fault="") & Q(fault_found_at__isnull=False),
                name="file_fault_found_at_some_time",
            ),
        ]
        # Its name may name somebody; what it is evidence of is on record beside it.
        triggers = recorded(
            secret=["name", "folder"],
            without=["scan_attempts", "scan_due_at", "scan_claimed_until", "verified_at"],
        )

    def __str__(self) -> str:
        """Without its name, which its readers alone may see."""
        return f"File {self.pk}"

    @property
    def may_be_opened(self) -> bool:
        """Whether its scan and its bytes let anybody open it. Whether a file that nobody scanned may be, settings
        say: ask `revisits.files.opening.may_open`.
        """
        return self.scan in (Scan.CLEAN, Scan.NOT_SCANNED) and not self.fault
