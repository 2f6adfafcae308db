"""The addresses at which the parents' survey is made: where it is, what it asks, and in which languages."""

from typing import Any

from tests.cast import Cast
from tests.row import EDITORS, EVERYBODY, INSPECTORS, NOBODY, TEAM, Row

KEEPERS = frozenset({"support"})
# Who takes questions from the bank, and who keeps it.
BANK_READERS = INSPECTORS | KEEPERS
CHANGING = ("survey-kind", "survey-answers", "survey-extend", "survey-replace")
ASKING_ROWS = (
    *(Row(name, EDITORS, post=EDITORS) for name in CHANGING),
    *(Row(name, BANK_READERS) for name in ("bank", "bank-version")),
    # There is one version yet.
    Row("bank-compare", NOBODY),
    *(Row(f"bank-{page}", KEEPERS, post=KEEPERS) for page in ("issue", "question-add", "question-change")),
    *(
        Row(f"bank-{act}", EVERYBODY, answer=405, post=KEEPERS)
        for act in ("begin", "drop", "question-remove", "question-move")
    ),
    Row("questions-from-bank", TEAM, post=TEAM),
    *(Row(f"page-words{more}", BANK_READERS) for more in ("", "-language")),
    Row("translations", TEAM | KEEPERS),
    Row("translation", TEAM | KEEPERS, post=TEAM | KEEPERS),
)


def asking_addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """What `tests.addresses` gives each of them."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    version = {"number": 1}
    question = {**version, "line": 1}
    return {
        **dict.fromkeys(CHANGING, case),
        **dict.fromkeys(
            ["bank-version", "bank-compare", "bank-issue", "bank-drop", "bank-question-add"], version
        ),
        **dict.fromkeys([f"bank-question-{act}" for act in ("change", "remove", "move")], question),
        "page-words-language": {"code": "ur"},
        "translations": case,
        "translation": {**case, "code": "ur"},
        "questions-from-bank": {**case, "purpose": "survey", "number": 3},
    }
