from revisits.files.models.stored_file import Scan, StoredFile

__all__ = ["Scan", "StoredFile"]
