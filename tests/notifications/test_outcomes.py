"""Quality assurance is told of changed judgements, the advisers of the outcome: never more than that."""

from datetime import date, datetime

import pytest

from inspections.after import follow_publication, take_back_publication
from inspections.timeline.times import LONDON
from notifications.access import may_be_told
from notifications.models import OutboxMessage
from revisits.accounts.models import Membership
from tests.cast import Cast
from tests.inspections.judging import concern, proposed, published, settled
from tests.notifications.conftest import expand_all

PUBLISHED = datetime(2022, 7, 7, 9, tzinfo=LONDON)


def sent(code: str) -> list[OutboxMessage]:
    expand_all()
    return list(OutboxMessage.objects.filter(message=code).order_by("pk"))


def test_a_change_after_the_meeting_is_told_to_quality_assurance_without_its_words(cast: Cast) -> None:
    settled(cast)
    assert sent("judgement_changed") == []
    proposed(cast, sufficient=False, after=1, summary="zqsummary", reason="zqreason")
    rows = sent("judgement_changed")
    assert {row.recipient_user for row in rows} == {cast["senior_hmi"], cast["cqc_qa"]}
    for row in rows:
        assert "a new version of the judgement on weakness 1" in row.text and "/judgements/1/" in row.text
        said = (row.text + row.html + row.subject).lower()
        assert "zq" not in said and "sufficient" not in said
        assert may_be_told(row)
    concern(cast, title="zqtitle")
    last = sent("judgement_changed")[-1]
    assert "something beside the weaknesses" in last.text and "zqtitle" not in last.text


@pytest.mark.parametrize(
    ("sufficient", "said"),
    [
        ((True, True), "sufficient in all weaknesses, so monitoring ceases (G28)"),
        ((True, False), "sufficient in 1 of 2 weaknesses. Your monitoring visits go on"),
        ((False, False), "sufficient in none of the 2 weaknesses. Your monitoring visits go on"),
    ],
)
def test_g28_g29_the_advisers_are_told_the_outcome(
    cast: Cast, sufficient: tuple[bool, bool], said: str
) -> None:
    published(cast, sufficient)
    follow_publication(revisit=cast.revisit, by=cast.owner, at=PUBLISHED)
    rows = sent("outcome_told")
    assert {row.recipient_user for row in rows} == {cast["dfe"], cast["nhse"]}
    for row in rows:
        assert said in " ".join(row.text.split()) and "/monitoring/" in row.text
        assert may_be_told(row), "they see no case, but advise the area"
    assert len(sent("outcome_told")) == 2
    take_back_publication(revisit=cast.revisit, reason="x", by=cast.owner, at=PUBLISHED)
    assert "was taken back to be corrected" in sent("outcome_told")[-1].text


def test_an_adviser_of_another_area_or_of_the_past_is_told_nothing(cast: Cast) -> None:
    published(cast)
    kent = cast["stranger"].memberships.get().organisation.areas_as_authority.get()
    Membership.objects.filter(user=cast["dfe"]).update(area=kent)
    follow_publication(revisit=cast.revisit, by=cast.owner, at=PUBLISHED)
    (row,) = sent("outcome_told")
    assert row.recipient_user == cast["nhse"]
    Membership.objects.filter(user=cast["nhse"]).update(ends_on=date(2022, 5, 2))
    row.refresh_from_db()
    assert not may_be_told(row)
