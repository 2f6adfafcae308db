"""Comments on paragraphs: by the team and by quality assurance, beside their words, and never on others."""

import pytest
from django.urls import reverse

from inspections.policies import Refused
from inspections.workflow import State
from letters import section_comments
from letters.models import OutcomeLetter, SectionComment
from letters.outcome_page import standing
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.letters.writing import FIRST, KEY, begun, reporting, said, typed

pytestmark = pytest.mark.django_db
BLOCK = f"{KEY}-p1"


@pytest.fixture
def letter(cast: Cast) -> OutcomeLetter:
    letter = begun(cast)
    typed(letter, cast.owner)
    return letter


def at(name: str, cast: Cast, *args: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *args])


def test_quality_assurance_comments_the_team_replies_and_it_is_settled(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    quality, owner = signed_in(cast["senior_hmi"]), signed_in(cast.owner)
    reporting(cast, State.QUALITY)
    adding = at("outcome-comment", cast, KEY, BLOCK)
    assert "Leaders work together." in quality.get(adding).content.decode()
    assert "Write your comment." in quality.post(adding, {"text": " "}).content.decode()
    page = quality.post(adding, {"text": "Which <leaders>?"}, follow=True).content.decode()
    assert "Which &lt;leaders&gt;?" in page
    comment = SectionComment.objects.get()
    assert (comment.quoted, comment.by) == ("Leaders work together.", cast["senior_hmi"])
    settling, replying = (at(name, cast, comment.pk) for name in ("outcome-settle", "outcome-reply"))
    assert "is settled" in owner.post(settling, follow=True).content.decode()
    assert section_comments.counts(letter) == {}
    assert "All of them." in owner.post(replying, {"text": "All of them."}, follow=True).content.decode()
    assert section_comments.counts(letter) == {KEY: 1}, "a reply opens it again"
    owner.post(settling)
    assert "open again" in quality.post(settling, {"open": "1"}, follow=True).content.decode()
    comment.refresh_from_db()
    assert (comment.resolved_by, comment.resolved_at, comment.text) == (None, None, "Which <leaders>?")


def test_a_comment_follows_its_paragraph_and_says_when_its_words_changed_or_went(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    said(letter, cast.owner, text="On the first.")
    said(letter, cast.owner, block="", text="On the whole.")
    typed(letter, cast.owner, "A new beginning of this section.\n\nLeaders work well together.")
    (first, whole) = section_comments.threads(letter, KEY, standing(letter).written[KEY])
    assert (first.changed, first.gone, whole.changed, whole.gone) == (True, False, False, False)
    place = at("outcome-section", cast, KEY)
    assert "On these words, changed since" in signed_in(cast.owner).get(place).content.decode()
    typed(letter, cast.owner, "Nothing of the kind is written.")
    page = signed_in(cast.owner).get(place).content.decode()
    assert "On words that are no longer there: “Leaders work together.”" in page
    typed(letter, cast.owner, FIRST)
    assert section_comments.threads(letter, KEY, standing(letter).written[KEY])[0].gone


def test_words_that_are_gone_are_not_commented_on(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    with pytest.raises(Refused, match="no longer there"):
        said(letter, cast.owner, block=f"{KEY}-p9")
    assert signed_in(cast.owner).get(at("outcome-comment", cast, KEY, f"{KEY}-p9")).status_code == 404


def test_past_the_stages_in_which_anything_can_follow_nobody_comments(
    letter: OutcomeLetter, cast: Cast, signed_in: SignedIn
) -> None:
    comment = said(letter, cast.owner)
    reporting(cast, State.FINAL)
    browser = signed_in(cast.owner)
    for name, args in (("outcome-comment", [KEY, BLOCK]), ("outcome-reply", [comment.pk])):
        answer = browser.post(at(name, cast, *args), {"text": "Late."}, follow=True)
        assert "comments on it stay as they are" in answer.content.decode()
    settled = browser.post(at("outcome-settle", cast, comment.pk), follow=True)
    assert "comments on it stay as they are" in settled.content.decode()
    assert "Reply" not in browser.get(at("outcome-section", cast, KEY)).content.decode()
    comment.refresh_from_db()
    assert comment.resolved_at is None and SectionComment.objects.count() == 1


def test_a_reply_has_no_thread_of_its_own(letter: OutcomeLetter, cast: Cast, signed_in: SignedIn) -> None:
    comment = said(letter, cast.owner)
    browser = signed_in(cast.owner)
    browser.post(at("outcome-reply", cast, comment.pk), {"text": "Yes."})
    answer = SectionComment.objects.exclude(answers=None).get()
    assert browser.get(at("outcome-reply", cast, answer.pk)).status_code == 404
    assert signed_in(cast["colleague"]).get(at("outcome-reply", cast, comment.pk)).status_code == 404
