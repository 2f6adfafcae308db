"""From facts to words. Only the program's own template files are run, never text of the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string


@dataclass(frozen=True)
class Rendered:
    """One message in words: the subject is one line."""

    subject: str
    text: str
    html: str


def render(code: str, facts: Mapping[str, Any]) -> Rendered:
    """Fill the three templates of a message."""
    context = dict(facts)
    subject = " ".join(render_to_string(f"emails/{code}.subject.txt", context).split())
    text = _tidy(render_to_string(f"emails/{code}.txt", context))
    html = render_to_string(f"emails/{code}.html", context | {"subject": subject})
    return Rendered(subject, text, html)


def _tidy(text: str) -> str:
    """No spaces at the ends of lines, at most one empty line in a row, one newline at the end."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
