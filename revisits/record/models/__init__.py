from revisits.record.models.entry import Entry
from revisits.record.models.seal import Disposal, Seal

__all__ = ["Disposal", "Entry", "Seal"]
