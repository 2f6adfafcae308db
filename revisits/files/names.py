"""What a file is called: made harmless to show, to write in a header and to save, whatever it was called."""

import re
import unicodedata
from pathlib import PurePosixPath

# What a name may have in bytes on the file systems in use, and a folder in characters.
MOST_BYTES, LONGEST_ENDING, LONGEST_FOLDER = 255, 20, 500
NAMELESS = "file"
# Windows takes these for devices, whatever their ending.
DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# Controls, invisible marks (right-to-left overrides among them), halves of characters, private and unassigned ones.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Joiners that scripts and emoji need, and which turn nothing round.
JOINERS = "\u200c\u200d"


def defuse(name: str) -> str:
    """The name alone, without its folders: readable characters, NFC, at most 255 bytes in UTF-8, never empty."""
    last = re.split(r"[/\\]", _readable(name))[-1]
    plain = NOT_IN_NAMES.sub("_", last).strip().rstrip(". ")
    if plain.startswith("."):
        plain = "_" + plain.lstrip(".")
    if DEVICES.match(plain):
        plain = "_" + plain
    return _shortened(plain) or NAMELESS


def folder(path: str) -> str:
    """The folders of a path that a browser gave for a file of a chosen folder: text to show, and nothing else."""
    parts = [part for part in re.split(r"[/\\]", _readable(path))[:-1] if part.strip(". ")]
    return "/".join(defuse(part) for part in parts)[:LONGEST_FOLDER]


def ending(name: str) -> str:
    """ ".pdf", in small letters; nothing where there is none."""
    return PurePosixPath(name).suffix.lower()


def _readable(name: str) -> str:
    kept = "".join(" " if each in "\u2028\u2029\t\n\r" else each for each in name)
    kept = "".join(each for each in kept if each in JOINERS or unicodedata.category(each) not in UNSEEN)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", kept))


def _shortened(name: str) -> str:
    if len(name.encode()) <= MOST_BYTES:
        return name
    last = ending(name)
    tail = name[len(name) - len(last) :].encode() if 0 < len(last.encode()) <= LONGEST_ENDING else b""
    stem = name.encode()[: MOST_BYTES - len(tail)].decode(errors="ignore").rstrip(". ")
    return stem + tail.decode()
