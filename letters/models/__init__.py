from letters.models.circulation import Circulation
from letters.models.identifier import IdentifierDecision
from letters.models.letter import Letter
from letters.models.letter_file import LetterFile
from letters.models.outcome import LetterSection, LetterVersion, OutcomeLetter, SectionVersion
from letters.models.quality import QualityReview

__all__ = [
    "Circulation",
    "IdentifierDecision",
    "Letter",
    "LetterFile",
    "LetterSection",
    "LetterVersion",
    "OutcomeLetter",
    "QualityReview",
    "SectionVersion",
]
