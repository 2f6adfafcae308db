"""What each shape of a PDF's fonts says, for those who have it read aloud, search in it or copy from it.

In Indian scripts a vowel may stand before, or on both sides of, the consonant that it follows. WeasyPrint names all of
such a syllable by its last shape, and the others by nothing: letters would be missing, and PDF/UA wants none to be.
"""

import re
from typing import Any

from letters.rendering.faces import Faces, shapes

NAMED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
# For a part of a letter that is named by the shape beside it: it joins, and says nothing.
JOINER = "\u200d"


def name_shapes(faces: Faces, _: Any, pdf: Any) -> None:
    """WeasyPrint's last step: every shape that stands for one letter is named by it, and none by nothing."""
    for font in pdf.objects:
        if isinstance(font, dict) and "ToUnicode" in font and _of(faces, font):
            known = shapes(
                faces.bold if faces.bold and b"-Bold" in _bytes(font["BaseFont"]) else faces.regular
            )
            stream = pdf.objects[int(_bytes(font["ToUnicode"]).split()[0])].stream
            stream[:] = [_named(line, known) for line in stream]


def _of(faces: Faces, font: Any) -> bool:
    return faces.family.replace(" ", "-").encode() in _bytes(font["BaseFont"])


def _named(line: bytes, known: Any) -> bytes:
    """One line of the font's list of shapes, such as "<0033> <09ad>"."""
    found = NAMED.fullmatch(line)
    if found is None:
        return line
    number, said = found.groups()
    letter = known.get(int(number, 16)) or bytes.fromhex(said.decode()).decode("utf-16-be") or JOINER
    return b"<%s> <%s>" % (number, letter.encode("utf-16-be").hex().encode())


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
