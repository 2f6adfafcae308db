"""Bringing in an outside survey's results: all of a file or nothing, and nothing that tells who answered."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from inspections.models import CaseEvent, Question, QuestionSet, Revisit
from inspections.policies import Refused
from surveys.actions.importing import bring_in, take_back, take_in_hand
from surveys.figures import parts_of
from surveys.importing.identifying import identifying
from surveys.importing.matching import Mapped, propose
from surveys.importing.reading import Unreadable, read_table, unpacked
from surveys.models import Answer, Figures, ImportInHand, Response, SurveyImport
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.pages import error_beside, text
from tests.surveys.answered import agreed, closing

HEADINGS = (
    "Respondent ID,Email address,Where does your child go?,We were listened to,Who told you of the local offer?,"
    "What has changed"
)
LINES = (
    'r1,a@example.org,Mainstream primary,agree,"School, Forum",Less waiting',
    "r2,b@example.org,special school,Dont know,Nobody,=cmd|' /C calc'!A0",
    "r3,,Mainstream primary,Disagree,,",
    "r4,,Mainstream primary,Disagree,Forum,",
    "r5,,At home,Agree.,School,",
    "r6,,,,,",
)
FILE = "\r\n".join([HEADINGS, *LINES]).encode()


@pytest.fixture
def outside(cast: Cast, standing_clock: StandingClock) -> Cast:
    """Essex with an outside survey, an hour after it closed, its questions agreed."""
    cast.notify()
    agreed(cast)
    standing_clock.now = closing(cast)
    return cast


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def hand_over(site: Client, content: bytes, name: str = "results.csv") -> Any:
    return site.post(at("survey-import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def matched(page: Any) -> dict[str, str]:
    """The form as the page proposes it."""
    form = page.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def test_results_are_read_matched_looked_at_and_brought_in_whole(outside: Cast, signed_in: SignedIn) -> None:
    site = signed_in(outside["support"])
    page = hand_over(site, FILE)
    assert "“Respondent ID” is not brought in" in text(page) and "“Email address” is not brought in" in text(
        page
    )
    assert b"example.org" not in bytes(ImportInHand.objects.get().table)
    proposed = matched(page)
    # "Dont know" is like the last answer, and somebody looks at it.
    assert sorted(proposed[name] for name in proposed if name.startswith("value_")) == ["3"]
    looked = site.post(at("survey-import-check"), {**proposed, "look": "1"})
    assert "5 answers; 1 row says nothing." in text(looked) and "Less waiting" in text(looked)
    assert not Response.objects.exists()
    done = site.post(at("survey-import-check"), {**proposed, "take": "1"}, follow=True)
    assert "5 answers are brought in, and counted." in text(done)
    made = SurveyImport.objects.get()
    assert (made.rows, made.by, made.mapping["We were listened to"]) == (5, outside["support"], 2)
    assert not ImportInHand.objects.exists()
    assert Answer.objects.get(text__startswith="=cmd").response.way == "imported"
    assert Answer.objects.filter(chosen=[0, 1]).count() == 1
    assert Revisit.objects.get(pk=outside.revisit.pk).survey_answers == 5
    assert parts_of(Figures.objects.get())[0]["called"] == "Brought in from results.csv"
    assert outside.happened(CaseEvent.Kind.SURVEY_IMPORTED)[0].text.endswith("5 answers from results.csv.")
    # The same file is known again.
    again = hand_over(site, FILE)
    assert "The support brought in the same file on 16 May 2022" in error_beside(again, "file")
    # And is taken back whole, with a reason.
    assert error_beside(site.post(at("survey-import-back", made.pk), {"why": " "}), "why")
    site.post(at("survey-import-back", made.pk), {"why": "The wrong area's."})
    assert not Response.objects.exists() and parts_of(Figures.objects.get()) == []
    assert Revisit.objects.get(pk=outside.revisit.pk).survey_answers is None
    assert "The wrong area's." in outside.happened(CaseEvent.Kind.SURVEY_TAKEN_BACK)[0].text
    assert signed_in(outside["hmi"]).get(at("survey-import")).status_code == 404


def test_what_does_not_fit_is_said_by_row_and_column_and_nothing_comes_in(
    outside: Cast, signed_in: SignedIn
) -> None:
    site = signed_in(outside["support"])
    page = hand_over(site, FILE.replace(b"r3,,Mainstream primary", b"r3,,Somewhere quite different"))
    proposed = matched(page)
    (open_value,) = [name for name, value in proposed.items() if name.startswith("value_") and not value]
    refused = site.post(at("survey-import-check"), {**proposed, "take": "1"})
    assert "Choose what “somewhere quite different” stands for" in error_beside(refused, open_value)
    twice = {**proposed, open_value: "-1", "column_1": proposed["column_0"]}
    assert "has a column already" in error_beside(
        site.post(at("survey-import-check"), {**twice, "take": "1"}), "column_1"
    )
    nothing = dict.fromkeys(proposed, "")
    assert "Match at least one column" in text(site.post(at("survey-import-check"), nothing | {"look": "1"}))
    assert not Response.objects.exists()
    in_hand = ImportInHand.objects.select_related("survey").get()
    asked = {question.place: question.pk for question in Question.objects.all()}
    who: dict[str, Any] = {"by": outside["support"], "at": closing(outside)}
    with pytest.raises(Refused, match="nothing was brought in"):
        bring_in(in_hand=in_hand, mapped=Mapped({0: asked[1], 1: asked[2]}), **who)
    done = site.post(at("survey-import-check"), {**proposed, open_value: "-1", "take": "1"}, follow=True)
    assert "5 answers are brought in" in text(done)
    assert not Answer.objects.filter(question=asked[1], chosen=[3]).count() > 1


def test_before_the_closing_and_after_the_case_nothing_is_brought_in_or_taken_back(
    outside: Cast, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    who: dict[str, Any] = {"by": outside["support"], "at": closing(outside)}
    with pytest.raises(Refused, match="not closed yet"):
        take_in_hand(revisit=outside.revisit, file_name="a.csv", content=FILE, by=outside.owner, at=NOW)
    with pytest.raises(Refused, match="tells who answered"):
        take_in_hand(revisit=outside.revisit, file_name="a.csv", content=b"Name\nSomebody\n", **who)
    in_hand, _ = take_in_hand(revisit=outside.revisit, file_name="a.csv", content=FILE, **who)
    table = unpacked(bytes(in_hand.table))
    columns = propose(table.headings, list(Question.objects.all()))
    assert len(columns) == 4
    words = {place: pk for place, pk in columns.items() if Question.objects.get(pk=pk).kind == "text"}
    made = bring_in(in_hand=in_hand, mapped=Mapped(words), **who)
    assert made.rows == 2
    with pytest.raises(Refused, match="Say why"):
        take_back(of_import=made, why=" ", **who)
    with pytest.raises(IntegrityError, match="survey_import_one_in_hand"), transaction.atomic():
        for _ in range(2):
            ImportInHand.objects.create(survey=made.survey, file_name="b", sha256="b", table=b"", **who)


def test_without_agreed_questions_they_are_made_of_the_columns_with_a_reason(
    cast: Cast, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    cast.notify()
    standing_clock.now = closing(cast)
    assert "The lead HMI settles them" in text(hand_over(signed_in(cast["support"]), FILE))
    site = signed_in(cast.owner)
    page = hand_over(site, FILE)
    proposed = {name: str(page.context["form"][name].value() or "") for name in page.context["form"].fields}
    assert set(proposed.values()) == {"text", ""}, "five rows are too few to tell words from answers"
    proposed["kind_1"] = "scale"
    assert error_beside(site.post(at("survey-import-check"), {**proposed, "why": ""}), "why")
    site.post(at("survey-import-check"), {**proposed, "why": "Agreed by e-mail."})
    made = QuestionSet.objects.get()
    assert (made.state, made.agreed_why, made.agreed_by) == ("agreed", "Agreed by e-mail.", cast.owner)
    assert made.questions.count() == 4
    assert made.questions.all()[1].answers == ["agree", "Dont know", "Disagree", "Don't know"]
    assert "Match results.csv to the questions" in text(site.get(at("survey-import-check")))
    site.post(at("survey-import-drop"))
    assert not ImportInHand.objects.filter(by=cast.owner).exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_are_read_as_survey_tools_and_spreadsheets_write_them(encoding: str, delimiter: str) -> None:
    lines = ["Was it “good”?|Café|", 'Yes|"No| a', 'note"', "", "No|x", ""]
    table = read_table("\r\n".join(lines).replace("|", delimiter).encode(encoding))
    assert list(table.headings) == ["Was it “good”?", "Café"]
    assert [list(row) for row in table.rows] == [["Yes", f"No{delimiter} a\r\nnote"], ["No", "x"]]
    assert list(table.lines) == [2, 5]
    assert unpacked(table.packed()) == table or list(unpacked(table.packed()).lines) == [2, 5]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04\0\0abc\xff\xfe" * 5, "no CSV file"),
        (b"Only headings,here\n", "no row of answers"),
        (b"", "no row of answers"),
        (b"a,b\n1,2,3\n", "Line 2 has more cells"),
        (b'a,b\n1,"x\n', "Line 2 cannot be read"),
        (b"a,b\n1," + b"x" * 20_001, "Line 2, column 2 (“b”)"),
        (b"a\n" * 100_002, "100,000 rows at most"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_table(content)
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("heading", "cell", "tells"),
    [
        ("Your name", "Somebody", True),
        ("First Name", "Somebody", True),
        ("What is your e-mail address?", "", True),
        ("IP Address", "", True),
        ("response_id", "7", True),
        ("Start Date", "3/5/2022", True),
        ("Q7", "10.1.2.3", True),
        ("Q8", "parent@example.org", True),
        ("Q9", "CM1 1QH", True),
        ("How did you hear of it? - E-mail", "ticked", False),
        ("Is the name of your caseworker known to you?", "Yes", False),
        (
            "What has changed?",
            "Please write to me at parent@example.org about all that has not changed.",
            False,
        ),
    ],
)
def test_columns_that_tell_who_answered_are_recognised(heading: str, cell: str, tells: bool) -> None:
    table = read_table(f"A,{heading}\nx,{cell}\ny,{cell}\n".encode())
    assert (1 in identifying(table)) is tells
