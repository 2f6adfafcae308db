"""How hard a text is to read: words, sentences, syllables, and the age at which one reads it with ease. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A full stop after these does not end a sentence.
ABBREVIATIONS = frozenset({"e.g.", "i.e.", "etc.", "cf.", "no.", "mr.", "mrs.", "ms.", "dr.", "st."})
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*")
# Vowels side by side that are two syllables: are-a, cre-ate, situ-ation, vari-ous, experi-ence.
_APART = re.compile(r"rea(?=s?$)|(?<=cr)ea(?=t)|(?<![qg])ua|(?<=[rd])ie(?=n)|(?<![tcsg])i[ao](?=[a-z])")
# An "e" that is not spoken: mad(e), plac(e)ment, improv(e)d, outcom(e)s, tim(e)ly.
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouy]l)e$|(?<![aeiouytd])ed$|(?<![aeiouycsxzg])(?<![^aeiouy]l)es$"
    r"|(?<![aeiouyl])e(?=ment|less|ful|ly$|liness|fore)"
)
_ENDS = re.compile(r"[.!?]+[”\"')]*(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text measured: words, sentences and syllables counted, Flesch-Kincaid grade (years of school)."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """Flesch and Kincaid's: 0.39 words a sentence + 11.8 syllables a word - 15.59; 0 for no words."""
        if not self.words:
            return 0.0
        return max(0.0, 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59)

    @property
    def age(self) -> int:
        """In years: five more than the years of school."""
        return round(self.grade) + 5 if self.words else 0


def measure(texts: Iterable[str]) -> Reading:
    """All of these texts together; each ends its last sentence."""
    found = [find_words(sentence) for text in texts for sentence in sentences(text)]
    lines = [line for line in found if line]
    count = sum(map(len, lines))
    return Reading(count, len(lines), sum(syllables(word) for line in lines for word in line))


def find_words(text: str) -> list[str]:
    """The words and numbers of a text, in its order."""
    found: list[str] = _WORD.findall(text)
    return found


def sentences(text: str) -> list[str]:
    """The text's sentences, as they stand in it, without the space around them."""
    found, start = [], 0
    for match in _ENDS.finditer(text):
        last = text[start : match.end()].split()
        if match.group() != "\n" and last and last[-1].lower() in ABBREVIATIONS:
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [sentence for sentence in [*found, text[start:].strip()] if sentence]


def syllables(word: str) -> int:
    """About how many syllables the word has: its groups of vowels, less a silent "e"; an abbreviation by letters."""
    if word[0].isdigit():
        return 1
    if word.isupper() and len(word) > 1 and len(word) <= 4:
        return len(word)
    return sum(_syllables(part) for part in re.split(r"['’-]", word.lower()) if len(part) > 1) or 1


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(groups + len(_APART.findall(word)) - len(_SILENT.findall(word)), 1)
