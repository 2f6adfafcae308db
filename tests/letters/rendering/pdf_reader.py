"""What a PDF shows, read with pikepdf alone: every piece of text with its size in points."""

import re
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


def shown(pdf: bytes) -> list[tuple[str, float]]:
    """(text, points) for each piece in the order painted, page numbers included."""
    document = opened(pdf)
    return [piece for page in document.pages for piece in shown_on(page)]


def shown_on(page: Any) -> list[tuple[str, float]]:
    """The same for one page."""
    scales, pieces, glyphs, size = [1.0], [], {}, 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            scales.append(scales[-1])
        elif name == "Q":
            scales.pop()
        elif name == "cm":
            scales[-1] *= abs(float(operands[0]))
        elif name == "Tf":
            glyphs, size = _glyphs(page.Resources.Font[str(operands[0])]), float(operands[1])
        elif name == "TJ":
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            text = "".join(glyphs[codes[at : at + 2]] for at in range(0, len(codes), 2))
            pieces.append((text, size * scales[-1]))
    return pieces


def _glyphs(font: Any) -> dict[bytes, str]:
    """Two-byte glyph code to characters, from the font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", cmap.split("endcodespacerange")[1])
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
