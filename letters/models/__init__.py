from letters.models.letter import Letter
from letters.models.letter_file import LetterFile

__all__ = ["Letter", "LetterFile"]
