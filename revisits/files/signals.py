"""What the layers above follow. Sent inside the transaction: what receivers write stands or falls with it."""

from django.dispatch import Signal

# With file (StoredFile, saved; its scan is CLEAN, INFECTED or FAILED), was (Scan before) and at (the case's time).
file_scanned = Signal()
