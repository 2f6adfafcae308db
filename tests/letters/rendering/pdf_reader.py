"""What a PDF shows and what it says, read with pikepdf alone: each text with its size or its kind."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


def opened(pdf: bytes) -> Any:
    return pikepdf.open(BytesIO(pdf))


def fonts(pdf: bytes) -> list[tuple[str, bool]]:
    """(name, embedded) of each font used, over all pages."""
    document = opened(pdf)
    used = [font for page in document.pages for font in page.Resources.Font.values()]
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in used]
    return [(str(descriptor.FontName), "/FontFile2" in descriptor) for descriptor in descriptors]


def empty_boxes(pdf: bytes) -> list[str]:
    """The fonts in which a letter is shown as the box that stands for a missing one."""
    document = opened(pdf)
    used = [font for page in document.pages for font in page.Resources.Font.values()]
    return [
        str(font.BaseFont) for font in used if font.Encoding != "/Identity-H" or bytes(2) in _glyphs(font)
    ]


def shown(pdf: bytes) -> list[tuple[str, float]]:
    """(text, points) for each piece in the order painted, page numbers included."""
    document = opened(pdf)
    return [piece for page in document.pages for piece in shown_on(page)]


def shown_on(page: Any) -> list[tuple[str, float]]:
    """The same for one page."""
    return [(text, size) for text, size, _ in _painted(page)]


def read_aloud(pdf: bytes) -> tuple[str, list[tuple[str, str]]]:
    """All words in the order of the structure tree, as they are read aloud; and (kind, words) of each of its elements.

    Running feet are no part of it. Kinds are as "H1", "LI", "Link"; an element comes before those within it.
    """
    document = opened(pdf)
    painted: dict[tuple[Any, int], str] = {}
    for page in document.pages:
        for text, _, mark in _painted(page):
            if mark is not None:
                place = page.obj.objgen, mark
                painted[place] = painted.get(place, "") + text
    elements: list[tuple[str, str]] = []
    return _aloud(document.Root.StructTreeRoot.K, None, painted, elements), elements


def _aloud(node: Any, page: Any, painted: dict[tuple[Any, int], str], elements: list[tuple[str, str]]) -> str:
    """The words of a node of the tree; what it and those within it are goes to `elements`."""
    if isinstance(node, int):
        return painted.get((page, node), "")
    if isinstance(node, pikepdf.Array):
        return "".join(_aloud(part, page, painted, elements) for part in node)
    if not isinstance(node, pikepdf.Dictionary):
        return ""
    page = node.Pg.objgen if "/Pg" in node else page
    if "/MCID" in node:
        return painted.get((page, int(node.MCID)), "")
    place = len(elements)
    elements.append((str(node.get("/S", "")).removeprefix("/"), ""))
    text = _aloud(node.get("/K"), page, painted, elements)
    elements[place] = elements[place][0], text
    return text


def _painted(page: Any) -> Iterator[tuple[str, float, int | None]]:
    """(text, points, number of its marked content) in the order painted; None for what is no content."""
    scales, marks, glyphs, size = [1.0], [], {}, 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            scales.append(scales[-1])
        elif name == "Q":
            scales.pop()
        elif name == "cm":
            scales[-1] *= abs(float(operands[0]))
        elif name in ("BDC", "BMC"):
            marked: Any = operands[1] if name == "BDC" else {}
            marks.append(int(marked["/MCID"]) if "/MCID" in marked else None)
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            glyphs, size = _glyphs(page.Resources.Font[str(operands[0])]), float(operands[1])
        elif name == "TJ":
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            text = "".join(glyphs[codes[at : at + 2]] for at in range(0, len(codes), 2))
            yield text, size * scales[-1], marks[-1] if marks else None


def _glyphs(font: Any) -> dict[bytes, str]:
    """Two-byte glyph code to characters, from the font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", cmap.split("endcodespacerange")[1])
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
