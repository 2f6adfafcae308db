"""Writing a section: kept as versions, refused where it must be, and two writers who see each other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import WorkingCopy
from inspections.workflow import State
from letters import outcome
from letters.composing.style import hints
from letters.forms.outcome import LONGEST_SECTION
from letters.models import IgnoredHint, OutcomeLetter, SectionPresence
from letters.outcome_page import standing
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.letters.writing import FIRST, KEY, begun, judged, names, reporting, said, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast: Cast) -> OutcomeLetter:
    return begun(cast)


def at(name: str, cast: Cast, *args: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *(args or [KEY])])


def send(browser: Client, cast: Cast, text: str, after: int = 0) -> str:
    answer = browser.post(at("outcome-write", cast), {"text": text, "after": after}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_kept_is_a_version_and_ends_the_working_copy_and_the_presence(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    browser, key = signed_in(cast.owner), at("outcome-write", cast)
    WorkingCopy.objects.create(user=cast.owner, key=key, fields={"text": ["x"]}, saved_at=NOW)
    browser.get(key)
    assert SectionPresence.objects.get().user == cast.owner
    assert "is kept as version 1" in send(browser, cast, FIRST)
    assert list(outcome.written(letter)) == ["activities", KEY]
    assert not WorkingCopy.objects.exists() and not SectionPresence.objects.exists()
    page = browser.get(key).content.decode()
    assert "Leaders work together.\n\nThey meet each month." in page and 'value="1"' in page
    assert "is kept as version 1" in send(browser, cast, FIRST, after=1), "the same words are no new version"


def test_the_second_of_two_is_shown_both_texts_and_loses_neither(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    first, second = signed_in(cast.owner), signed_in(cast["cqc"])
    send(first, cast, "Leaders worked together.")
    page = send(second, cast, "Leaders worked <apart>.")
    assert "The owner wrote here while you were typing" in page
    assert '<del class="app-gone"><span class="govuk-visually-hidden"> [taken out: </span>together.' in page
    assert "[new: </span>&lt;apart&gt;." in page and 'name="after" value="1"' in page
    assert "Leaders worked &lt;apart&gt;.</textarea>" in page
    assert "is kept as version 2" in send(second, cast, "Leaders worked <apart>.", after=1)
    one, two = letter.sections.get(key=KEY).versions.order_by("number")
    assert (one.written_by, two.written_by) == (cast.owner, cast["cqc"])
    assert names(one) == names(two) == [f"{KEY}-p1"], "an edited paragraph keeps its name"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write what this section says."),
        (" \n\t ", "Write what this section says."),
        ("x" * (LONGEST_SECTION + 1), "20,000 characters at most"),
        ("x" * 1_000_000, "20,000 characters at most"),
        ("a\x00b", "Null characters are not allowed."),
        ("\n".join("- x" for _ in range(201)), "200 paragraphs and list items at most"),
        ("\u202e\u2066", "Write what this section says."),
    ],
    ids=["empty", "spaces", "long", "megabyte", "nul", "paragraphs", "marks"],
)
def test_what_cannot_be_kept_is_refused_beside_the_field_and_stands_there_still(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn, text: str, why: str
) -> None:
    page = send(signed_in(cast.owner), cast, text)
    assert "error-summary" in page and why in page
    assert text.strip()[:40] in page
    assert KEY not in outcome.written(letter)


def test_markup_and_marks_that_turn_the_reading_stand_as_words_or_go(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    page = send(signed_in(cast.owner), cast, "<img src=x onerror=alert(1)> {{ 7|add:1 }} a\u202eb")
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7|add:1 }} ab" in page and "<img src=x" not in page


@pytest.mark.parametrize("key", ["overall", "weakness-3", "concerns", "nonsense"])
def test_what_is_not_written_by_hand_has_no_page(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn, key: str
) -> None:
    for name in ("outcome-section", "outcome-write", "outcome-versions", "outcome-compare"):
        assert signed_in(cast.owner).get(at(name, cast, key)).status_code == 404


def test_who_else_is_there_is_said_on_every_page_and_forgotten_after_a_minute(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    first, second = signed_in(cast.owner), signed_in(cast["cqc"])
    first.get(at("outcome-write", cast))
    sentence = "The owner is editing this section since 08:30."
    for name, args in (("outcome-write", [KEY]), ("outcome-section", [KEY])):
        assert sentence in second.get(at(name, cast, *args)).content.decode()
    overview = reverse("outcome-letter", args=[cast.revisit.reference])
    assert sentence in second.get(overview).content.decode()
    assert sentence not in first.get(overview).content.decode()
    standing_clock.now = NOW + timedelta(seconds=50)
    assert first.post(at("outcome-here", cast)).json() == {
        "here": ["The cqc is editing this section since 08:30."],
        "version": 0,
        "by": "",
    }
    standing_clock.now = NOW + timedelta(seconds=100)
    typed(letter, cast.owner)
    told = second.post(at("outcome-here", cast)).json()
    assert told == {"here": [sentence], "version": 1, "by": "The owner"}
    standing_clock.now = NOW + timedelta(seconds=170)
    assert second.post(at("outcome-here", cast), {"gone": "1"}).json()["here"] == []
    assert not SectionPresence.objects.exists()


def test_where_nobody_writes_nobody_is_there(letter: OutcomeLetter, cast: Cast, signed_in: SignedIn) -> None:
    reporting(cast, State.QUALITY)
    browser = signed_in(cast.owner)
    browser.get(at("outcome-write", cast))
    browser.post(at("outcome-here", cast))
    assert not SectionPresence.objects.exists()


def test_versions_are_listed_compared_word_by_word_and_used_again(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["cqc"])
    assert "Nobody has written it yet" in browser.get(at("outcome-versions", cast)).content.decode()
    for text in (FIRST, "Leaders work apart.\n\nThey meet each month.", "Something else entirely is said."):
        typed(letter, cast.owner, text)
    page = browser.get(at("outcome-versions", cast)).content.decode()
    assert page.count("Use these words again") == 2 and "Version 3" in page
    both = browser.get(at("outcome-compare", cast), {"before": "2", "after": "1"}).content.decode()
    assert (
        "versions 1 and 2" in both and "taken out: </span>together." in both and "new: </span>apart." in both
    )
    assert "versions 2 and 3" in browser.get(at("outcome-compare", cast)).content.decode()
    for odd in ({"before": "9"}, {"after": "99999"}):
        assert browser.get(at("outcome-compare", cast), odd).status_code == 404
    assert Entry.objects.filter(operation=Entry.Operation.READ).count() == 2
    again = reverse("outcome-again", args=[cast.revisit.reference, KEY, 1])
    assert "wrote here meanwhile" in browser.post(again, {"after": "2"}, follow=True).content.decode()
    assert "words of version 1 again" in browser.post(again, {"after": "3"}, follow=True).content.decode()
    newest, *_, first = letter.sections.get(key=KEY).versions.all()
    assert (newest.number, newest.blocks, newest.written_by) == (4, first.blocks, cast["cqc"])
    assert signed_in(cast["senior_hmi"]).post(again, {"after": "4"}).status_code == 404


def test_hints_are_shown_ignored_and_shown_again(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    judged(cast.revisit, 1, cast.owner, sufficient=False, summary="Leaders did little.")
    version = typed(letter, cast.owner, "The area has made sufficient progress. LA officers utilise plans.")
    browser, where = signed_in(cast.owner), at("outcome-hints", cast)
    page = browser.get(at("outcome-section", cast)).content.decode()
    assert "progress is not sufficient: these words seem to say the opposite" in page
    given = hints(outcome.blocks_of(version)[KEY])
    assert given and all(hint.key in page for hint in given)
    assert "1 ignored." in browser.post(where, {"ignore": given[0].key}, follow=True).content.decode()
    browser.post(where, {"ignore": given[0].key})
    assert IgnoredHint.objects.get().by == cast.owner
    assert f'value="{given[0].key}"' not in browser.get(at("outcome-section", cast)).content.decode()
    assert "ignored." not in browser.post(where, follow=True).content.decode()
    assert signed_in(cast["senior_hmi"]).post(where, {"ignore": given[0].key}).status_code == 404


def test_g23_a_judgement_changed_since_is_said_beside_its_section_with_its_new_words(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    typed(letter, cast.owner)
    later = NOW + timedelta(hours=1)
    judged(cast.revisit, 1, cast["cqc"], sufficient=True, summary="Now <they> do.", at=later)
    browser = signed_in(cast.owner)
    page = browser.get(at("outcome-write", cast)).content.decode()
    assert "The weakness was judged after this was written" in page and "Now &lt;they&gt; do." in page
    took = browser.get(at("outcome-write", cast), {"take": "judgement"}).content.decode()
    assert "Now &lt;they&gt; do.</textarea>" in took and "stays in version 1" in took
    typed(letter, cast.owner, "Now they do.", at=later)
    assert not standing(letter).news
    judged(
        cast.revisit, 1, cast["cqc"], sufficient=False, summary="Now <they> do.", at=NOW + timedelta(hours=2)
    )
    assert standing(letter).news[KEY].said == "The decision is now “not sufficient progress”: it was changed"
    judged(cast.revisit, 2, cast["cqc"], sufficient=True, summary="All is well.", at=later)
    fresh = browser.get(at("outcome-write", cast, "weakness-2")).content.decode()
    assert "All is well.</textarea>" in fresh and 'name="after" value="0"' in fresh


def test_comments_stand_in_the_editor_while_they_are_open(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    typed(letter, cast.owner)
    said(letter, cast["senior_hmi"], text="Which leaders?")
    assert "Which leaders?" in signed_in(cast.owner).get(at("outcome-write", cast)).content.decode()
