"""An S3-compatible service on this machine (moto's), in a thread of the test run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

KEYS = {"access_key": "testing", "secret_key": "testing", "region_name": "eu-west-2"}


@contextmanager
def s3() -> Iterator[str]:
    """Yields the address of the service, which has a bucket "evidence"."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        client(address).create_bucket(
            Bucket="evidence", CreateBucketConfiguration={"LocationConstraint": KEYS["region_name"]}
        )
        yield address
    finally:
        server.stop()


def client(address: str) -> Any:
    return boto3.client(
        "s3", endpoint_url=address, region_name=KEYS["region_name"],
        aws_access_key_id=KEYS["access_key"], aws_secret_access_key=KEYS["secret_key"],
    )  # fmt: skip


def storage(address: str) -> dict[str, Any]:
    """The entry of STORAGES for it."""
    options = {**KEYS, "bucket_name": "evidence", "endpoint_url": address}
    return {"BACKEND": "revisits.files.buckets.S3Files", "OPTIONS": options}
