"""A file of an outside survey's results as a table: whatever spreadsheet or survey tool wrote it. Pure."""

import csv
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

LARGEST = 50 * 1024 * 1024
MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 400, 100_000, 20_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"


class Unreadable(Exception):
    """The file cannot be read as a table; the sentence says why, and where."""


@dataclass(frozen=True)
class Table:
    """Headings, and rows of as many cells; `lines` has the line of the file on which each row begins, from one."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]

    def without(self, columns: set[int]) -> "Table":
        """The same without these columns."""
        kept = [place for place in range(len(self.headings)) if place not in columns]
        rows = [[row[place] for place in kept] for row in self.rows]
        return Table([self.headings[place] for place in kept], rows, self.lines)

    def column(self, place: int) -> Iterator[str]:
        return (row[place] for row in self.rows)

    def packed(self) -> bytes:
        text = json.dumps([self.headings, self.rows, self.lines], ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode(), 6)


def unpacked(packed: bytes) -> Table:
    """What `Table.packed` made."""
    return Table(*json.loads(zlib.decompress(packed)))


def fingerprint(content: bytes) -> str:
    """SHA-256 of a file as it was given: the same file is known again."""
    return hashlib.sha256(content).hexdigest()


def read_table(content: bytes) -> Table:
    """The first row is the headings; rows without a single word are left out. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than 50 MB.")
    text = decoded(content)
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    csv.field_size_limit(LARGEST)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([" ".join(cell.split()) if not rows else cell.strip() for cell in row])
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            f"Line {reader.line_num} cannot be read: a quotation mark is out of place."
        ) from error
    if len(rows) < 2:
        raise Unreadable("The file has no row of answers beneath its headings.")
    _check_shape(rows, lines)
    return Table(rows[0], rows[1:], lines[1:])


def decoded(content: bytes) -> str:
    """The text in UTF-8, UTF-16 or Windows-1252, whichever it is. Raises Unreadable for what is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _in(content, encoding)
    # UTF-16 without its mark: every other byte of plain letters is nought.
    beginning = content[:2000]
    if beginning[1::2].count(0) > len(beginning) // 4:
        return _in(content, "utf-16-le")
    if beginning[::2].count(0) > len(beginning) // 4:
        return _in(content, "utf-16-be")
    if b"\0" in content:
        raise Unreadable("This is no CSV file. Save the sheet as CSV, and give that file.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _in(content, "cp1252")


def _in(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("This is no CSV file. Save the sheet as CSV, and give that file.") from error


def _delimiter(text: str) -> str:
    """What parts the cells: what stands most often in the headings outside quotation marks."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    quoted = False
    for letter in text[:100_000]:
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in counts:
            counts[letter] += 1
        elif not quoted and letter in "\r\n" and any(counts.values()):
            break
    return max(counts, key=lambda letter: counts[letter])


def _check_shape(rows: list[list[str]], lines: list[int]) -> None:
    """Every row has a cell for each heading; those that a tool left out at the end are empty."""
    headings = rows[0]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise Unreadable(f"A file has {MOST_COLUMNS} columns and {MOST_ROWS:,} rows at most.")
    for row, line in zip(rows[1:], lines[1:], strict=True):
        if any(row[len(headings) :]):
            raise Unreadable(f"Line {line} has more cells than there are headings.")
        row[len(headings) :] = []
        row.extend([""] * (len(headings) - len(row)))
        for place, cell in enumerate(row):
            if len(cell) > LONGEST_CELL:
                raise Unreadable(
                    f"Line {line}, column {place + 1} (“{headings[place]}”): more than {LONGEST_CELL:,} characters."
                )
