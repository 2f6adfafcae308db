"""A person's copy: everything of theirs, nothing of anybody else's, and no words of confidential papers."""

import json
from typing import Any

import pytest

from revisits.accounts.models import User
from revisits.accounts.personal_data import holdings
from revisits.privacy.export import as_json
from tests.cast import NOW, Cast, make_elsewhere
from tests.factories import make
from tests.markers import plant as plant_markers
from tests.privacy.planting import plant

pytestmark = pytest.mark.django_db


def read(person: User) -> tuple[str, dict[str, Any]]:
    text = "".join(as_json(person, at=NOW))
    return text, json.loads(text)


def test_the_copy_has_every_part_of_ones_own_and_nothing_of_anothers() -> None:
    one, other = plant("anna"), plant("berta")
    for mine, theirs in ((one, other), (other, one)):
        text, copy = read(mine.person)
        empty = [part["what"] for part in copy["parts"] if not part["records"]]
        assert empty == [], "plant a row of every model that holds personal data"
        for word in (theirs.person.name, theirs.person.email, theirs.case.reference, theirs.secret):
            assert word and word not in text


def test_the_copy_leaves_out_the_words_of_papers_letters_messages_and_reasons() -> None:
    planted = plant("anna")
    text, _ = read(planted.person)
    assert planted.secret not in text
    assert planted.case.reference in text
    assert "experience of anna" in text, "what was said of the person themselves is theirs"


def test_the_copy_is_readable_and_says_why_and_how_long() -> None:
    _, copy = read(plant("anna").person)
    assert (copy["name"], copy["made"]) == ("Person anna", "2022-05-03T08:30:00+01:00")
    assert [part["what"] for part in copy["parts"]] == [each.what for each in holdings()]
    account = next(part for part in copy["parts"] if part["what"] == "Your account")
    assert account["how_long"] == "3 years after the last role ended"
    (record,) = account["records"]
    assert (record["E-mail address"], record["May sign in"]) == ("anna@person.example", True)


def test_a_copy_holds_no_marker_that_its_person_may_not_read(cast: Cast) -> None:
    cast.notify()
    markers = list(plant_markers(cast, make_elsewhere(cast)))
    for name, person in cast.people.items():
        text, _ = read(person)
        assert [each.stem for each in markers if each.tail in text and name not in each.readers] == []


def test_whoever_has_next_to_nothing_gets_a_whole_file() -> None:
    _, copy = read(make(User, email=None))
    found = [part["what"].partition(":")[0] for part in copy["parts"] if part["records"]]
    assert found == ["Your account", "The record"]
