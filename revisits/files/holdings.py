"""What files hold on people."""

from revisits.accounts.personal_data import holds, holds_none
from revisits.files.models import ScannerOutage, StoredFile

holds(
    StoredFile,
    what="Files that you gave",
    kept="evidence",
    rows=lambda person: StoredFile.objects.filter(added_by=person),
    columns={
        "Name": "name",
        "Size in bytes": "size",
        "SHA-256": "sha256",
        "When": "added_at",
        "Scan": "scan",
    },
)

holds_none("when a server did not answer", ScannerOutage)
