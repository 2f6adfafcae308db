"""Reviews and accepted identifiers: what the database refuses, whoever asks (G7, G24)."""

from typing import Any

import pytest
from django.db import Error, connection, transaction

from inspections.actions.team import remove_member
from inspections.models import Revisit
from inspections.workflow import State
from letters.models import IdentifierDecision, LetterVersion, QualityReview
from revisits.record.models import Entry
from tests.behind_the_form import refused
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import assuring
from tests.letters.assuring import AT, letter_of, newest, version_row


@pytest.fixture
def given(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.given()


def review(cast: Cast, **values: Any) -> QualityReview:
    said: dict[str, Any] = {
        "version": newest(cast), "agency": "ofsted", "decision": "approve", "comments": "", "on_site": False,
        "by": cast["senior_hmi"], "at": AT,
    }  # fmt: skip
    return QualityReview.objects.create(**(said | values))


def test_g7_a_review_is_by_whoever_assures_quality_for_that_agency_now(given: Cast) -> None:
    theirs = "whoever has that part in the case for the agency"
    for person, agency in (("owner", "ofsted"), ("cqc", "cqc"), ("cqc_qa", "ofsted"), ("senior_hmi", "cqc"),
                           ("colleague", "ofsted")):  # fmt: skip
        with refused(theirs):
            review(given, by=given[person], agency=agency)
    remove_member(member=given.revisit.team.get(user=given["senior_hmi"]), by=given.owner, at=AT)
    with refused(theirs):
        review(given)


def test_g24_a_review_is_of_what_quality_assurance_has(given: Cast) -> None:
    what = "What is reviewed is the newest version"
    first = newest(given)
    version_row(letter_of(given), given)
    with refused(what):
        review(given, version=first)
    for state in (State.REPORTING, State.QUALITY, State.ACCURACY):
        Revisit.objects.filter(pk=given.revisit.pk).update(state=state)
        if state != State.QUALITY:
            with refused(what):
                review(given)
    Revisit.objects.filter(pk=given.revisit.pk).update(state=State.FINALISING)
    Revisit.objects.filter(pk=given.revisit.pk).update(state=State.CHECKING)
    with refused(what):
        review(given)


def test_a_review_says_what_it_is_once_and_stays(given: Cast) -> None:
    with refused("quality_returned_with_comments"):
        review(given, decision="return")
    with refused("quality_returned_with_comments"):
        review(given, decision="maybe", comments="x")
    with refused("quality_review_agency_known|whoever has that part"):
        review(given, agency="dfe")
    made = review(given, comments="zqcomments")
    with refused("quality_review_once_a_decision"):
        review(given)
    with pytest.raises(Error, match="quality_review_append_only"), transaction.atomic():
        QualityReview.objects.update(decision="return", comments="x")
    with pytest.raises(Error, match="quality_review_append_only"), transaction.atomic():
        QualityReview.objects.all().delete()
    refusal = pytest.raises(Error, match="quality_review_append_only")
    with connection.cursor() as cursor, refusal, transaction.atomic():
        cursor.execute("UPDATE letters_qualityreview SET agency = 'dfe'")
    assert "zqcomments" not in str(made)
    entry = Entry.objects.filter(table="letters_qualityreview").get()
    assert (entry.case, "zqcomments" in str(entry.after)) == (given.revisit.pk, False)


def test_the_agency_is_one_of_two_even_with_a_part_of_that_name(given: Cast) -> None:
    """The trigger asks for the part; the constraint stands behind it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'quality_review_agency_known'"
        )
        assert "ofsted" in cursor.fetchone()[0]


def test_an_identifier_is_accepted_once_for_a_reason_and_stays_so(given: Cast) -> None:
    words: dict[str, Any] = {"fingerprint": "f" * 64, "section": "weakness-1", "by": given.owner, "at": AT}
    accept = letter_of(given).identifier_decisions.create
    with refused("identifier_accepted_for_a_reason"):
        accept(**words, reason="")
    accept(**words, reason="zqreason")
    with refused("identifier_accepted_once"):
        accept(**words, reason="y")
    with pytest.raises(Error, match="identifier_decision_append_only"), transaction.atomic():
        IdentifierDecision.objects.update(reason="z")
    entry = Entry.objects.filter(table="letters_identifierdecision").get()
    assert "zqreason" not in str(entry.after) and "ffff" not in str(entry.after)
    assert LetterVersion.objects.filter(letter=letter_of(given)).count() == 1
