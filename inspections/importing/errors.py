"""What is wrong with an import file, by path."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError as RefusedByModel
from django.db import IntegrityError, transaction
from pydantic import BaseModel, ValidationError

from inspections.policies import Refused
from inspections.timeline.schedule import FEWEST_DAYS, MOST_DAYS

Model = TypeVar("Model", bound=BaseModel)


class ImportFailed(Exception):
    """Nothing was imported. `errors` has one line for each fault: `cases[0].revisit.first_day: what is wrong`."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def parse(text: str, model: type[Model]) -> Model:
    """Read JSON into the model; raises ImportFailed with every fault in it."""
    try:
        return model.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise ImportFailed(
            [f"line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})"]
        ) from None
    except ValidationError as error:
        raise ImportFailed(
            [f"{path(fault['loc'])}: {message(fault['msg'])}" for fault in error.errors()]
        ) from None


@contextmanager
def told_by(where: str) -> Iterator[None]:
    """What the models or the database refuse inside is undone, and becomes ImportFailed at that path."""
    try:
        with transaction.atomic():
            yield
    except RefusedByModel as error:
        raise ImportFailed([f"{where}: {line}" for line in error.messages]) from None
    except Refused as refusal:
        raise ImportFailed([f"{where}: {refusal}"]) from None
    except IntegrityError as error:
        raise ImportFailed([f"{where}: the database refused it ({str(error).splitlines()[0]})"]) from None


def refuse_lengths(days: Mapping[str, int]) -> None:
    """Raise ImportFailed unless every visit, by the path of its last day, has two to four days (G19)."""
    wrong = [where for where, count in days.items() if not FEWEST_DAYS <= count <= MOST_DAYS]
    if wrong:
        raise ImportFailed(
            [f"{where}: must be the second, third or fourth on-site working day" for where in wrong]
        )


def path(parts: tuple[int | str, ...]) -> str:
    """`("cases", 0, "revisit")` as `cases[0].revisit`; the file itself is `file`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".") or "file"


def message(text: str) -> str:
    text = text.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
