from letters.models.circulation import Circulation
from letters.models.letter import Letter
from letters.models.letter_file import LetterFile
from letters.models.outcome import LetterSection, LetterVersion, OutcomeLetter, SectionVersion

__all__ = [
    "Circulation",
    "Letter",
    "LetterFile",
    "LetterSection",
    "LetterVersion",
    "OutcomeLetter",
    "SectionVersion",
]
