"""What the ending of a name says: which files a computer would run, and what those of a known ending must be.

Content decides what a file is (G14: no format may be demanded). But a script is a text like any other until its name
has it run; and a name that says one thing over content of another is a trap for whoever opens it.
"""

from revisits.accounts.refusal import Refused
from revisits.files.names import ending


def words(text: str) -> frozenset[str]:
    """The words of a text that are set apart by spaces or lines."""
    return frozenset(text.split())


PROGRAMS = words(
    """
    .exe .com .scr .pif .cpl .dll .sys .drv .ocx .msi .msp .mst .msix .appx .app .dmg .pkg .deb .rpm
    .apk .ipa .jar .class .xll .wasm .elf .so .dylib .bin .run .gadget .chm .iso .img .vhd .vhdx
    """
)
SCRIPTS = words(
    """
    .bat .cmd .sh .bash .zsh .csh .ksh .fish .ps1 .psm1 .psd1 .ps1xml .vbs .vbe .vb .js .jse .mjs
    .cjs .ts .wsf .wsh .wsc .sct .hta .py .pyc .pyw .pl .rb .php .jsp .asp .aspx .cgi .lua .tcl
    .applescript .scpt .command .workflow .reg .inf .scf .lnk .url .website .desktop
    .settingcontent-ms .application .appref-ms .jnlp .library-ms .search-ms .rdp .msc
    """
)
MACROS = words(
    ".docm .dotm .xlsm .xltm .xlam .pptm .potm .ppsm .ppam .sldm .xla .ppa .wll .ade .adp .mde .accde"
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OPEN = "application/vnd.oasis.opendocument."
# What Office wrote until 2007; people also call newer files, RTF and tables of HTML by these endings.
_OLD = frozenset({"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
                  "application/vnd.ms-office", "application/cdfv2", "application/x-ole-storage"})  # fmt: skip
CLAIMS: dict[str, frozenset[str]] = {
    ".pdf": frozenset({"application/pdf"}),
    ".docx": frozenset({_WORD}),
    ".xlsx": frozenset({_SHEET}),
    ".pptx": frozenset({_SLIDES}),
    ".doc": _OLD | {_WORD, "text/rtf", "application/rtf"},
    ".xls": _OLD | {_SHEET},
    ".ppt": _OLD | {_SLIDES},
    ".odt": frozenset({_OPEN + "text"}),
    ".ods": frozenset({_OPEN + "spreadsheet"}),
    ".odp": frozenset({_OPEN + "presentation"}),
    ".rtf": frozenset({"text/rtf", "application/rtf"}),
    ".zip": frozenset({"application/zip"}),
    ".7z": frozenset({"application/x-7z-compressed"}),
    ".rar": frozenset({"application/x-rar", "application/vnd.rar"}),
    ".gz": frozenset({"application/gzip"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".png": frozenset({"image/png"}),
    ".gif": frozenset({"image/gif"}),
    ".webp": frozenset({"image/webp"}),
    ".svg": frozenset({"image/svg+xml"}),
}
# What texts are that have an ending of their own; to libmagic they are just text.
TEXTS = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".eml": "message/rfc822",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".json": "application/json",
    ".md": "text/markdown",
}
WORDS = {".pdf": "a PDF", ".jpg": "a JPEG image", ".jpeg": "a JPEG image", ".svg": "an SVG drawing"}


def check_name(name: str) -> None:
    """Refuse, before the first byte comes, what the ending alone has a computer run."""
    last = ending(name)
    if last in PROGRAMS:
        raise Refused(f"Files that end in {last} are programs or disk images, which are not taken.")
    if last in SCRIPTS:
        raise Refused(
            f"Files that end in {last} can be run as a script, and are not taken. Give its text as a document."
        )
    if last in MACROS:
        raise Refused(
            f"Files that end in {last} can hold macros, which are programs. Save it without macros, and give that."
        )


def runs(name: str) -> bool:
    """Whether a file of that name would be run: asked of the files in an archive."""
    return ending(name) in PROGRAMS | SCRIPTS | MACROS


def check_claim(name: str, kind: str) -> None:
    """Refuse a file whose ending says something else than its content (a web page that is called a PDF)."""
    last = ending(name)
    if kind not in CLAIMS.get(last, {kind}):
        what = WORDS.get(last, f"a {last[1:]} file")
        raise Refused(f"Its name says that it is {what}, but it is not. Save it again under its right type.")
