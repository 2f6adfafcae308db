"""Words to send the letter on with: what the issued letter says, and no more."""

from dataclasses import replace

from letters.circulating_words import ready_words
from tests.letters.seed_facts import seed_facts


def test_the_words_say_when_how_and_where_as_the_letter_does() -> None:
    words = ready_words(seed_facts("lancashire-2020"))
    assert words.subject.startswith("Re-visit of Lancashire by Ofsted")
    for said in (
        "re-visit Lancashire from Monday 9 March 2020 to Thursday 12 March 2020",
        "from 12 noon on Friday 28 February 2020 until 12 noon on Monday 9 March 2020: "
        "https://www.smartsurvey.co.uk/s/LancashireRe-VisitLASEND/",
        "on Tuesday 10 March 2020 at 11am, ",
        "Access is via the Bow Lane entrance.",
    ):
        assert said in words.email
    assert "12 noon on Friday 28 February 2020" in words.post
    assert "open to all" not in words.post


def test_what_the_letter_does_not_offer_is_not_promised() -> None:
    essex = ready_words(seed_facts("essex-2022"))
    assert "There is a meeting" not in essex.email
    assert "You can also write to them at" in essex.email
    bare = ready_words(replace(seed_facts("essex-2022"), survey_url=None, email_contributions=None))
    assert "survey" not in bare.email + bare.post
    assert "write to them" not in bare.email


def test_a_meeting_without_its_place_says_that_it_follows() -> None:
    words = ready_words(seed_facts("oxfordshire-2019"))
    assert "on Monday 14 October 2019. The place follows." in words.email
