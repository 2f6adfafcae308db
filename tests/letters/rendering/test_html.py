"""The letter as an HTML document of its own."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from letters.composing.parents import compose, preview
from letters.rendering.html import letter_html
from letters.rendering.plain import plain_text
from tests.letters.seed_facts import REFERENCES, seed_facts


class Reader(HTMLParser):
    """The words of the body, and each start tag with its attributes."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if ("main", {"class": "letter"}) in self.tags:
            self.words.append(data)


@pytest.mark.parametrize("reference", REFERENCES)
def test_body_is_the_letter_word_for_word(reference: str) -> None:
    text = compose(seed_facts(reference))
    body = "".join(Reader(letter_html(text)).words)
    plain = re.sub(r"^\d\. ", "", plain_text(text), flags=re.MULTILINE)
    plain = re.sub(r"here \(https\S+\)", "here", plain)
    assert body.split() == plain.split()


def test_document_says_its_language_title_and_version_and_needs_no_other_file() -> None:
    document = letter_html(compose(seed_facts("essex-2022")))
    assert document.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert (
        "<title>Letter to parents and carers: re-visit of Essex from Tuesday 17 May 2022</title>" in document
    )
    assert '<meta name="generator" content="parents-2022.1">' in document
    tags = [tag for tag, _ in Reader(document).tags]
    assert "style" in tags
    assert not {"link", "script", "img"} & set(tags)
    assert tags.count("h1") == 1


def test_styles_can_be_linked_for_pages_that_forbid_inline_ones() -> None:
    document = letter_html(compose(seed_facts("essex-2022")), stylesheets=["/static/letters/letter.css"])
    tags = Reader(document).tags
    assert ("link", {"rel": "stylesheet", "href": "/static/letters/letter.css"}) in tags
    assert "style" not in [tag for tag, _ in tags]


def test_large_print_is_marked_for_its_style() -> None:
    document = letter_html(compose(seed_facts("essex-2022")), large_print=True)
    assert ("main", {"class": "letter large"}) in Reader(document).tags


def test_gap_of_a_preview_is_marked() -> None:
    document = letter_html(preview(replace(seed_facts("essex-2022"), survey_url=None)))
    assert "<mark>[survey link to follow]</mark>" in document


def test_markup_in_a_fact_is_text() -> None:
    facts = replace(seed_facts("essex-2022"), signatory_name="<script>alert(1)</script> & {{ settings }}")
    document = letter_html(compose(facts))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ settings }}" in document
