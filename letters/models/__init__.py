from letters.models.circulation import Circulation
from letters.models.letter import Letter
from letters.models.letter_file import LetterFile

__all__ = ["Circulation", "Letter", "LetterFile"]
