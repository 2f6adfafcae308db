"""The outcome letter as its team and quality assurance read it, and its previews."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.workflow import State
from letters import outcome
from letters.models import LetterSection, OutcomeLetter
from letters.rendering.formats import LetterFormat, render
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.letters.writing import begun, judged, reporting, said, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast: Cast) -> OutcomeLetter:
    return begun(cast)


def at(name: str, cast: Cast, *args: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *args])


def test_the_letter_is_begun_by_a_writer_once_the_visit_is_over(cast: Cast, signed_in: SignedIn) -> None:
    owner, quality = signed_in(cast.owner), signed_in(cast["senior_hmi"])
    early = owner.get(at("outcome-letter", cast)).content.decode()
    assert "once the visit is over" in early and "Begin the letter</button>" not in early
    assert "once the visit is over" in owner.post(at("outcome-begin", cast), follow=True).content.decode()
    reporting(cast)
    assert "Begin the letter</button>" in owner.get(at("outcome-letter", cast)).content.decode()
    assert "The team of the case writes" in quality.get(at("outcome-letter", cast)).content.decode()
    assert quality.post(at("outcome-begin", cast)).status_code == 404
    page = owner.post(at("outcome-begin", cast), follow=True).content.decode()
    assert "begun with what the case has" in page and OutcomeLetter.objects.count() == 1


def test_g23_every_section_is_shown_with_what_is_missing_and_the_way_there(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    judged(cast.revisit, 1, cast.owner, sufficient=False, summary="Leaders did little.")
    typed(letter, cast.owner, "The area has made sufficient progress.")
    said(letter, cast["cqc"])
    page = signed_in(cast.owner).get(at("outcome-letter", cast)).content.decode()
    for key in ("heading", "overall", "activities", "weakness-1", "weakness-2", "next-steps", "copies"):
        assert f'id="{key}"' in page
    assert at("outcome-write", cast, "weakness-1") in page
    assert at("outcome-write", cast, "overall") not in page and "It follows from the judgements." in page
    assert at("judgement", cast, 2) in page and at("outcome-date", cast) in page
    assert (
        f'words of: <a class="govuk-link" href="{at("outcome-write", cast, "weakness-2")}">Weakness 2</a>'
        in page
    )
    assert "1 open comment" in page and "seem to say the opposite of the decision" in page
    reading = Entry.objects.get(operation=Entry.Operation.READ)
    assert (reading.person, reading.case) == (cast.owner.pk, cast.revisit.pk)


def test_quality_assurance_reads_and_does_not_write(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast["cqc_qa"]).get(at("outcome-letter", cast)).content.decode()
    assert ">Edit<" not in page and at("outcome-section", cast, "weakness-1") in page
    assert signed_in(cast["cqc_qa"]).get(at("outcome-write", cast, "weakness-1")).status_code == 404


@pytest.mark.parametrize("chosen", [LetterFormat.TEXT, LetterFormat.HTML, LetterFormat.PDF])
def test_the_preview_is_the_very_file_that_would_be_issued(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn, chosen: LetterFormat
) -> None:
    typed(letter, cast.owner, "Waits are <b>shorter</b> & fair.\n- one\n- two")
    answer = signed_in(cast.owner).get(at("outcome-preview", cast, chosen.value))
    assert answer.content == render(outcome.text(letter), chosen)
    assert answer["Content-Type"] == chosen.content_type and "no-store" in answer["Cache-Control"]
    if chosen is LetterFormat.HTML:
        assert b"&lt;b&gt;shorter&lt;/b&gt; &amp; fair." in answer.content
    assert Entry.objects.filter(operation=Entry.Operation.DOWNLOAD, person=cast.owner.pk).count() == 1


def test_a_preview_of_no_known_format_is_not_there(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    assert signed_in(cast.owner).get(at("outcome-preview", cast, "docx")).status_code == 404


def test_the_date_is_kept_and_not_before_the_visit_was_over(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    browser, place = signed_in(cast.owner), at("outcome-date", cast)
    early = browser.post(place, {"dated_0": "18", "dated_1": "5", "dated_2": "2022"})
    assert "last on-site day, 19 May 2022, or later" in early.content.decode()
    assert browser.post(place, {"dated_0": "20", "dated_1": "6", "dated_2": "2022"}).status_code == 302
    letter.refresh_from_db()
    assert letter.dated and letter.dated.isoformat() == "2022-06-20"
    browser.post(place, {"dated_0": "", "dated_1": "", "dated_2": ""})
    letter.refresh_from_db()
    assert letter.dated is None


def test_while_it_is_with_quality_assurance_nobody_writes(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    reporting(cast, State.QUALITY)
    browser = signed_in(cast.owner)
    assert "with quality assurance: withdraw it" in browser.get(at("outcome-letter", cast)).content.decode()
    place = at("outcome-write", cast, "weakness-1")
    assert "<textarea" not in browser.get(place).content.decode()
    refused = browser.post(place, {"text": "Later.", "after": "0"})
    assert "with quality assurance" in refused.content.decode()
    assert not LetterSection.objects.get(letter=letter, key="weakness-1").versions.exists()
    assert (
        "with quality assurance"
        in browser.post(
            at("outcome-date", cast), {"dated_0": "20", "dated_1": "6", "dated_2": "2022"}
        ).content.decode()
    )


def test_the_page_costs_the_same_for_fourteen_weaknesses(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.owner)

    def add(number: int) -> None:
        judged(cast.revisit, number, cast.owner, sufficient=True, summary="Better.", at=NOW)
        typed(letter, cast.owner, "Leaders work together.", key=f"weakness-{number}")
        said(letter, cast.owner, key=f"weakness-{number}", block=f"weakness-{number}-p1")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(at("outcome-letter", cast)).status_code == 200
        return len(queries)

    add(1)
    cost()
    few = cost()
    for number in range(3, 15):
        cast.revisit.wsoa.weaknesses.create(number=number, text=f"Weakness {number}")
        add(number)
    assert cost() == few
