from revisits.files.models.scanner_outage import ScannerOutage
from revisits.files.models.stored_file import AWAITED, Fault, Scan, StoredFile

__all__ = ["AWAITED", "Fault", "Scan", "ScannerOutage", "StoredFile"]
