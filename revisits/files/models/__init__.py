from revisits.files.models.stored_file import Scan, StoredFile
from revisits.files.models.upload import Upload

__all__ = ["Scan", "StoredFile", "Upload"]
