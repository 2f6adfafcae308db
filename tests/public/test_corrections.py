"""A correction in public: nothing before its moment, then its note wherever the letter is; the old words nowhere."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client

from inspections.timeline.times import LONDON
from letters.models import LetterFile
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import correcting, finals
from tests.letters.assuring import WORDS
from tests.letters.correcting import AT, DUE, NOTE, RIGHT, WRONG
from tests.pages import text
from tests.public.scene import issue
from tests.public.test_outcomes import FILES, LISTS

SAID = f"Corrected on 12 July 2022: {NOTE}"
PLACES = (
    *LISTS,
    "/visits/",
    "/visits/essex-2022/",
    *(f"/visits/essex-2022/outcome/{code}/" for code in FILES),
)


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    """With the area under embargo, the visit announced by its letter to parents."""
    standing_clock.now = AT
    cast = correcting.sent()
    issue(cast, at=finals.AT)
    return cast


def read(reader: Client) -> dict[str, bytes]:
    return {address: reader.get(address).content for address in PLACES}


def test_g26_before_its_moment_the_public_has_the_letter_as_it_was_and_no_word_of_a_correction(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    standing_clock.now = DUE - timedelta(seconds=1)
    before = read(reader)
    for address, body in before.items():
        for word in (NOTE, WRONG, RIGHT, "Corrected", "being corrected"):
            assert word.encode() not in body, f"{word} at {address}"
    finals.recall(cast)
    assert read(reader) == before


def test_g26_from_its_moment_the_note_is_wherever_the_letter_is_and_the_old_words_are_nowhere(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    standing_clock.now = DUE
    finals.publish_now(cast, DUE)
    assert SAID in text(reader.get("/visits/essex-2022/")) and "2 of 2 weaknesses" in text(
        reader.get("/visits/essex-2022/")
    )
    for code in FILES:
        body = reader.get(f"/visits/essex-2022/outcome/{code}/").content
        assert body == bytes(
            LetterFile.objects.get(letter__version=2, letter__kind="outcome", format=code).content
        )
    plain = reader.get("/visits/essex-2022/outcome/text/").content.decode()
    assert plain.startswith(SAID) and RIGHT in plain and plain.count(WORDS) == 2
    page = text(reader.get("/visits/essex-2022/outcome/html/"))
    assert page.index(SAID) < page.index("Textphone") and RIGHT in page


def test_g26_the_register_its_data_and_the_feed_tell_of_it_and_keep_what_stays(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    marks = {address: reader.get(address)["ETag"] for address in LISTS[:3]}
    entry = reader.get("/outcomes/feed/").content.decode()
    standing_clock.now = DUE
    finals.publish_now(cast, DUE)
    for address, mark in marks.items():
        assert reader.get(address, headers={"if-none-match": mark}).status_code == 200
    assert SAID in text(reader.get("/outcomes/"))
    (row,) = csv.DictReader(io.StringIO(reader.get("/outcomes/outcomes.csv").content.decode("utf-8-sig")))
    assert (row["published_on"], row["corrected_on"], row["correction"]) == ("2022-07-07", "2022-07-12", NOTE)
    (data,) = json.loads(reader.get("/outcomes/outcomes.json").content)["outcomes"]
    assert (data["corrected_on"], data["correction"]) == ("2022-07-12", NOTE)
    feed = reader.get("/outcomes/feed/").content.decode()
    assert feed.count("<entry>") == 1 and SAID in feed
    assert "<published>2022-07-07T08:30:00+00:00</published>" in feed
    assert f"<updated>{DUE.astimezone(LONDON):%Y-%m-%dT08:30:00+00:00}</updated>" in feed
    of_entry = [
        each[each.index("<id>", each.index("<entry>")) :].partition("</id>")[0] for each in (entry, feed)
    ]
    assert of_entry[0] == of_entry[1]
