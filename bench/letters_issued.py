"""Issued letters for a bench: versions of the letters of the four seed cases, each with facts of its own."""

from dataclasses import replace
from itertools import cycle, islice

from django.utils import timezone

from inspections.importing.cases import import_cases
from inspections.models import Revisit
from letters.actions.issue import digest
from letters.composing.facts import ParentsLetterFacts
from letters.composing.parents import compose
from letters.models import Letter
from letters.rendering.html import css, print_html
from letters.rendering.pdf import LARGE_PRINT_STYLESHEETS, STYLESHEETS
from tests.letters.seed_facts import CASES_FILE, REFERENCES, seed_facts


def facts(count: int) -> list[ParentsLetterFacts]:
    """The four seeds in turn; the name of the signatory tells the letters apart."""
    seeds = islice(cycle([seed_facts(reference) for reference in REFERENCES]), count)
    return [replace(seed, signatory_name=f"Inspector {number}") for number, seed in enumerate(seeds)]


def issue(count: int) -> list[int]:
    """Freeze `count` letters; their keys. No worker is told of them."""
    import_cases(CASES_FILE.read_text(encoding="utf-8"), at=timezone.now())
    cases = cycle([Revisit.objects.get(reference=reference) for reference in REFERENCES])
    rows = []
    for number, (given, case) in enumerate(zip(facts(count), cases, strict=False)):
        text = compose(given).as_dict()
        rows.append(
            Letter(
                revisit=case,
                kind=Letter.Kind.PARENTS,
                version=number // len(REFERENCES) + 1,
                facts=given.as_dict(),
                text=text,
                template_version=text["template_version"],
                addressees=[],
                sha256=digest(text),
                issued_at=timezone.now(),
                reason="bench" if number >= len(REFERENCES) else "",
            )
        )
    return [letter.pk for letter in Letter.objects.bulk_create(rows)]


def htmls(count: int) -> list[list[str]]:
    """The finished HTML of as many letters, style inside: for each the ordinary one and the large print."""
    return [[_page(given, large_print=False), _page(given, large_print=True)] for given in facts(count)]


def _page(given: ParentsLetterFacts, *, large_print: bool) -> str:
    sheets = LARGE_PRINT_STYLESHEETS if large_print else STYLESHEETS
    styles = "".join(css(name) for name in sheets)
    html = print_html(compose(given), large_print=large_print)
    return html.replace("</head>", f"<style>{styles}</style></head>")
