"""The outcome letter in every format: the same words, tagged, in one look; with 1, 5 and 14 weaknesses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import page
import pikepdf
import pytest

from letters.composing.outcome import compose
from letters.composing.text import LetterText, passages, words
from letters.rendering.html import letter_html
from letters.rendering.pdf import render_pdf
from letters.rendering.plain import plain_text
from tests.letters.outcome_rows import CONCERN, decided, letter
from tests.letters.rendering.pdf_reader import fonts, opened, read_aloud, shown, shown_on

SIZES = {1: (0, 1), 5: (3, 5), 14: (14, 14)}
OF = pytest.mark.parametrize("of", SIZES)
BOTH = pytest.mark.parametrize("large_print", [False, True], ids=["standard", "large print"])


@cache
def text_of(of: int) -> LetterText:
    """With other concerns where there are five."""
    return letter(decided(*SIZES[of], concerns=(CONCERN,) if of == 5 else ()))


@cache
def pdf_of(of: int, large_print: bool) -> bytes:
    return render_pdf(text_of(of), large_print=large_print)


class Words(HTMLParser):
    """The text of an HTML document's body; `tags` counts what is in it, `within` has the words of each, closed up."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", Counter[str]()
        self.within: defaultdict[str, list[str]] = defaultdict(list)
        self.open: list[str] = []
        self.feed(html[html.index("<body>") :])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags[tag] += 1
        self.within[tag].append("")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in self.open:
            self.within[tag][-1] += closed_up(data)


def elements(node: Any) -> Iterator[str]:
    """The kinds of the structure tree's elements, in their order."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from elements(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).removeprefix("/")
        yield from elements(node.get("/K"))


def closed_up(words: str) -> str:
    """Without spaces and bullets, which a PDF paints and HTML leaves to the list."""
    return "".join(words.replace("•", "").split())


@OF
@BOTH
def test_pdf_says_the_words_of_the_html_and_of_the_plain_text(of: int, large_print: bool) -> None:
    pdf = pdf_of(of, large_print)
    pages = len(opened(pdf).pages)
    said = closed_up("".join(words for words, _ in shown(pdf)))
    for number in range(1, pages + 1):
        footer = f"Page{number}of{pages}"
        assert said.count(footer) == 1
        said = said.replace(footer, "")
    assert said == closed_up(Words(letter_html(text_of(of), large_print=large_print)).text)
    assert said == closed_up(plain_text(text_of(of)))


@OF
@BOTH
def test_pdf_conforms_to_pdf_ua_1_and_embeds_its_fonts(of: int, large_print: bool) -> None:
    pdf = pdf_of(of, large_print)
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert all("Liberation-Sans" in name and embedded for name, embedded in fonts(pdf))
    document = opened(pdf)
    assert str(document.docinfo.Title) == "Outcome of the joint area SEND revisit in Essex, 17 to 19 May 2022"
    assert str(document.Root.Lang) == "en-GB"
    if large_print:
        assert min(points for _, points in shown(pdf)) >= 17.999


@OF
def test_structure_has_headings_lists_and_links(of: int) -> None:
    document = opened(pdf_of(of, False))
    tree = Counter(elements(document.Root.StructTreeRoot.K))
    html = Words(letter_html(text_of(of))).tags
    blocks = text_of(of).blocks
    lists = [block for block in blocks if block.kind == "bulleted_list"]
    items = sum(len(passages(block)) for block in lists)
    headings = sum(block.kind == "subheading" for block in blocks)
    assert len(lists) == of + 2  # a list in each summary, whom inspectors met, copies
    assert headings == of + 3 + (
        of == 5
    )  # outcome, activities, next steps, and other concerns where there are any
    assert (tree["H1"], tree["H2"]) == (html["h1"], html["h2"]) == (1, headings)
    assert (tree["L"], tree["LI"], tree["LBody"]) == (len(lists), items, items)
    assert (html["ul"], html["li"]) == (len(lists), items)
    assert tree["Link"] == html["a"] == 2


@OF
@BOTH
def test_what_is_read_aloud_is_the_html_in_its_order_headings_items_and_links(
    of: int, large_print: bool
) -> None:
    """By the structure tree, which has no running feet; bullets stand with their items."""
    aloud, elements = read_aloud(pdf_of(of, large_print))
    html = Words(letter_html(text_of(of), large_print=large_print))
    assert closed_up(aloud) == closed_up(html.text)
    for kind, tag in (("H1", "h1"), ("H2", "h2"), ("LI", "li"), ("Link", "a")):
        assert [closed_up(text) for each, text in elements if each == kind] == html.within[tag]


def test_links_lead_where_the_html_leads() -> None:
    html = letter_html(text_of(5))
    sheets = opened(pdf_of(5, False)).pages
    links = [note for sheet in sheets for note in sheet.get("/Annots", []) if note.Subtype == "/Link"]
    assert [str(note.A.URI) for note in links] == re.findall(r'<a href="([^"]+)"', html)
    assert all(str(note.Contents) for note in links)


@BOTH
def test_file_says_of_itself_what_it_is(large_print: bool) -> None:
    document = opened(pdf_of(5, large_print))
    with document.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == str(document.docinfo.Title)
    assert document.Root.MarkInfo.Marked and document.Root.ViewerPreferences.DisplayDocTitle


def test_no_page_ends_with_what_leads_in_a_list_or_with_a_heading() -> None:
    for of in SIZES:
        headings = {words(each) for each in text_of(of).passages() if "heading" in each.kind}
        for sheet in opened(pdf_of(of, False)).pages:
            *_, last, _ = [text.strip() for text, _ in shown_on(sheet) if text.strip()]
            assert last not in headings and not last.endswith(":")


@BOTH
def test_signatures_stay_together_and_a_decision_with_its_summary(large_print: bool) -> None:
    """On each page that has them: both signatures below "Yours sincerely"; no decision at the head of a page."""
    for of in SIZES:
        sheets = [
            [text.strip() for text, _ in shown_on(sheet)] for sheet in opened(pdf_of(of, large_print)).pages
        ]
        (last,) = [sheet for sheet in sheets if "Yours sincerely" in sheet]
        assert {"Paul Lead", "Cleo Care"} <= set(last)
        assert last[0] != "Yours sincerely"
        assert not [sheet for sheet in sheets if re.match(r"The area has (not )?made", sheet[0])]


def test_draft_with_gaps_shows_them_and_conforms() -> None:
    facts = decided(1, 2, dated=None, cqc=None)
    pdf = render_pdf(compose(facts, {}))
    said = "".join(words for words, _ in shown(pdf))
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")
    for gap in ("date of the letter", "signature of CQC", "summary of weakness 2"):
        assert f"[{gap} to follow]" in said
    assert letter_html(compose(facts, {})).count("<mark>") == 5


def test_markup_in_a_case_is_words() -> None:
    html = letter_html(text_of(1))
    assert "one district &amp; its &lt;villages&gt;." in html
    assert "one district & its <villages>." in plain_text(text_of(1))


def test_plain_text_marks_items_and_says_the_decision() -> None:
    lines = plain_text(text_of(1)).splitlines()
    assert "• trained staff in every school" in lines
    assert (
        lines.count(
            "The area has not made sufficient progress in addressing this area of significant weakness."
        )
        == 1
    )
    assert lines[-2:] == ["• Department for Education", "• NHS England"]
