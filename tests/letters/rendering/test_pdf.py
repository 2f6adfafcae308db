"""The PDFs of the four seed letters: PDF/UA-1, fonts, title, language, large print, same bytes again."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import page
import pytest

from letters.composing.parents import compose, preview
from letters.composing.text import LetterText, NumberedList, Passage, Run
from letters.rendering.pdf import render_pdf
from letters.rendering.plain import plain_text
from tests.letters.rendering.pdf_reader import fonts, opened, shown
from tests.letters.seed_facts import REFERENCES, seed_facts

BOTH = pytest.mark.parametrize("large_print", [False, True], ids=["standard", "large print"])
EACH = pytest.mark.parametrize("reference", REFERENCES)


def letter(reference: str = "essex-2022") -> LetterText:
    return compose(seed_facts(reference))


@cache
def pdf_of(reference: str = "essex-2022", *, large_print: bool = False) -> bytes:
    """The letter's PDF, rendered once; that a second time gives the same is a test below."""
    return render_pdf(letter(reference), large_print=large_print)


@EACH
@BOTH
def test_letter_conforms_to_pdf_ua_1(reference: str, large_print: bool) -> None:
    report = page.validate_pdf_bytes(pdf_of(reference, large_print=large_print), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


def test_preview_with_gaps_conforms_to_pdf_ua_1() -> None:
    draft = preview(replace(seed_facts("essex-2022"), survey_url=None, dated=None))
    pdf = render_pdf(draft)
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")
    assert "[survey link to follow]" in "".join(text for text, _ in shown(pdf))


@EACH
@BOTH
def test_pdf_shows_the_words_of_the_letter_in_reading_order(reference: str, large_print: bool) -> None:
    text = letter(reference)
    pdf = pdf_of(reference, large_print=large_print)
    pages = len(opened(pdf).pages)
    words = "".join(words for words, _ in shown(pdf)).replace(" ", "")
    for number in range(1, pages + 1):
        footer = f"Page{number}of{pages}"
        assert words.count(footer) == 1
        words = words.replace(footer, "")
    links = [run.href for passage in text.passages() for line in passage.lines for run in line if run.href]
    expected = (
        plain_text(text).replace(f" ({links[2]})", "") if reference == "essex-2022" else plain_text(text)
    )
    assert words == "".join(expected.split())


@BOTH
def test_title_language_author_and_dates_are_the_letters(large_print: bool) -> None:
    pdf = opened(pdf_of(large_print=large_print))
    assert (
        str(pdf.docinfo.Title) == "Letter to parents and carers: re-visit of Essex from Tuesday 17 May 2022"
    )
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Author) == "Ofsted and the Care Quality Commission"
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20220503"


def test_headings_are_bookmarks() -> None:
    with opened(pdf_of()).open_outline() as outline:
        (heading,) = outline.root
        assert (
            heading.title
            == "Re-visit of Essex County Council from Tuesday 17 May 2022 to Thursday 19 May 2022"
        )
        assert [child.title for child in heading.children][1] == "Information gathered during the re-visit"


@BOTH
def test_fonts_are_liberation_sans_and_embedded(large_print: bool) -> None:
    used = fonts(pdf_of(large_print=large_print))
    assert used
    assert all("Liberation-Sans" in name and embedded for name, embedded in used)


@EACH
def test_large_print_is_18_points_and_up_on_a4_and_flows_anew(reference: str) -> None:
    pdf = pdf_of(reference, large_print=True)
    assert min(points for _, points in shown(pdf)) >= 17.999
    sizes = {tuple(round(float(side)) for side in sheet.MediaBox) for sheet in opened(pdf).pages}
    assert sizes == {(0, 0, 595, 842)}
    assert len(opened(pdf).pages) > len(opened(pdf_of(reference)).pages)


@EACH
def test_standard_letter_is_two_pages(reference: str) -> None:
    pdf = pdf_of(reference)
    assert len(opened(pdf).pages) == 2
    assert min(points for _, points in shown(pdf)) >= 9.4


def test_links_can_be_followed() -> None:
    addresses = [
        str(annotation.A.URI)
        for sheet in opened(pdf_of()).pages
        for annotation in sheet.Annots
        if str(annotation.Subtype) == "/Link"
    ]
    assert "https://www.smartsurvey.co.uk/s/EssexCountyCouncilRe-VisitLASEND/" in addresses
    assert "mailto:Lasend.support@ofsted.gov.uk" in addresses
    assert (
        "https://www.gov.uk/government/publications/local-area-send-inspection-guidance-for-inspectors"
        in addresses
    )


def test_welsh_letters_are_in_the_font() -> None:
    facts = replace(seed_facts("essex-2022"), signatory_name="Siân Gŵyn-Llŷr")
    pdf = render_pdf(compose(facts))
    assert "Siân Gŵyn-Llŷr" in [text for text, _ in shown(pdf)]
    assert all("Liberation-Sans" in name for name, _ in fonts(pdf))


def test_line_is_not_broken_after_its_first_word() -> None:
    """The words before the website's link fit their line here, and the space after them does not."""
    pieces = [text for text, _ in shown(pdf_of("worcestershire-2020"))]
    assert "Details" not in [piece.strip() for piece in pieces]


@BOTH
def test_same_text_gives_same_bytes_in_another_process(large_print: bool) -> None:
    """Another hash seed, another time of day, a font configuration of its own."""
    here = digest(render_pdf(letter(), large_print=large_print))
    again = digest(render_pdf(LetterText.from_dict(letter().as_dict()), large_print=large_print))
    assert here == again == elsewhere()[large_print]


def digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


@cache
def elsewhere() -> list[str]:
    """The digests of both sizes as another process makes them."""
    code = (
        "import django; django.setup()\n"
        "from tests.letters.rendering.test_pdf import digest, letter, render_pdf\n"
        "for large in (False, True): print(digest(render_pdf(letter(), large_print=large)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo"}
    root = Path(__file__).parents[3]
    there = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    return there.stdout.strip().splitlines()[-2:]


def test_another_text_gives_another_identifier() -> None:
    one, other = (opened(pdf_of(reference)) for reference in REFERENCES[:2])
    assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_letter_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    """Markup in a fact is text: it is shown, it is not obeyed."""
    picture = f'<img src="{(tmp_path / "x.png").as_uri()}"> & <b>bold</b>'
    block = Passage("paragraph", "note", ((Run(picture),),))
    text = LetterText("T", "en-GB", "test.1", date(2022, 5, 3), (block, NumberedList("ways", ())))
    assert "".join(words for words, _ in shown(render_pdf(text))).startswith("<img src=")
