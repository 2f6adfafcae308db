"""Fonts for pages in letters that Liberation Sans has not: their files, and whether they have every letter of a text.

The PDF takes each by its file and not by its family: what was looked at here is what is embedded, no font of the
machine's choice stands in, and letters to parents are set as if these were not there.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import category, decomposition

from letters.rendering.system_libraries import CHECKOUT, SYSTEM_FONTS

UNPACKED = CHECKOUT / "var" / "system" / "fonts" / "usr" / "share" / "fonts"
# Ukrainian's own apostrophe, for which few fonts have a shape, looks as the usual one.
ALIKE = {0x02BC: "\u2019"}
# What has no shape of its own: separators, controls, and marks of direction and joining.
SHAPELESS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of one script by their files' names, without suffix. `bold` may be empty: then nothing is bold."""

    family: str
    regular: str
    bold: str = ""

    def complete(self) -> bool:
        """Whether each of them is on this machine."""
        return all(found(name) for name in self._names())

    def hold(self, text: str) -> bool:
        """Whether every letter of the text has a shape, in these or in Liberation Sans."""
        wanted = {letter for letter in text.translate(ALIKE) if category(letter) not in SHAPELESS}
        latin = _letters(LATIN.regular)
        return self.complete() and all(wanted <= _letters(name) | latin for name in self._names())

    def files(self) -> Iterator[tuple[str, Path]]:
        """(weight in CSS, file) of each that is on this machine."""
        for weight, name in (("normal", self.regular), ("bold", self.bold)):
            file = found(name) if name else None
            if file:
                yield weight, file

    def _names(self) -> list[str]:
        return [name for name in (self.regular, self.bold) if name]


LATIN = Faces("Liberation Sans", "LiberationSans-Regular", "LiberationSans-Bold")
NASKH = Faces("Noto Naskh Arabic UI", "NotoNaskhArabicUI-Regular", "NotoNaskhArabicUI-Bold")
BENGALI = Faces("Noto Sans Bengali UI", "NotoSansBengaliUI-Regular", "NotoSansBengaliUI-Bold")
GUJARATI = Faces("Noto Sans Gujarati UI", "NotoSansGujaratiUI-Regular", "NotoSansGujaratiUI-Bold")
GURMUKHI = Faces("Noto Sans Gurmukhi UI", "NotoSansGurmukhiUI-Regular", "NotoSansGurmukhiUI-Bold")
HAN = Faces("Droid Sans Fallback", "DroidSansFallbackFull")
# By language, as HTML's `lang` has it; others are written in letters of Liberation Sans.
BY_LANGUAGE = {
    "ar": NASKH,
    "bn": BENGALI,
    "fa": NASKH,
    "gu": GUJARATI,
    "pa": GURMUKHI,
    "ur": NASKH,
    "zh-Hans": HAN,
}


def holds(language: str, text: str) -> bool:
    """Whether a PDF of this text, which is in this language, shows no empty box."""
    faces = BY_LANGUAGE.get(language, LATIN)
    # A machine without Liberation Sans has another font for Latin letters, which is not known here.
    return faces.hold(text) or (faces is LATIN and not LATIN.complete())


def missing() -> Sequence[str]:
    """The languages whose letters this machine lacks."""
    return [language for language, faces in BY_LANGUAGE.items() if not faces.complete()]


@cache
def found(name: str) -> Path | None:
    """The font's file, where it was installed or unpacked."""
    folders = (*SYSTEM_FONTS, UNPACKED)
    return next((file for folder in folders for file in folder.rglob(f"{name}.ttf")), None)


@cache
def shapes(name: str) -> Mapping[int, str]:
    """The letter of each shape that stands for a single one, by the shape's number in the font.

    Not those that only repeat another in the form that it has at one place of a word.
    """
    return {
        number: each for each, number in _numbers(name).items() if not decomposition(each).startswith("<")
    }


def _letters(name: str) -> Set[str]:
    """What it has a shape for."""
    return _numbers(name).keys()


@cache
def _numbers(name: str) -> Mapping[str, int]:
    from fontTools.ttLib import TTFont  # a sixth of a second that only these pages take

    file = found(name)
    if file is None:
        return {}
    with TTFont(file, lazy=True) as font:
        return {chr(code): font.getGlyphID(shape) for code, shape in font.getBestCmap().items()}
