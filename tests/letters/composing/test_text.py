import json
from dataclasses import replace

import pytest

from letters.composing.parents import compose, preview
from letters.composing.text import LetterText
from tests.letters.seed_facts import REFERENCES, seed_facts


@pytest.mark.parametrize("reference", REFERENCES)
def test_json_round_trip(reference: str) -> None:
    text = compose(seed_facts(reference))
    assert LetterText.from_dict(json.loads(json.dumps(text.as_dict()))) == text


def test_gaps_and_a_missing_date_survive_the_round_trip() -> None:
    text = preview(replace(seed_facts("essex-2022"), dated=None, survey_url=None))
    again = LetterText.from_dict(text.as_dict())
    assert again == text
    assert not again.complete
    assert again.dated is None


def test_json_names_only_the_marks_that_a_run_has() -> None:
    first = compose(seed_facts("essex-2022")).as_dict()["blocks"][0]
    assert first["kind"] == "letterhead"
    assert first["lines"][0] == [{"text": "Ofsted"}]
    assert first["lines"][6] == [{"text": "www.gov.uk/ofsted", "href": "https://www.gov.uk/ofsted"}]


def test_passages_come_in_reading_order_with_the_items_of_lists() -> None:
    names = [passage.name for passage in compose(seed_facts("essex-2022")).passages()]
    assert names[:5] == ["letterhead", "date", "circulation", "heading", "announcement"]
    assert names[names.index("methods") + 1 : names.index("details")] == ["survey", "email", "forum"]


@pytest.mark.parametrize("broken", [{}, {"blocks": [{"kind": "paragraph"}]}, {"blocks": [], "title": "T"}])
def test_anything_else_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        LetterText.from_dict(broken)
