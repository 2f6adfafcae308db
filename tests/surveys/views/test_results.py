"""The pages of a survey's results: staff, the forum, and the council, which sees nothing of it."""

import csv
from io import StringIO

import page as pdf_page
from django.urls import reverse

from inspections.models import EvidenceNote, NoteAbout, NoteVersion
from surveys.models import Answer, Baseline, Figures, Response
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import error_beside, text


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def test_g16_while_it_is_open_staff_and_forum_see_how_many_answered_and_no_more(
    polled: Cast, signed_in: SignedIn
) -> None:
    for person, name in (("owner", "survey-results"), ("pcf", "area-survey"), ("owner", "area-survey")):
        page = text(signed_in(polled[person]).get(at(name)))
        assert "86 answers so far: online withheld, on paper fewer than 5." in page
        assert "listened to" not in page
    assert signed_in(polled.owner).get(at("survey-words")).status_code == 404
    assert signed_in(polled["pcf"]).get(at("area-survey-pdf")).status_code == 404


def test_g20_after_the_close_figures_stand_by_question_weakness_and_setting(
    counted: Cast, signed_in: SignedIn
) -> None:
    site = signed_in(counted.owner)
    page = site.get(at("survey-results"))
    said = text(page)
    assert "Answers given here: 86 answers" in said
    assert "Agree 43% 37" in said and "Don't know Fewer than 5" in said and "Disagree Withheld" in said
    assert "1 answer was set apart as part of a flood, and not counted." in said
    assert 'width="43" height="10"' in page.content.decode()
    by_weakness = text(site.get(at("survey-results") + "?by=weakness"))
    assert by_weakness.index("Joint commissioning") < by_weakness.index("2. We were listened to.")
    assert by_weakness.index("2. We were listened to.") < by_weakness.index("About no weakness in particular")
    assert "No question of the survey was about it." in by_weakness, "of the second weakness"
    by_setting = text(site.get(at("survey-results") + "?by=setting"))
    assert "Mainstream primary , 40 answered" in by_setting
    assert "Special school" not in by_setting.split("2. We were listened to.")[1]


def test_g20_figures_as_csv_hold_what_is_shown_and_no_formula(counted: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(counted.owner).get(at("survey-results-csv"))
    content = answer.getvalue().decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(content)))
    scale = [row for row in rows if row["question"] == "2" and not row["setting"]]
    assert [(row["answer"], row["number"], row["per cent"]) for row in scale] == [
        ("Agree", "37", "43"),
        ("Neither", "20", "23"),
        ("Disagree", "Withheld", ""),
        ("Don't know", "Fewer than 5", ""),
    ]
    primary = next(row for row in rows if row["setting"] == "Mainstream primary" and row["answer"] == "Agree")
    assert (primary["answered in setting"], primary["number"]) == ("40", "20")


def test_g16_the_forum_has_the_summary_without_free_text_and_the_council_nothing(
    counted: Cast, signed_in: SignedIn
) -> None:
    forum = signed_in(counted["pcf"])
    page = text(forum.get(at("area-survey")))
    assert "Agree 43% 37" in page and "By kind of setting" in page
    assert "Waiting has become shorter" not in page and "Cite" not in page
    pdf = forum.get(at("area-survey-pdf"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf_page.validate_pdf_bytes(pdf.content, profile="ua1").failures == []
    assert "How parents answered" in text(forum.get(reverse("area-case", args=["essex-2022"])))
    for person in ("lano", "dcs", "health", "representative", "stranger", "other_forum", "dfe"):
        outside = signed_in(counted[person])
        for name in (
            "area-survey",
            "area-survey-pdf",
            "survey-results",
            "survey-results-csv",
            "survey-words",
        ):
            assert outside.get(at(name)).status_code == 404
    # Staff without a part in the case see the figures, and none of the words.
    assert signed_in(counted["colleague"]).get(at("survey-results")).status_code == 200
    assert signed_in(counted["colleague"]).get(at("survey-words")).status_code == 404


def test_g16_a_figure_becomes_a_note_that_judgements_cite(counted: Cast, signed_in: SignedIn) -> None:
    site = signed_in(counted.owner)
    scale = Figures.objects.get().tables["parts"][0]["questions"][1]["question"]
    address = at("survey-cite", 1, scale)
    page = site.get(address)
    assert "All: Agree, 43% (37)" in text(page) and "Fewer than" not in text(page)
    weakness = counted.revisit.wsoa.weaknesses.get(number=1)
    missing = site.post(address, {"figure": "", "weaknesses": []})
    assert error_beside(missing, "figure") == "Choose a figure."
    site.post(address, {"figure": "2", "weaknesses": [weakness.pk]})
    assert not EvidenceNote.objects.exists()
    site.post(address, {"figure": "0-0", "weaknesses": [weakness.pk]})
    note = NoteVersion.objects.get()
    assert (note.note.kind, NoteAbout.objects.get().weakness) == ("parents", weakness)
    assert note.text == (
        "Of 40 parents and carers who answered “We were listened to.” and named this setting: Mainstream primary, "
        "50 per cent (20) chose “Agree”.\n\nParents' survey: answers given here, counted on 16 May 2022."
    )
    assert signed_in(counted["senior_hmi"]).get(address).status_code == 404


def test_the_initial_inspection_stands_beside(counted: Cast, signed_in: SignedIn) -> None:
    site = signed_in(counted.owner)
    scale = Figures.objects.get().tables["parts"][0]["questions"][1]["question"]
    address = at("survey-baseline", scale)
    given = {"count_0": "30", "count_1": "", "count_2": "60", "count_3": "10", "source": ""}
    assert "Say where the figures are from" in error_beside(site.post(address, given), "source")
    assert error_beside(site.post(address, {**given, "count_0": "-1"}), "count_0")
    site.post(address, {**given, "source": "Report, page 4"})
    assert Baseline.objects.count() == 3
    page = text(site.get(at("survey-results")))
    assert (
        "Agree 43% 37 30% (30) now 13 points more" in page
        and "At the initial inspection: Report, page 4." in page
    )
    assert 'value="60"' in site.get(address).content.decode()


def test_figures_stay_on_their_pages_when_the_answers_are_gone(counted: Cast, signed_in: SignedIn) -> None:
    Response.objects.all().delete()
    site = signed_in(counted.owner)
    assert "Agree 43% 37" in text(site.get(at("survey-results")))
    assert "The figures stay." in text(site.get(at("survey-words")))
    assert not Answer.objects.exists()
