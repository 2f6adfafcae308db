from letters.models.accuracy import (
    AccuracyComment,
    AccuracyRound,
    Answer,
    AnswerAgreement,
    AnswersTold,
    LateAnswer,
    LateRequest,
    Side,
    Submission,
)
from letters.models.accuracy_file import AccuracyFile
from letters.models.circulation import Circulation
from letters.models.correction import Correction
from letters.models.identifier import IdentifierDecision
from letters.models.ignored_hint import IgnoredHint
from letters.models.letter import Letter
from letters.models.letter_file import LetterFile
from letters.models.outcome import LetterSection, LetterVersion, OutcomeLetter, SectionVersion
from letters.models.publication import Publication
from letters.models.quality import QualityReview
from letters.models.section_comment import SectionComment
from letters.models.section_presence import SectionPresence
from letters.models.sign_off import SignOff

__all__ = [
    "AccuracyComment",
    "AccuracyFile",
    "AccuracyRound",
    "Answer",
    "AnswerAgreement",
    "AnswersTold",
    "Circulation",
    "Correction",
    "IdentifierDecision",
    "IgnoredHint",
    "LateAnswer",
    "LateRequest",
    "Letter",
    "LetterFile",
    "LetterSection",
    "LetterVersion",
    "OutcomeLetter",
    "Publication",
    "QualityReview",
    "SectionComment",
    "SectionPresence",
    "SectionVersion",
    "Side",
    "SignOff",
    "Submission",
]
