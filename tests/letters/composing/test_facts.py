import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.composing.facts import (
    LetterIncomplete,
    OpenMeetingFacts,
    ParentsLetterFacts,
    check,
    missing,
)
from letters.composing.phrases import LONDON
from tests.letters.seed_facts import REFERENCES, seed_facts

TEXT = st.text(max_size=20)
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, LONDON]), allow_imaginary=False)
MEETINGS = st.builds(
    OpenMeetingFacts,
    on=st.dates(),
    at=st.none() | st.times(),
    place=st.none() | TEXT,
    access=st.none() | TEXT,
)
FACTS = st.builds(
    ParentsLetterFacts,
    guidance=st.sampled_from(["2018", "2022"]),
    dated=st.none() | st.dates(),
    area=TEXT,
    authority=TEXT,
    first_day=st.dates(),
    last_day=st.dates(),
    initial_first_day=st.none() | st.dates(),
    initial_last_day=st.none() | st.dates(),
    survey_url=st.none() | TEXT,
    survey_opens=st.none() | MOMENTS,
    survey_closes=st.none() | MOMENTS,
    open_meeting=st.none() | MEETINGS,
    letterhead=st.booleans(),
    signatory_name=st.none() | TEXT,
)


@given(FACTS)
def test_json_round_trip(facts: ParentsLetterFacts) -> None:
    again = ParentsLetterFacts.from_dict(json.loads(json.dumps(facts.as_dict())))
    assert again == facts
    assert again.as_dict() == facts.as_dict()


@pytest.mark.parametrize("reference", REFERENCES)
def test_seed_facts_lack_nothing(reference: str) -> None:
    assert missing(seed_facts(reference)) == []
    check(seed_facts(reference))


def test_what_is_missing_is_told_in_the_words_of_the_form() -> None:
    facts = replace(seed_facts("essex-2022"), dated=None, survey_opens=None, authority="  ")
    assert missing(facts) == ["date of the letter", "name of the local authority", "opening of the survey"]
    with pytest.raises(LetterIncomplete, match=r"Missing: date of the letter, name of"):
        check(facts)


def test_survey_times_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="survey_opens has no time zone: 2022-05-10T12:00:00"):
        replace(seed_facts("essex-2022"), survey_opens=datetime(2022, 5, 10, 12))  # noqa: DTZ001


def test_facts_of_another_shape_are_refused() -> None:
    with pytest.raises(TypeError):
        ParentsLetterFacts.from_dict({**seed_facts("essex-2022").as_dict(), "surprise": 1})
