"""Small real files that the demo's areas give as evidence: plainly invented, and naming nobody."""

from functools import cache
from html import escape

from letters.rendering import system_libraries

PAGE = """<html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>
<p><strong>Invented for the demo.</strong></p>{paragraphs}</body></html>"""
IMPACT = (
    "Waiting times for a first assessment fell from 14 weeks in September to 9 weeks in March.",
    "Of 212 plans that were due for review, 187 were reviewed in time. A year before it was half of them.",
    "We asked 64 families what had changed: 41 said that they know whom to ring, 12 that nothing has.",
)
FORUM = (
    "Of 40 parents who answered us, 26 said that plans are better than a year ago.",
    "Parents still tell us that nobody rings back. We raised this with the area in January and in April.",
)
WAITING = """Month,Waiting for a first assessment,Average weeks
September,412,14
November,368,13
January,301,11
March,240,9
"""


@cache
def impact() -> bytes:
    return _pdf("Early help: what it changed", IMPACT)


@cache
def what_parents_said() -> bytes:
    return _pdf("What parents told the forum", FORUM)


def waiting_times() -> bytes:
    return WAITING.encode()


def health_summary() -> bytes:
    return b"Invented for the demo.\n\nSpeech and language therapy: 31 of 36 posts are filled. A year ago it was 24.\n"


def schedule() -> bytes:
    """Given with a comment on the draft letter."""
    return b"Invented for the demo\nDay,From,Session\n2,12:30,Visit to an early years setting\n"


def _pdf(title: str, paragraphs: tuple[str, ...]) -> bytes:
    system_libraries.load()
    import weasyprint

    text = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    made: bytes = weasyprint.HTML(string=PAGE.format(title=escape(title), paragraphs=text)).write_pdf()
    return made
