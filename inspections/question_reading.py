"""What the writer of a question for parents is told of how hard it reads. It hints, and blocks nothing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.reading_age import find_words, measure, sentences, syllables

# Many adults read with ease what a child of about this age does.
AIM = 12
LONG_WORD = 4  # syllables
LONG_SENTENCE = 20  # words
# Long, and known to every parent who reads this.
KNOWN = frozenset(
    {"education", "educational", "disability", "disabilities", "information", "especially", "secondary"}
)


@dataclass(frozen=True, slots=True)
class Hint:
    """The age at which one reads the question with ease, in years, 0 for no words; and what makes it hard."""

    age: int
    long_words: tuple[str, ...]
    long_sentences: int

    @property
    def hard(self) -> bool:
        return self.age > AIM

    @property
    def aim(self) -> int:
        return AIM


def hint(text: str, options: Sequence[str]) -> Hint:
    """Of the question as parents read it. Its answers are too short to have an age, but may have long words."""
    found = [word for part in (text, *options) for word in find_words(part)]
    long = [word for word in found if word.islower() and syllables(word) >= LONG_WORD and word not in KNOWN]
    return Hint(
        age=measure([text]).age,
        long_words=tuple(dict.fromkeys(long)),
        long_sentences=sum(len(find_words(sentence)) > LONG_SENTENCE for sentence in sentences(text)),
    )
