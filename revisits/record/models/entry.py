"""One thing on record: a change of a row, or a reading of a confidential paper."""

import pgtrigger
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from revisits.record.triggers import refusing


class Entry(models.Model):
    """Written by the triggers of every recorded table and by `record.read`; never changed, and deleted only with
    its whole seal, by disposal.

    People, cases and areas are kept by their ids, without foreign keys: what was recorded outlives them.
    """

    class Operation(models.TextChoices):
        INSERT = "insert", "Added"
        UPDATE = "update", "Changed"
        DELETE = "delete", "Deleted"
        READ = "read", "Read"
        DOWNLOAD = "download", "Downloaded"
        DISPOSE = "dispose", "Disposed of"

    READINGS = (Operation.READ, Operation.DOWNLOAD)

    at = models.DateTimeField(db_default=TransactionNow())
    operation = models.CharField(max_length=10, choices=Operation)
    table = models.CharField(max_length=63)
    row = models.TextField()
    case = models.BigIntegerField(null=True, blank=True, help_text="The re-visit's id.")
    area = models.BigIntegerField(null=True, blank=True, help_text="The local area's id.")
    person = models.BigIntegerField(null=True, blank=True, help_text="Who did it; empty: the program.")
    means = models.TextField(help_text="web, task <name>, command <name>, program, or database.")
    why = models.TextField(blank=True)
    login = models.TextField(
        db_default=models.Func(template="session_user", output_field=models.TextField()),
        help_text="Who signed in to the database.",
    )
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "entry of the record"
        verbose_name_plural = "entries of the record"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["case", "id"], name="record_of_case", condition=models.Q(case__isnull=False)
            ),
            models.Index(
                fields=["area", "id"], name="record_of_area", condition=models.Q(area__isnull=False)
            ),
            models.Index(fields=["person", "id"], name="record_of_person"),
            models.Index(fields=["table", "id"], name="record_of_table"),
            # Small: entries stand nearly in the order of their time.
            BrinIndex(fields=["at"], name="record_at", pages_per_range=32, autosummarize=True),
        ]
        triggers = [
            refusing(pgtrigger.Update, name="append_only_update"),
            refusing(
                pgtrigger.Delete,
                name="append_only_delete",
                # Of a seal that was disposed of, nothing else.
                unless="""EXISTS (
                    SELECT 1 FROM record_disposal d JOIN record_seal s ON s.number = d.seal_id,
                        jsonb_array_elements(s.ids) r
                    WHERE OLD.id BETWEEN (r->>0)::bigint AND (r->>1)::bigint)""",
            ),
            refusing(pgtrigger.Truncate, name="append_only_truncate", level=pgtrigger.Statement),
        ]

    def __str__(self) -> str:
        return f"{self.get_operation_display()}: {self.table} {self.row}"

    @property
    def is_reading(self) -> bool:
        return self.operation in self.READINGS
