"""A change of one fact changes the letter only where it should; optional passages follow their facts."""

from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any

import pytest

from letters.composing.facts import NEEDED, LetterIncomplete, OpenMeetingFacts, ParentsLetterFacts
from letters.composing.parents import compose, preview
from letters.composing.phrases import LONDON
from letters.composing.text import LetterText
from letters.rendering.plain import plain_text
from tests.letters.seed_facts import REFERENCES, seed_facts

LANCASHIRE = seed_facts("lancashire-2020")
ESSEX = seed_facts("essex-2022")
MEETING = OpenMeetingFacts(on=date(2022, 5, 17), at=time(18, 30), place="Chelmsford Library")


def passages(text: LetterText) -> dict[str, Any]:
    """Each passage by its name."""
    return {passage.name: passage for passage in text.passages()}


def changed(before: ParentsLetterFacts, after: ParentsLetterFacts) -> set[str]:
    """The names of the passages that differ, came or went; "title" for the title."""
    old, new = preview(before), preview(after)
    names = {
        name for name in passages(old) | passages(new) if passages(old).get(name) != passages(new).get(name)
    }
    return names | ({"title"} if old.title != new.title else set())


def words(facts: ParentsLetterFacts, name: str) -> str:
    return " ".join("".join(run.text for run in line) for line in passages(compose(facts))[name].lines)


# Field, another value, the passages that change: under the guidance of 2018 (Lancashire), of 2022 (Essex).
CHANGES: list[tuple[str, Any, set[str], set[str]]] = [
    ("dated", date(2020, 2, 25), {"date"}, {"date"}),
    ("area", "Rutland", {"title"}, {"title"}),
    ("authority", "Rutland County Council", {"heading"}, {"heading"}),
    ("website", "https://www.rutland.gov.uk/send", {"details"}, {"details"}),
    ("first_day", date(2020, 3, 10), {"heading", "title"}, {"heading", "title"}),
    ("last_day", date(2020, 3, 11), {"heading"}, {"heading"}),
    ("initial_first_day", date(2017, 11, 14), {"announcement"}, {"announcement"}),
    ("initial_last_day", date(2017, 11, 16), {"announcement"}, {"announcement"}),
    ("survey_url", "https://survey.example/x", {"survey"}, {"survey"}),
    ("survey_opens", datetime(2020, 2, 28, 9, 30, tzinfo=LONDON), {"survey"}, {"survey"}),
    ("survey_closes", datetime(2020, 3, 10, 12, tzinfo=LONDON), {"survey"}, {"survey"}),
    ("open_meeting", MEETING, {"meeting"}, {"methods", "meeting"}),
    ("email_contributions", "views@ofsted.example", {"methods", "email"}, {"email"}),
    ("forum_name", "Rutland Parent Carer Forum", {"meeting"}, {"forum"}),
    ("forum_email", "forum@rutland.example", {"meeting"}, {"forum"}),
    ("circulated_by", "Rutland County Council", {"circulation"}, {"circulation"}),
    ("circulated_by", None, {"circulation"}, {"circulation"}),
    ("letterhead", False, {"letterhead"}, {"letterhead"}),
    ("signatory_name", "Another Inspector", {"sign_off"}, {"sign_off"}),
    ("signatory_title", "His Majesty's Inspector", {"sign_off"}, {"sign_off"}),
]


@pytest.mark.parametrize(("field", "value", "in_2018", "in_2022"), CHANGES)
def test_change_of_one_fact_changes_its_passages_alone(
    field: str, value: Any, in_2018: set[str], in_2022: set[str]
) -> None:
    assert changed(LANCASHIRE, replace(LANCASHIRE, **{field: value})) == in_2018
    assert changed(ESSEX, replace(ESSEX, **{field: value})) == in_2022


def test_online_meetings_and_guidance_change_their_passages_alone() -> None:
    assert changed(LANCASHIRE, replace(LANCASHIRE, meetings_may_be_online=True)) == {"speaking"}
    assert changed(ESSEX, replace(ESSEX, meetings_may_be_online=False)) == {"speaking"}
    assert changed(LANCASHIRE, replace(LANCASHIRE, guidance="2022")) == {
        *("heading", "evaluates", "several_ways", "methods", "survey", "meeting", "forum"),
        *("information", "privacy", "scope"),
    }


def test_every_fact_is_covered_by_a_change() -> None:
    covered = {field for field, *_ in CHANGES} | {"meetings_may_be_online", "guidance"}
    assert covered == {field.name for field in fields(ParentsLetterFacts)}


@pytest.mark.parametrize("reference", REFERENCES)
def test_letter_prints_stored_dates_and_never_recomputes_them(reference: str) -> None:
    """A window far from the guidance's days is printed as it is."""
    facts = replace(
        seed_facts(reference),
        survey_opens=datetime(2030, 1, 1, 0, 0, tzinfo=LONDON),
        survey_closes=datetime(2030, 7, 1, 17, 45, tzinfo=LONDON),
    )
    survey = words(facts, "survey")
    assert "open at midnight on Tuesday 1 January 2030 and close at 5:45pm on Monday 1 July 2030." in survey


def test_g1_guidance_decides_the_words_serious_or_significant() -> None:
    old, new = plain_text(compose(LANCASHIRE)), plain_text(compose(ESSEX))
    assert "serious weaknesses" in old
    assert "significant" not in old
    assert "significant weakness" in new
    assert "serious" not in new
    assert compose(LANCASHIRE).template_version == "parents-2018.1"
    assert compose(ESSEX).template_version == "parents-2022.1"


def test_g20_letter_of_2018_without_open_meeting_still_states_the_focus_and_the_forum() -> None:
    facts = replace(LANCASHIRE, open_meeting=None)
    assert words(facts, "methods") == (
        "The inspectors will gather the contributions of parents and families through an online survey. The "
        "focus of the online survey will be set by the inspectors and will be based on the WSOA."
    )
    forum = "Parents and carers can contact their local Parent Carer Forum to request details"
    assert words(facts, "meeting").startswith(forum)


def test_g11_letter_of_2022_with_open_meeting_states_its_focus() -> None:
    facts = replace(ESSEX, open_meeting=MEETING)
    assert words(facts, "methods") == (
        "The inspectors will gather the contributions of parents and carers through an online survey, a "
        "face-to-face open meeting and a range of other methods. The focus of the online survey and open "
        "meeting will be set by the inspectors and will be based on the WSOA."
    )
    assert words(facts, "meeting") == (
        "An open meeting, which will focus on areas identified in the WSOA, will take place on Tuesday 17 "
        "May 2022, 6:30pm at Chelmsford Library."
    )
    assert [passage.name for passage in compose(facts).passages() if passage.kind == "item"] == [
        *("survey", "meeting", "email", "forum")
    ]


def test_letter_of_2018_with_email_names_it_among_the_ways() -> None:
    facts = replace(LANCASHIRE, email_contributions="views@ofsted.example")
    assert "through an online survey, a face-to-face open meeting and email." in words(facts, "methods")
    assert (
        words(facts, "email") == "Parents and carers can email their contributions to views@ofsted.example."
    )


@pytest.mark.parametrize(
    ("meeting", "printed"),
    [
        ({}, "on Tuesday 17 May 2022."),
        ({"at": time(19)}, "on Tuesday 17 May 2022 at 7pm."),
        ({"place": "The Hall, Ely."}, "on Tuesday 17 May 2022 at The Hall, Ely."),
        ({"at": time(19), "place": "The Hall"}, "on Tuesday 17 May 2022, 7pm at The Hall."),
        (
            {"at": time(12), "place": "Room 2 at The Hall"},
            "on Tuesday 17 May 2022 at 12 noon in Room 2 at The Hall.",
        ),
        ({"at": time(9), "place": "in the Hall"}, "on Tuesday 17 May 2022 at 9am in the Hall."),
        ({"at": time(9, 5), "place": "Online by video"}, "on Tuesday 17 May 2022 at 9:05am online by video."),
        ({"place": "  ", "access": "Use the\n side  door"}, "on Tuesday 17 May 2022. Use the side door."),
    ],
)
def test_g11_open_meeting_is_told_with_what_is_known(meeting: dict[str, Any], printed: str) -> None:
    facts = replace(ESSEX, open_meeting=OpenMeetingFacts(on=date(2022, 5, 17), **meeting))
    assert words(facts, "meeting").endswith(f"will take place {printed}")


def test_meeting_held_online_is_not_called_face_to_face() -> None:
    facts = replace(LANCASHIRE, open_meeting=OpenMeetingFacts(on=date(2020, 3, 10), place="online"))
    assert "an online survey and an open meeting." in words(facts, "methods")


def test_forum_with_a_name_of_its_own_is_named_beside_the_general_one() -> None:
    facts = replace(ESSEX, forum_name="Families in Partnership", forum_email="hello@fip.example")
    assert (
        "contact their local Parent Carer Forum (Families in Partnership) at hello@fip.example to"
        in words(facts, "forum")
    )


def test_integrated_care_boards_follow_clinical_commissioning_groups_on_1_july_2022() -> None:
    before, after = replace(ESSEX, dated=date(2022, 6, 30)), replace(ESSEX, dated=date(2022, 7, 1))
    assert words(before, "details").endswith("Clinical Commissioning Group/s (CCGs).")
    assert words(after, "details").endswith("Integrated Care Board/s (ICBs).")


def test_letter_that_lacks_facts_is_refused_and_says_which() -> None:
    facts = replace(ESSEX, survey_url=" ", survey_closes=None, signatory_name=None)
    with pytest.raises(LetterIncomplete) as refused:
        compose(facts)
    assert refused.value.missing == ["survey link", "closing of the survey", "name of the lead inspector"]
    assert str(refused.value) == (
        "The letter cannot be issued yet. Missing: survey link, closing of the survey, name of the "
        "lead inspector."
    )


def test_preview_shows_each_gap_in_its_place() -> None:
    unknown: dict[str, Any] = dict.fromkeys(NEEDED)
    blank: dict[str, Any] = dict.fromkeys(["area", "authority", "forum_name", "signatory_title"], "")
    bare = replace(LANCASHIRE, **(unknown | blank))
    text = preview(bare)
    shown = plain_text(text)
    assert not text.complete
    gaps = "link: [survey link to follow]. The survey will open at [opening of the survey to follow] and"
    assert gaps in shown
    assert shown.count(" to follow]") == 10
    assert "[name of the local area to follow]" in text.title
    assert "None" not in shown


@pytest.mark.parametrize("reference", REFERENCES)
def test_composed_letter_has_no_gap_and_names_each_passage_once(reference: str) -> None:
    text = compose(seed_facts(reference))
    names = [passage.name for passage in text.passages()]
    assert text.complete
    assert len(names) == len(set(names))


def test_wording_typed_into_a_fact_is_never_read_as_wording() -> None:
    facts = replace(ESSEX, circulated_by="{authority} {0} {{ x }} %s", forum_name="{forum}")
    assert (
        words(facts, "circulation")
        == "Letter to be circulated to parents and carers by {authority} {0} {{ x }} %s."
    )
    assert "Forum ({forum})" in words(facts, "forum")
