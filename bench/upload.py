"""One large file through the program's web server, against a plain copy with SHA-256 of the same file.

    python -m bench.upload [--megabytes 1024] [--runs 3]

The program: the file is sent by tus in pieces of 8 MB, as the page does, to gunicorn as `make run` starts it (one
worker); counted from the first request until the answer that it is received: every byte on disk, judged, hashed, in
storage, in the database. The plain copy reads it in pieces of 1 MB, hashes and writes them, and ends when the disk has
them. The two take turns, run by run. Memory is the worker's peak, and what it had before the run.
"""

import argparse
import base64
import hashlib
import http.client
import os
import random
import statistics
import time
from pathlib import Path

from bench import private, web
from revisits.embedded.places import CHECKOUT

PIECE, MB = 8 * 1024 * 1024, 1024 * 1024
TOKEN = "b" * 32


def main(megabytes: int, runs: int) -> None:
    with private.folder() as folder, private.postgres(folder) as database:
        more = {"UPLOAD_DIR": str(folder / "uploads"), "FILES_DIR": str(folder / "files")}
        os.environ.update(web.environment(DATABASE_URL=database, **more))
        session = prepare()
        film = make(folder / "film.mp4", megabytes)
        with web.server(folder, database) as (port, worker):
            send(port, session, make(folder / "warm.mp4", 16))
            rows = [measure(port, worker, session, film, folder) for _ in range(runs)]
    theirs, ours = (statistics.median(column) for column in zip(*rows, strict=True))
    print(
        f"medians: copy {megabytes / theirs:.0f} MB/s, program {megabytes / ours:.0f} MB/s, ratio {ours / theirs:.2f}"
    )


def prepare() -> str:
    """Tables, and the session of somebody who is signed in."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.test import Client

    from bench.people import make_people

    browser = Client()
    browser.force_login(make_people(1).leads[0])
    return browser.cookies["sessionid"].value


def make(path: Path, megabytes: int) -> Path:
    """A film of noise, as nothing squeezes it."""
    noise = random.Random(4).randbytes(PIECE)
    with path.open("wb") as file:
        file.write(b"\0\0\0\x20ftypisom")
        for number in range(megabytes // 8):
            file.write(number.to_bytes(8) + noise[8:])
    return path


def measure(port: int, worker: int, session: str, film: Path, folder: Path) -> tuple[float, float]:
    """Seconds of the plain copy, and of the program."""
    start = time.perf_counter()
    digest = copy(film, folder / "copy")
    theirs = time.perf_counter() - start
    (folder / "copy").unlink()
    before = memory(worker, "VmRSS")
    Path(f"/proc/{worker}/clear_refs").write_text("5")
    start = time.perf_counter()
    send(port, session, film)
    ours = time.perf_counter() - start
    stored = stored_hash()
    if stored != digest:
        raise RuntimeError(f"{stored} was stored, {digest} was sent")
    peak = memory(worker, "VmHWM")
    print(f"copy {theirs:5.2f} s, program {ours:5.2f} s, ratio {ours / theirs:.2f};", end=" ")
    print(f"worker {before:.0f} MB before, {peak:.0f} MB at most", flush=True)
    return theirs, ours


def copy(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as written:
        while piece := read.read(MB):
            digest.update(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def send(port: int, session: str, film: Path) -> None:
    """Begin, send in pieces, and have the last answer."""
    line, size = http.client.HTTPConnection("127.0.0.1", port, timeout=300), film.stat().st_size
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Tus-Resumable": "1.0.0",
    }
    told = {"name": film.name, "purpose": "bench", "target": "{}"}
    pairs = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    begun = request(
        line, "POST", "/uploads/", b"", headers | {"Upload-Length": str(size), "Upload-Metadata": pairs}
    )
    offset, place = 0, str(begun.headers["Location"])
    headers["Content-Type"] = "application/offset+octet-stream"
    with film.open("rb") as file:
        while piece := file.read(PIECE):
            request(line, "PATCH", place, piece, headers | {"Upload-Offset": str(offset)})
            offset += len(piece)


def request(
    line: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]
) -> http.client.HTTPResponse:
    line.request(method, path, body, headers)
    answer = line.getresponse()
    said = answer.read()
    if answer.status not in (201, 204):
        raise RuntimeError(f"{method} {path} answered {answer.status}: {said!r}")
    return answer


def stored_hash() -> str:
    """Of the newest file."""
    from revisits.files.models import StoredFile

    return StoredFile.objects.latest("pk").sha256


def memory(process: int, name: str) -> float:
    """A line of a process's status, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


if __name__ == "__main__":
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    main(given.megabytes, given.runs)
