"""What a file is, by its content, and whether it is taken (G14): any ordinary document is, nothing that runs is.

Bounded in time and memory: a whole file is never unpacked, nor read into memory. A parser that
could be led astray (of 7z, RAR, Office's older files, locked PDFs) runs in a process of its own with limits (`inside`).
"""

from pathlib import Path

import magic

from revisits.accounts.refusal import Refused
from revisits.files.content import inside, markup, polyglots, squeezed, zips
from revisits.files.content.endings import TEXTS, check_claim, check_name, words
from revisits.files.names import ending

HEAD = 8192
PROGRAM = "This is a program, which is not taken."
SCRIPT = "This is a script, which could be run. It is not taken; give its text as a document."
DISK = "This is a disk image, which can hold programs. Give the files that are in it."
UNKNOWN = (
    "Re-visits cannot tell what kind of file this is. Save it in a usual format, such as PDF, and give that."
)
REFUSED = {
    **dict.fromkeys(
        words("""application/x-dosexec application/vnd.microsoft.portable-executable application/x-msdownload
        application/x-executable application/x-pie-executable application/x-sharedlib application/x-object
        application/x-mach-binary application/x-coredump application/x-msi application/x-java-applet
        application/java-archive application/java-vm application/vnd.android.package-archive application/x-archive
        application/vnd.debian.binary-package application/x-debian-package application/x-rpm application/wasm
        application/x-ms-shortcut application/x-mswinurl application/vnd.ms-htmlhelp application/x-bytecode.python
        application/x-shockwave-flash"""),
        PROGRAM,
    ),
    **dict.fromkeys(
        words("""text/x-shellscript text/x-msdos-batch text/x-powershell text/x-php text/x-perl text/x-ruby text/x-lua
        text/x-tcl text/x-awk text/vbscript application/x-powershell application/x-wine-extension-ini"""),
        SCRIPT,
    ),
    **dict.fromkeys(
        words("application/x-iso9660-image application/x-apple-diskimage application/x-raw-disk-image"), DISK
    ),
}
# Programs by their first bytes, whatever libmagic makes of the rest.
FIRST_BYTES = {
    b"MZ": PROGRAM,
    b"\x7fELF": PROGRAM,
    b"\xfe\xed\xfa\xce": PROGRAM,
    b"\xfe\xed\xfa\xcf": PROGRAM,
    b"\xce\xfa\xed\xfe": PROGRAM,
    b"\xcf\xfa\xed\xfe": PROGRAM,
    b"\xca\xfe\xba\xbe": PROGRAM,
    b"\x00asm": PROGRAM,
    b"#!": SCRIPT,
    b"L\x00\x00\x00\x01\x14\x02\x00": PROGRAM,
}
# Of "application/…", these; every text, image, sound and film.
TAKEN = words("""application/pdf application/zip application/gzip application/x-bzip2 application/x-xz application/zstd
    application/x-tar application/x-7z-compressed application/x-rar application/vnd.rar application/rtf
    application/msword application/vnd.ms-excel application/vnd.ms-powerpoint application/vnd.ms-office
    application/vnd.ms-outlook application/vnd.ms-project application/vnd.visio application/cdfv2
    application/x-ole-storage application/json application/xml application/epub+zip application/postscript
    application/csv application/vnd.ms-publisher application/onenote application/ogg application/mbox
    application/x-ndjson application/x-sqlite3 application/vnd.google-earth.kml+xml""")
FAMILIES = (
    "text/",
    "image/",
    "audio/",
    "video/",
    "message/",
    "application/vnd.openxmlformats-",
    "application/vnd.oasis.",
)
# Sound and film have many containers, of which libmagic does not know all.
PLAYED = words(".mp3 .m4a .aac .wma .wav .amr .mp4 .m4v .mov .avi .wmv .mkv .3gp .mts .m2ts .mpg")
UNTOLD = "application/octet-stream"


def judge(path: Path, name: str) -> str:
    """The media type of the file at `path`, from its content; `name` (defused) tells texts apart.

    Raises Refused with a sentence for its giver where it is not taken.
    """
    check_name(name)
    with path.open("rb") as file:
        head = file.read(HEAD)
    check_head(head)
    kind = _kind(path, head, name)
    if kind in REFUSED:
        raise Refused(REFUSED[kind])
    polyglots.check(path, head, kind)
    kind = _looked_into(path, head, kind)
    check_claim(name, kind)
    if kind == UNTOLD and ending(name) in PLAYED:
        return kind
    if kind not in TAKEN and not kind.startswith(FAMILIES):
        raise Refused(UNKNOWN)
    return kind


def check_head(head: bytes) -> None:
    """Refuse a program or a script by its first bytes: also asked when the first block of an upload came."""
    for first, sentence in FIRST_BYTES.items():
        if head.startswith(first):
            raise Refused(sentence)


def _kind(path: Path, head: bytes, name: str) -> str:
    if zips.begins_as_zip(head):
        return "application/zip"
    found = str(magic.from_file(str(path), mime=True)).lower()
    if markup.is_svg(head):
        return "image/svg+xml"
    if found.startswith("text/") and markup.is_html(head):
        return "text/html"
    if found in ("text/plain", "application/csv", "text/csv", UNTOLD) and found != UNTOLD:
        return TEXTS.get(ending(name), "text/plain" if found == "text/plain" else "text/csv")
    return found


def _looked_into(path: Path, head: bytes, kind: str) -> str:
    """A closer look where there is something inside; what it is then."""
    if kind == "application/zip":
        return zips.look(path)
    if kind in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"):
        markup.check(path, kind)
    if kind in squeezed.OPENERS:
        squeezed.check(path, kind)
    if inside.needed(path, head, kind):
        return inside.look(path, kind)
    return kind
