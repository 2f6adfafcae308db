"""Where files go, read from the environment. The settings ask here; nothing of Django is needed."""

from pathlib import Path
from typing import Any

import environ


def storage(env: environ.Env, *, local: Path) -> dict[str, Any]:
    """The entry "files" of STORAGES: an S3-compatible bucket where FILES_BUCKET names one, else a local folder."""
    bucket = env.str("FILES_BUCKET", "")
    if not bucket:
        return {"BACKEND": "revisits.files.storage.LocalFiles", "OPTIONS": {"location": local}}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("FILES_ENDPOINT", "") or None,
        "region_name": env.str("FILES_REGION", "") or None,
        "access_key": env.str("FILES_ACCESS_KEY", "") or None,
        "secret_key": env.str("FILES_SECRET_KEY", "") or None,
        "location": env.str("FILES_PREFIX", ""),
    }
    return {"BACKEND": "revisits.files.buckets.S3Files", "OPTIONS": options}
