"""The addresses at which the parents' survey is made: where it is, what it asks, and in which languages."""

from typing import Any

from tests.cast import Cast
from tests.row import EDITORS, Row

ASKING_ROWS = (*(Row(name, EDITORS, post=EDITORS) for name in ("survey-kind", "survey-answers")),)


def asking_addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """What `tests.addresses` gives each of them."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    return dict.fromkeys(["survey-kind", "survey-answers"], case)
