"""Reads the words out of one file that somebody gave. Runs as a process of its own, with nothing to lose.

    python reader.py MEDIA-TYPE FILE

writes one line of JSON for each page, `[place, text]`, and at last `[null, why it is not whole]` or `[null, ""]`.
What is given may be hostile or broken: time, memory and output are bounded by the system, before any of it is read.
No part of the program is imported here: neither its settings nor its secrets are within reach.
"""

import email
import email.policy
import json
import resource
import sys
from collections.abc import Callable, Iterator

CPU_SECONDS, MEMORY, FILES = 60, 1 << 30, 32
MOST_PAGES, MOST_CHARACTERS, LONGEST = 3000, 4_000_000, 20_000
MOST_WRITTEN = MOST_CHARACTERS * 6
CUT = "Only the beginning was read: it is very long."

Pages = Iterator[tuple[str, str]]
OFFICE = "application/vnd.openxmlformats-officedocument."


def pdf(path: str) -> Pages:
    from pypdf import PdfReader

    for number, page in enumerate(PdfReader(path).pages, start=1):
        yield f"page {number}", page.extract_text()


def document(path: str) -> Pages:
    """A word processor's: it knows no pages."""
    from docx import Document
    from docx.table import Table

    said: list[str] = []
    for part in Document(path).iter_inner_content():
        if isinstance(part, Table):
            said += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            said.append(part.text)
    yield "", "\n".join(said)


def slides(path: str) -> Pages:
    from pptx import Presentation

    for number, slide in enumerate(Presentation(path).slides, start=1):
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        said += [cell.text for table in tables for row in table.rows for cell in row.cells]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            said.append(slide.notes_slide.notes_text_frame.text)
        yield f"slide {number}", "\n".join(said)


def sheets(path: str) -> Pages:
    from openpyxl import load_workbook

    for sheet in load_workbook(path, read_only=True, data_only=True).worksheets:
        said: list[str] = []
        for row in sheet.iter_rows(values_only=True):
            cells = [str(value) for value in row if value is not None]
            said += ["\t".join(cells)] if cells else []
        yield f"sheet {sheet.title}"[:60], "\n".join(said)


def plain(path: str) -> Pages:
    with open(path, "rb") as file:
        yield "", decoded(file.read(MOST_CHARACTERS * 4))


def message(path: str) -> Pages:
    """An e-mail: what its head says, and its words."""
    with open(path, "rb") as file:
        found = email.message_from_binary_file(file, policy=email.policy.default)
    head = [f"{name}: {found[name]}" for name in ("From", "To", "Date", "Subject") if found[name]]
    body = found.get_body(preferencelist=("plain",))
    yield "", "\n".join([*head, "", body.get_content() if body else ""])


def decoded(raw: bytes) -> str:
    for name in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace")


READERS: dict[str, Callable[[str], Pages]] = {
    "application/pdf": pdf,
    f"{OFFICE}wordprocessingml.document": document,
    f"{OFFICE}presentationml.presentation": slides,
    f"{OFFICE}spreadsheetml.sheet": sheets,
    "message/rfc822": message,
}


def reader(kind: str) -> Callable[[str], Pages] | None:
    return READERS.get(kind) or (plain if kind.startswith("text/") else None)


def pieces(pages: Pages) -> Pages:
    """The pages with words in them, a long one in pieces."""
    for place, text in pages:
        clean = text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
        for start in range(0, len(clean), LONGEST):
            if piece := clean[start : start + LONGEST].strip():
                yield place, piece


def bounded(pages: Pages) -> Iterator[tuple[str | None, str]]:
    """No more of them than are kept, and whether that is all."""
    count = size = 0
    for place, text in pages:
        count, size = count + 1, size + len(text)
        if count > MOST_PAGES or size > MOST_CHARACTERS:
            yield None, CUT
            return
        yield place, text
    yield None, ""


def main(kind: str, path: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read = reader(kind)
    for line in bounded(pieces(read(path))) if read else ():
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
