"""Files made for the tests: honest ones, and hostile ones. None stands in the repository."""

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import py7zr

PROGRAM = b"MZ" + b"\0" * 58 + struct.pack("<I", 64) + b"PE\0\0L\x01" + b"\0" * 200
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    """A document of Office in its smallest form; `folder` is word, xl or ppt."""
    files = {"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<w/>", **more}
    return zipped(files)


def opened(kind: str) -> bytes:
    """An OpenDocument file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return made.getvalue()


def locked_zip() -> bytes:
    """A zip archive whose entry says that it is locked: Python's own cannot lock one."""
    plain = bytearray(zipped({"secret.txt": b"words"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.find(mark) + place] |= 1
    return bytes(plain)


def bomb() -> bytes:
    """A gigabyte of nothing in a megabyte, without making the gigabyte: the list says what it would be."""
    made = bytearray(zipped({"a.txt": b"\0" * 100_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", made, made.find(mark) + place, 1_500_000_000)
    return bytes(made)


def overlapping() -> bytes:
    """Two entries of the list that are the same bytes of the archive, a thousand times."""
    plain = zipped({"a.bin": bytes(range(256)) * 400}, zipfile.ZIP_STORED).replace(b"a.bin", b"a.txt")
    at = plain.find(b"PK\x01\x02")
    end = plain.find(b"PK\x05\x06")
    entry = plain[at:end]
    listed = entry * 1000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(listed), at, 0)
    return plain[:at] + listed + tail


def pdf(path: Path, *, owner: str = "", user: str = "") -> bytes:
    """A PDF of one empty page, locked with these passwords if any."""
    made = pikepdf.new()
    made.add_blank_page()
    made.save(path, encryption=pikepdf.Encryption(owner=owner, user=user) if owner or user else None)
    return path.read_bytes()


def seven(
    path: Path, files: Mapping[str, bytes], password: str | None = None, *, names: bool = False
) -> bytes:
    """A 7z archive, locked with a password if any, its list of names too."""
    with py7zr.SevenZipFile(path, "w", password=password, header_encryption=names) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return path.read_bytes()


def rar(files: Mapping[str, int], *, locked: bool = False) -> bytes:
    """A RAR archive (version 4) that says that it holds files of these lengths unpacked, and packs a byte for each."""
    made = b"Rar!\x1a\x07\x00" + _rar_block(0x73, 0, b"\0" * 6)
    for name, length in files.items():
        told = name.encode()
        head = struct.pack("<IIBIIBBHI", 1, length, 3, 0, 0, 20, 0x30, len(told), 0x20)
        made += _rar_block(0x74, 0x8000 | (0x04 if locked else 0), head + told) + b"x"
    return made + _rar_block(0x7B, 0x4000, b"")


def _rar_block(kind: int, flags: int, body: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, len(body) + 7) + body
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


NONE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(*paths: str, clsid: bytes = b"\0" * 16) -> bytes:
    """An older Office file (a compound file) with empty streams at these paths, whose names are in order."""
    tree: dict[str, dict[str, object]] = {}
    for path in paths:
        place: dict[str, object] = tree  # type: ignore[assignment]
        for part in path.split("/"):
            place = place.setdefault(part, {})  # type: ignore[assignment]
    entries: list[bytes] = [b""]
    child = _ole_children(tree, entries)
    entries[0] = _ole_entry("Root Entry", 5, NONE, child, clsid)
    entries += [b"\0" * 128] * (-len(entries) % 4)
    sectors = len(entries) // 4
    fat = struct.pack("<I", FAT) + b"".join(
        struct.pack("<I", number + 1 if number < sectors else END) for number in range(1, sectors + 1)
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<5H6x8I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END)
    header += struct.pack("<2I", 0, 0) + struct.pack("<I", NONE) * 108
    return header + fat.ljust(512, b"\xff") + b"".join(entries)


def _ole_children(tree: Mapping[str, object], entries: list[bytes]) -> int:
    """Write the entries of a storage, each the right neighbour of the one before; the number of the first."""
    numbers = []
    for name, inside in tree.items():
        numbers.append(len(entries))
        entries.append(b"")
        child = _ole_children(inside, entries) if inside else NONE  # type: ignore[arg-type]
        entries[numbers[-1]] = _ole_entry(name, 1 if inside else 2, NONE, child)
    for number, following in itertools.pairwise(numbers):
        entries[number] = entries[number][:72] + struct.pack("<I", following) + entries[number][76:]
    return numbers[0] if numbers else NONE


def _ole_entry(name: str, kind: int, right: int, child: int, clsid: bytes = b"\0" * 16) -> bytes:
    told = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(told), kind, 1, NONE, right, child)
    return told.ljust(64, b"\0") + links + clsid + b"\0" * 20 + struct.pack("<IQ", END if kind != 1 else 0, 0)
