"""What is wrong with an import file, by path."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

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


def path(parts: tuple[int | str, ...]) -> str:
    """`("cases", 0, "revisit")` as `cases[0].revisit`; the file itself is `file`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".") or "file"


def message(text: str) -> str:
    text = text.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
