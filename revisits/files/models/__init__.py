from revisits.files.models.scanner_outage import ScannerOutage
from revisits.files.models.stored_file import AWAITED, Fault, Scan, StoredFile
from revisits.files.models.unnamed_bytes import UnnamedBytes
from revisits.files.models.upload import Upload

__all__ = ["AWAITED", "Fault", "Scan", "ScannerOutage", "StoredFile", "UnnamedBytes", "Upload"]
