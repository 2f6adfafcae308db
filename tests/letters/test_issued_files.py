"""The files of an issued outcome letter: every one says the frozen words, and is what its hash says (G26)."""

import hashlib

import page

from letters.composing.text import LetterText
from letters.models import Letter
from letters.rendering.plain import plain_text
from tests.conftest import StandingClock
from tests.letters import finals
from tests.letters.finals import AT
from tests.letters.rendering.pdf_reader import read_aloud
from tests.letters.rendering.test_outcome import Words, closed_up


def test_g26_every_file_of_the_issued_letter_says_the_words_that_were_signed(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    letter = Letter.objects.get(revisit=finals.sent().revisit, kind="outcome")
    files = {file.format: bytes(file.content) for file in letter.files.all()}
    for file in letter.files.all():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
    signed = letter.revisit.outcome_letter.versions.latest("number")
    frozen = closed_up(plain_text(LetterText.from_dict(signed.text)))
    assert closed_up(Words(files["html"].decode()).text) == frozen
    assert closed_up(files["text"].decode()) == frozen
    for code in ("pdf", "large-print"):
        aloud, elements = read_aloud(files[code])
        assert closed_up(aloud) == frozen
        assert [kind for kind, _ in elements if kind in ("H1", "H2")][:2] == ["H1", "H2"]
        assert page.is_pdf_compliant_bytes(files[code], profile="ua1")
