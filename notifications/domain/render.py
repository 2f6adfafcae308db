"""From facts to words. Only the program's own template files are run, never text of the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import BlockNode


@dataclass(frozen=True)
class Rendered:
    """One message in words: the subject is one line, `gist` the text without greeting and signature, for a digest."""

    subject: str
    text: str
    html: str
    gist: str


def render(code: str, facts: Mapping[str, Any]) -> Rendered:
    """Fill the three templates of a message."""
    context = dict(facts)
    subject = " ".join(render_to_string(f"emails/{code}.subject.txt", context).split())
    text = tidy(render_to_string(f"emails/{code}.txt", context))
    html = render_to_string(f"emails/{code}.html", context | {"subject": subject})
    return Rendered(subject, text, html, _gist(code, context))


def _gist(code: str, context: dict[str, Any]) -> str:
    """What the template writes into the block "body" of its frame."""
    template = get_template(f"emails/{code}.txt").template  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type(BlockNode):
        if node.name == "body":
            with_engine = Context(context, autoescape=False)
            with with_engine.bind_template(template):
                return tidy(node.nodelist.render(with_engine))
    return ""


def tidy(text: str) -> str:
    """No spaces at the ends of lines, at most one empty line in a row, one newline at the end."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
