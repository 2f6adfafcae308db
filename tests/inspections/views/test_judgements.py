"""The room of the judgements: who enters, writing with what is cited, agreeing, two texts, two versions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import judgements
from inspections.actions.judgements import Grounds
from inspections.actions.notes import see_impact
from inspections.models import Judgement, JudgementVersion
from inspections.workflow import State
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.evidence_base import given, note
from tests.inspections.judging import (
    LAST,
    agreed,
    answer_what_is_asked,
    arrive,
    at_stage,
    concern,
    meet,
    on_site,
    proposed,
    weakness,
)
from tests.pages import error_beside
from tests.snapshots import kept

PART = ("owner", "cqc", "senior_hmi", "cqc_qa")


def make_on_site() -> Cast:
    cast = make_cast()
    on_site(cast)
    return cast


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = LAST
    return kept("on_site", make_on_site)


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def at(name: str, *args: Any) -> str:
    return reverse(name, args=["essex-2022", *args])


def keys(cast: Cast) -> tuple[str, str]:
    """Of the first document and the first note."""
    document = cast.revisit.evidence.earliest("pk").versions.get()
    return f"d{document.pk}", f"n{cast.revisit.notes.earliest('pk').versions.get().pk}"


def posted(cast: Cast, **changes: Any) -> dict[str, Any]:
    document, noted = keys(cast)
    said = {"after": "0", "sufficient": "yes", "summary": "Families wait less."}
    return said | {f"cite_{document}": "on", f"place_{document}": "page 3", f"cite_{noted}": "on"} | changes


def body(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_room_is_the_teams_and_quality_assurances(cast: Cast, signed_in: SignedIn) -> None:
    proposed(cast)
    found = concern(cast)
    addresses = [at("judgements"), at("judgement", 1), at("concern", found.concern_id)]
    for name in (
        "owner",
        "cqc",
        "senior_hmi",
        "cqc_qa",
        "support",
        "colleague",
        "administrator",
        "lano",
        "dfe",
    ):
        browser = signed_in(cast[name])
        assert {browser.get(each).status_code for each in addresses} == {200 if name in PART else 404}
    readings = Entry.objects.filter(operation=Entry.Operation.READ)
    assert readings.filter(person=cast["cqc_qa"].pk).count() == 3, "each reading is on record"
    support = signed_in(cast["support"]).get(at("revisit")).content.decode()
    assert at("judgements") not in support
    assert at("judgements") in body(signed_in(cast["senior_hmi"]), at("revisit"))


def test_the_list_says_how_each_weakness_stands_and_what_is_open(cast: Cast, site: Client) -> None:
    page = body(site, at("judgements"))
    assert "Weakness 1 is not judged yet." in page and "Nothing is proposed yet." in page
    see_impact(
        document=cast.revisit.evidence.get(), weakness=weakness(cast), shows="impact", by=cast.owner, at=NOW
    )
    agreed(cast)
    proposed(cast, 2, sufficient=False)
    page = body(site, at("judgements"))
    assert "Agreed by The owner (Ofsted) and The cqc (CQC)" in page
    assert "2 pieces of evidence cited" in page and "1 shows impact" in page
    assert "Weakness 2 is not agreed by Ofsted and CQC yet." in page
    assert ">Provisional<" in page and ">Proposed<" in page
    agreed(cast, 2, after=1)
    meet(cast)
    page = body(site, at("judgements"))
    assert "Every weakness is judged, agreed by both agencies and confirmed." in page
    assert page.count(">Confirmed<") == 2


def test_a_judgement_is_written_with_what_it_rests_on(cast: Cast, site: Client) -> None:
    page = body(site, at("judgement-write", 1))
    assert "Waiting times" in page and "Call with the advisers" in page
    answer = site.post(at("judgement-write", 1), posted(cast))
    assert answer.status_code == 302 and answer["Location"] == at("judgement", 1)
    version = JudgementVersion.objects.get()
    assert (version.sufficient, version.summary, version.by) == (True, "Families wait less.", cast.owner)
    assert [each.place for each in version.citations.all()] == ["page 3", ""]
    shown = body(site, at("judgement", 1))
    assert "Families wait less." in shown and "page 3" in shown and "Agree version 1 for Ofsted" in shown
    # It starts from what holds.
    again = body(site, at("judgement-write", 1))
    document, _ = keys(cast)
    assert f'id="id_cite_{document}" checked' in again and 'value="page 3"' in again


def test_what_is_wrong_is_told_beside_it_and_what_was_typed_stays(cast: Cast, site: Client) -> None:
    document, _ = keys(cast)
    answer = site.post(at("judgement-write", 1), posted(cast, sufficient="", summary=""))
    assert error_beside(answer, "sufficient") == "Choose whether progress is sufficient."
    assert error_beside(answer, "summary") == "Write the summary."
    answer = site.post(
        at("judgement-write", 1),
        {"after": "0", "sufficient": "yes", "summary": "Kept", f"place_{document}": "p. 2"},
    )
    page = answer.content.decode()
    assert "Tick “Waiting times” too, or take the place in it out." in page
    assert "Kept" in page and 'value="p. 2"' in page
    at_stage(cast, State.QUALITY)
    assert "returned or take it back first" in body(site, at("judgement-write", 1)), "told before typing"
    page = site.post(at("judgement-write", 1), posted(cast)).content.decode()
    assert "returned or take it back first" in page and "Families wait less." in page
    assert not Judgement.objects.exists()


def test_more_to_cite_is_found_by_words_without_losing_anything(cast: Cast, site: Client) -> None:
    other = given(cast, "Therapy figures", weaknesses=[2])
    about_two = note(cast, title="Joint board", weaknesses=[weakness(cast, 2)])
    page = body(site, at("judgement-write", 1))
    assert "Therapy figures" not in page and "Joint board" not in page, "they are about another weakness"
    document, noted = keys(cast)
    looked = posted(cast, find="therapy", search="1", summary="Half a sentence")
    looked.pop(f"cite_{noted}")
    page = site.post(at("judgement-write", 1), looked).content.decode()
    assert "Therapy figures" in page and "Half a sentence" in page
    assert f'id="id_cite_{document}" checked' in page, "what was ticked stays"
    assert not JudgementVersion.objects.exists()
    page = site.post(at("judgement-write", 1), looked | {"find": "board"}).content.decode()
    assert "Joint board" in page and "Therapy figures" not in page
    chosen = {f"cite_d{other.pk}": "on", f"cite_n{about_two.versions.get().pk}": "on", "cite_d999999": "on"}
    assert site.post(at("judgement-write", 1), posted(cast) | chosen).status_code == 302
    assert JudgementVersion.objects.get().citations.count() == 4, "what is not of the case is left out"


def test_who_comes_second_sees_both_texts(cast: Cast, site: Client) -> None:
    proposed(cast, by="cqc", summary="Theirs stands.")
    page = site.post(at("judgement-write", 1), posted(cast, summary="Mine is typed.")).content.decode()
    assert "The cqc wrote version 1 while you were looking" in page
    assert "Theirs stands." in page and "Mine is typed." in page
    assert 'name="after" value="1"' in page
    assert (
        site.post(at("judgement-write", 1), posted(cast, after="1", summary="Mine is typed.")).status_code
        == 302
    )
    assert JudgementVersion.objects.count() == 2


def test_each_agency_agrees_on_the_page_and_an_older_version_is_told(
    cast: Cast, site: Client, signed_in: SignedIn
) -> None:
    proposed(cast)
    cqc = signed_in(cast["cqc"])
    assert "Agree version 1 for CQC" in body(cqc, at("judgement", 1))
    assert (
        "for Ofsted: it stays as it is"
        in site.post(at("judgement-agree", 1, 1), follow=True).content.decode()
    )
    assert "Agree version 1 for Ofsted" not in body(site, at("judgement", 1))
    proposed(cast, sufficient=False, after=1)
    late = cqc.post(at("judgement-agree", 1, 1), follow=True).content.decode()
    assert "The owner wrote version 2 in between. Read it, then agree that one." in late
    assert "for Ofsted" in site.post(at("judgement-agree", 1, 2), follow=True).content.decode()
    assert (
        "agreed this version for Ofsted already"
        in site.post(at("judgement-agree", 1, 2), follow=True).content.decode()
    )
    assert signed_in(cast["senior_hmi"]).post(at("judgement-agree", 1, 2)).status_code == 404
    assert "Agree version" not in body(signed_in(cast["senior_hmi"]), at("judgement", 1))
    assert site.post(at("judgement-agree", 1, 9)).status_code == 404


def test_g13_g15_the_page_says_what_is_needed_first(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    cast = kept("cast", make_cast)
    cast.notify()
    given(cast)
    arrive(cast)
    proposed(cast)
    page = body(signed_in(cast.owner), at("judgement", 1))
    assert page.count("(G15)") == 2 and "(G13)" in page and "Agree version" not in page
    answer_what_is_asked(cast)
    assert "Agree version 1" in body(signed_in(cast.owner), at("judgement", 1))


def test_two_versions_stand_side_by_side_word_by_word(cast: Cast, site: Client) -> None:
    proposed(cast, summary="Families wait less time.")
    proposed(cast, summary="Families wait more time.", sufficient=False, after=1, grounds=Grounds())
    page = body(site, at("judgement-compare", 1, 2))
    assert "less<span" in page and "more<span" in page
    assert "Not sufficient" in page and "Waiting times, version 1, page 3" in page
    assert site.get(at("judgement-compare", 1, 1)).status_code == 404
    assert site.get(at("judgement", 3)).status_code == 404, "there is no third weakness"


def test_after_the_meeting_the_form_asks_why(cast: Cast, site: Client) -> None:
    agreed(cast)
    meet(cast)
    assert "Why is it changed after the judgement meeting?" in body(site, at("judgement-write", 1))
    change = posted(cast, after="1", sufficient="no")
    assert error_beside(site.post(at("judgement-write", 1), change), "reason") == "Say why it is changed now."
    assert site.post(at("judgement-write", 1), change | {"reason": "A late document"}).status_code == 302
    assert "A late document" in body(site, at("judgement", 1))


def test_g3_a_concern_is_written_changed_and_withdrawn_on_its_pages(cast: Cast, site: Client) -> None:
    document, _ = keys(cast)
    words = {
        "after": "0",
        "title": "Home education",
        "text": "Children are not known.",
        f"cite_{document}": "on",
    }
    answer = site.post(at("concern-add"), words)
    (found,) = judgements.concerns(cast.revisit)
    key = found.version.concern_id
    assert answer["Location"] == at("concern", key)
    page = body(site, at("concern", key))
    assert "Home education" in page and "Waiting times" in page
    assert (
        site.post(at("concern-change", key), words | {"after": "1", "text": "They are known."}).status_code
        == 302
    )
    page = site.post(at("concern-change", key), words | {"after": "1", "text": "Mine"}).content.decode()
    assert "The owner wrote version 2" in page and "They are known." in page and "Mine" in page
    asked = body(site, at("concern-withdraw", key))
    assert (
        "Withdraw this concern" in asked and ">Withdraw it</button>" in asked and "They are known." in asked
    )
    assert (
        error_beside(site.post(at("concern-withdraw", key), {"after": "2"}), "reason")
        == "Say why it is withdrawn."
    )
    stale = site.post(at("concern-withdraw", key), {"after": "1", "reason": "Wrong"})
    assert "The owner wrote version 2" in stale.content.decode()
    assert site.post(at("concern-withdraw", key), {"after": "2", "reason": "Wrong"}).status_code == 302
    page = body(site, at("concern", key))
    assert "Withdrawn" in page and "Wrong" in page and "Write it anew" in page
    assert judgements.concerns(cast.revisit) == ()
    assert ">Withdrawn<" in body(site, at("judgements"))


def test_the_room_costs_as_many_queries_at_two_weaknesses_as_at_one_judged(
    cast: Cast, site: Client, django_assert_max_num_queries: Any
) -> None:
    agreed(cast)
    with django_assert_max_num_queries(100) as once:
        site.get(at("judgements"))
    agreed(cast, 2)
    with django_assert_max_num_queries(len(once)):
        site.get(at("judgements"))
