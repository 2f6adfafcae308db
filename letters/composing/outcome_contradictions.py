"""Where a summary says the opposite of the decision that is printed beneath it: a warning, no more. Pure."""

import re
from collections.abc import Iterator, Sequence

from letters.composing.style import Hint
from letters.composing.text import Block, passages, words

_NOT_YET = r"(?:still|yet|so far|always|consistently|fully)"
# "not made sufficient progress", "insufficient progress", "too little progress", "progress is not sufficient".
INSUFFICIENT = re.compile(
    rf"(?:\b(?:not|never)|n[’']t)\b(?!\s+(?:only|just))(?:\s+{_NOT_YET})*(?:\s+(?:made|making|make|shown|seen|been|enough))?(?:\s+\w+)?\s+"
    r"(?:sufficient|enough)\s+progress\b"
    r"|\binsufficient\s+progress\b|\b(?:too little|little or no)\s+progress\b"
    r"|\bprogress\s+(?:is|was|has)(?:\s+been)?\s+(?:not(?:\s+yet)?\s+(?:been\s+)?sufficient|insufficient)\b"
    r"|\b(?:without|no)\s+sufficient\s+progress\b",
    re.IGNORECASE,
)
SUFFICIENT = re.compile(
    r"\bsufficient\s+progress\b|\bprogress\s+(?:is|was|has been)\s+sufficient\b", re.IGNORECASE
)


def contradictions(sufficient: bool | None, blocks: Sequence[Block]) -> tuple[Hint, ...]:
    """Of a weakness's summary. Nothing contradicts a decision that is not made."""
    if sufficient is None:
        return ()
    return tuple(_found(sufficient, blocks))


def _found(sufficient: bool, blocks: Sequence[Block]) -> Iterator[Hint]:
    said = "is sufficient" if sufficient else "is not sufficient"
    advice = (
        f"The judgement on this weakness says that progress {said}: these words seem to say the opposite."
    )
    for block in blocks:
        for passage in passages(block):
            text = words(passage)
            against = [match.span() for match in INSUFFICIENT.finditer(text)]
            for match in (INSUFFICIENT if sufficient else SUFFICIENT).finditer(text):
                inside = any(start <= match.start() and match.end() <= end for start, end in against)
                if sufficient or not inside:
                    yield Hint("contradiction", passage.name, match.group(), advice)
