"""The pages of meeting children and young people (G9, G21): what each side sees, and that nobody is named."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.childrens_session import share_questions
from inspections.models import ChildrensQuestions, ChildrensSession
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.inspections.arranged import QUESTIONS, group, questions, session
from tests.pages import error_beside, text


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def page(browser: Client, name: str, cast: Cast, *more: object) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]))


def typed(**changes: Any) -> dict[str, Any]:
    given = {
        "kind": "school", "setting": "St Mary's School", "number": "8", "youngest": "7", "oldest": "11", "session": "",
        "signing": "on", "other_support": "",
    }  # fmt: skip
    return given | changes


def test_g21_the_area_arranges_a_group_in_its_schedule_and_the_team_sees_it(
    told: Cast, signed_in: SignedIn
) -> None:
    slot = session(told, title="Meeting pupils", day=2)
    add = reverse("area-group-add", args=[told.revisit.reference])
    answer = signed_in(told["lano"]).post(add, typed(session=slot.pk), follow=True)
    assert "the session is kept" in text(answer)
    for person, name in (("cqc", "children"), ("senior_hmi", "children"), ("dcs", "area-children")):
        shown = text(page(signed_in(told[person]), name, told))
        for said in (
            "St Mary's School",
            "8, aged 7 to 11",
            "Day 2, 09:00 to 10:00, Room 1",
            "Not confirmed yet",
            "signing",
        ):
            assert said in shown
        assert "Take out" not in shown


@pytest.mark.parametrize(
    ("field", "changes", "sentence"),
    [
        ("kind", {"kind": "home"}, "Select a valid choice"),
        ("setting", {"setting": ""}, "Enter the name of the setting."),
        ("number", {"number": "0"}, "greater than or equal to 1"),
        ("number", {"number": "many"}, "Enter a whole number."),
        ("youngest", {"youngest": ""}, "Enter the age of the youngest."),
        ("oldest", {"oldest": "5"}, "cannot be younger"),
        ("oldest", {"oldest": "26"}, "less than or equal to 25"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    told: Cast, signed_in: SignedIn, field: str, changes: dict[str, Any], sentence: str
) -> None:
    add = reverse("area-group-add", args=[told.revisit.reference])
    answer = signed_in(told["lano"]).post(add, typed(**{"other_support": "Large print", **changes}))
    assert sentence in error_beside(answer, field)
    assert "Large print" in answer.content.decode()
    assert not ChildrensSession.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("other_support", "Liam needs a break"),
        ("other_support", "Ring 01245 123456 first"),
        ("other_support", "born 3 May 2012"),
        ("setting", "Riverside, head@riverside.example.org"),
        ("setting", "Riverside, NHS number 943 476 5919"),
    ],
)
def test_g9_what_looks_like_an_identifier_is_refused_until_it_is_confirmed(
    told: Cast, signed_in: SignedIn, field: str, words: str
) -> None:
    add, browser = reverse("area-group-add", args=[told.revisit.reference]), signed_in(told["lano"])
    assert "I have checked" not in text(browser.get(add))
    answer = browser.post(add, typed(**{field: words}))
    assert "Take it out, or confirm below" in error_beside(answer, field)
    assert "I have checked: this identifies no child" in text(answer)
    assert not ChildrensSession.objects.exists()
    browser.post(add, typed(**{field: words, "checked": "on"}))
    assert getattr(ChildrensSession.objects.get(), field) == words


def test_whoever_changes_a_group_second_sees_what_stands_there(told: Cast, signed_in: SignedIn) -> None:
    found = group(told)
    address = reverse("area-group", args=[told.revisit.reference, found.pk])
    signed_in(told["health"]).post(address, typed(number="9", version=1))
    browser = signed_in(told["lano"])
    answer = browser.post(address, typed(number="5", version=1))
    assert "As it is saved: St Mary's School, 9 children and young people" in text(answer)
    browser.post(address, typed(number="5", version=answer.context["form"].data["version"]))
    assert ChildrensSession.objects.get().number == 5
    remove = reverse("area-group-remove", args=[told.revisit.reference, found.pk])
    assert "changed it meanwhile" in text(browser.post(remove, {"version": 1}, follow=True))
    assert "Look at the session again" in text(browser.post(remove, {"version": "x"}, follow=True))
    browser.post(remove, {"version": 3})
    assert not ChildrensSession.objects.exists()


def test_g9_the_area_sees_the_questions_once_they_are_shared(told: Cast, signed_in: SignedIn) -> None:
    questions(told)
    officer, team = signed_in(told["lano"]), signed_in(told["cqc"])
    before = text(page(officer, "area-children", told))
    assert QUESTIONS not in before
    assert (
        "The inspectors have not shared them yet. They are shared with the nominated officer by Mon 9 May 2022"
        in before
    )
    assert QUESTIONS in text(page(team, "children", told))
    share = reverse("children-share", args=[told.revisit.reference])
    assert "read them again" in text(team.post(share, {"version": "7"}, follow=True))
    team.post(share, {"version": "1"})
    assert QUESTIONS in text(page(officer, "area-children", told))
    write = reverse("children-questions", args=[told.revisit.reference])
    team.post(write, {"text": "What helps you?", "number": "1", "version": "1"})
    assert "What helps you?" not in text(page(officer, "area-children", told))
    assert "What helps you?" in text(page(team, "children", told))


def test_g9_there_is_nothing_to_share_before_it_is_written(told: Cast, signed_in: SignedIn) -> None:
    share = reverse("children-share", args=[told.revisit.reference])
    assert signed_in(told.owner).post(share).status_code == 404
    share_questions(questions=questions(told), version=1, by=told.owner, at=NOW)
    assert "shared these questions already" in text(
        signed_in(told.owner).post(share, {"version": 1}, follow=True)
    )


def test_whoever_writes_the_questions_second_sees_the_others(told: Cast, signed_in: SignedIn) -> None:
    write, browser = reverse("children-questions", args=[told.revisit.reference]), signed_in(told.owner)
    assert error_beside(browser.post(write, {"text": ""}), "text") == "Write the questions."
    questions(told, text="Theirs")
    answer = browser.post(write, {"text": "Mine", "number": "", "version": ""})
    shown = answer.content.decode()
    assert "Theirs" in shown and "Mine" in shown
    data = answer.context["form"].data
    browser.post(write, {"text": "Mine", "number": data["number"], "version": data["version"]})
    assert ChildrensQuestions.objects.get().text == "Mine"


def test_g21_questions_name_no_child(told: Cast, signed_in: SignedIn) -> None:
    write = reverse("children-questions", args=[told.revisit.reference])
    answer = signed_in(told.owner).post(write, {"text": "What does Liam say?"})
    assert "“Liam” looks like a person's name." in error_beside(answer, "text")
    assert not ChildrensQuestions.objects.exists()
