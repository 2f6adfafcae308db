"""What files hold on people."""

from revisits.accounts.personal_data import holds, holds_none
from revisits.files.models import ScannerOutage, StoredFile, UnnamedBytes, Upload

holds(
    StoredFile,
    what="Files that you gave",
    kept="evidence",
    rows=lambda person: StoredFile.objects.filter(added_by=person),
    columns={
        "Name": "name",
        "Folder": "folder",
        "Size in bytes": "size",
        "SHA-256": "sha256",
        "When": "added_at",
        "Scan": "scan",
    },
)
holds(
    Upload,
    what="Files that you began to give",
    kept="case_drafts",
    rows=lambda person: Upload.objects.under_way().filter(owner=person),
    columns={"Name": "name", "Size in bytes": "length", "Bytes received": "offset", "When": "started_at"},
)

holds_none("when a server did not answer", ScannerOutage)
holds_none("where bytes lie that no row names", UnnamedBytes)
