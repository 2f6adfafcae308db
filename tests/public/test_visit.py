"""The public page of a re-visit: what it says, and until when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.actions.cases import edit_details
from inspections.actions.timeline import override_date
from inspections.importing.outcomes import import_outcomes
from inspections.models import LocalArea, Outcome, Revisit
from inspections.timeline.times import LONDON, london
from inspections.workflow import State
from revisits.accounts.models import Organisation
from revisits.public import reading
from revisits.public.page import visit_page
from tests.cast import NOW, Cast
from tests.conftest import StandingClock
from tests.inspections.importing.files import outcomes_file
from tests.pages import text
from tests.public.scene import issue
from tests.stages import put

PAGE = "/visits/essex-2022/"
FILES = {"pdf": b"%PDF", "large-print": b"%PDF", "html": b"<!DOCTYPE html>", "text": b"3 May 2022"}


def test_the_page_says_when_what_and_how(cast: Cast, reader: Client) -> None:
    answer = reader.get(PAGE)
    page = text(answer)
    for said in (
        "Re-visit to Essex",
        "will be in Essex from Tuesday 17 May 2022 to Thursday 19 May 2022",
        "Not open yet Opens at 12 noon on Tuesday 10 May 2022 It closes at 12 noon on Monday 16 May 2022",
        "Tuesday 17 May 2022, time to follow Where County Hall, Chelmsford",
        "Your local forum, Essex Family Forum, can tell you more about how to take part: forum@essex.example.org",
        "areas of significant weaknesses detailed in the written statement of action (WSOA)",
        "Joint commissioning",
        "Issued on 3 May 2022",
        "This page was made at 08:30 on Tuesday 3 May 2022.",
    ):
        assert said in page, said
    assert "Changed since" not in page
    html = answer.content.decode()
    assert '<html lang="en-GB"' in html and '<meta name="description" content="Re-visit of Ofsted' in html
    assert "Quality of plans &amp; the &lt;waiting&gt; times" in html


def test_the_page_names_nobody_and_says_nothing_of_the_inside(cast: Cast, reader: Client) -> None:
    html = reader.get(PAGE).content.decode()
    assert [person.name for person in cast.people.values() if person.name in html] == []
    assert "csrf" not in html and "idle" not in html and "Sign out" not in html


def test_the_letter_is_there_in_its_formats_as_it_was_frozen(cast: Cast, reader: Client) -> None:
    html = reader.get(PAGE).content.decode()
    letter = cast.revisit.letters.get()
    for code, begins in FILES.items():
        address = reverse("public-letter", args=["essex-2022", code])
        assert html.count(f'href="{address}"') == 2, "as a link, and as an alternate of the page"
        answer = reader.get(address)
        file = letter.files.get(format=code)
        assert answer.content == bytes(file.content)
        assert answer.content.lstrip().startswith(begins) or begins in answer.content
        assert answer["ETag"] == f'"{file.sha256}"'
        assert reader.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_a_corrected_letter_takes_the_place_of_the_first_and_says_so(cast: Cast, reader: Client) -> None:
    before = reader.get("/visits/essex-2022/letter/text/").content
    override_date(
        event=cast.event("survey_closes"),
        on=date(2022, 5, 13),
        time="12:00",
        reason="r",
        by=cast.owner,
        at=NOW,
    )
    changed = text(reader.get(PAGE))
    assert "Changed since the letter to parents and carers" in changed
    assert (
        "The survey closes Now: 12 noon on Friday 13 May 2022 The letter says: 12 noon on Monday 16 May 2022"
        in changed
    )
    assert "12 noon on Friday 13 May 2022" in changed
    issue(cast, at=NOW + timedelta(days=1), reason="Secret: somebody mistyped")
    page = text(reader.get(PAGE))
    assert "Changed since" not in page and "Secret" not in page
    assert "Issued on 4 May 2022. It replaces the letter of 3 May 2022, which no longer holds." in page
    after = reader.get("/visits/essex-2022/letter/text/").content
    assert after != before and b"13 May 2022" in after


def test_until_the_files_of_a_correction_are_made_the_old_ones_are_not_given_out(
    cast: Cast, reader: Client
) -> None:
    letter = cast.revisit.letters.get()
    facts = {**letter.facts, "survey_url": "https://other.example.org"}
    cast.revisit.letters.create(
        kind="parents", version=2, facts=facts, text=letter.text, template_version="t", addressees=[],
        sha256="0" * 64, issued_at=NOW, reason="r",
    )  # fmt: skip
    assert "The files of the letter are being made." in text(reader.get(PAGE))
    assert reader.get("/visits/essex-2022/letter/pdf/").status_code == 404


def test_g16_the_survey_is_right_to_the_second_and_no_cache_outlives_it(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    seen = []
    for at in (time(11, 59, 55), time(11, 59, 59), time(12, 0, 0)):
        standing_clock.now = london(date(2022, 5, 10), at)
        answer = reader.get(PAGE)
        seen.append(("Open until" in text(answer), answer["Cache-Control"]))
    standing_clock.now = london(date(2022, 5, 16), time(11, 59, 59)) + timedelta(milliseconds=900)
    last = reader.get(PAGE)
    seen.append(("Open until" in text(last), last["Cache-Control"]))
    standing_clock.now = london(date(2022, 5, 16), time(12))
    assert "Closed It closed at 12 noon on Monday 16 May 2022" in text(reader.get(PAGE))
    assert seen == [
        (False, "public, max-age=5, must-revalidate"),
        (False, "public, max-age=1, must-revalidate"),
        (True, "public, max-age=10, must-revalidate"),
        (True, "public, max-age=0, must-revalidate"),
    ]
    # What a browser kept is not confirmed once it would be wrong.
    assert reader.get(PAGE, headers={"if-none-match": last["ETag"]}).status_code == 200


def test_a_change_is_seen_with_the_next_request_and_what_did_not_change_is_not_sent_again(
    cast: Cast, reader: Client
) -> None:
    first = reader.get(PAGE)
    assert reader.get(PAGE).content == first.content
    kept = reader.get(PAGE, headers={"if-none-match": first["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    area = LocalArea.objects.filter(pk=cast.area.pk)
    changes: list[Callable[[], object]] = [
        lambda: Revisit.objects.filter(pk=cast.revisit.pk).update(open_meeting_access="By the side door"),
        lambda: cast.revisit.wsoa.weaknesses.filter(number=1).update(text="In other words"),
        lambda: Organisation.objects.filter(areas_as_forum=cast.area).update(email="new@forum.example.org"),
        lambda: area.update(website="www.elsewhere.example.org"),
        lambda: cast.revisit.timeline.filter(code="open_meeting").update(
            override_on=date(2022, 5, 18), override_reason="r", overridden_at=NOW
        ),
    ]  # fmt: skip
    for change in changes:
        before = reader.get(PAGE)
        change()
        assert reader.get(PAGE, headers={"if-none-match": before["ETag"]}).status_code == 200
    page = text(reader.get(PAGE))
    for said in (
        "By the side door",
        "In other words",
        "new@forum.example.org",
        "www.elsewhere",
        "Wednesday 18 May",
    ):
        assert said in page
    assert "Access to the open meeting Now: By the side door The letter says: to follow" in page


def test_two_statements_make_a_page(cast: Cast, reader: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as made:
        reader.get(PAGE)
    with CaptureQueriesContext(connection) as kept:
        reader.get(PAGE)
    assert len(made) == len(kept) == 2


def test_a_meeting_or_forum_that_is_not_there_is_said(cast: Cast, reader: Client) -> None:
    edit = {"has_open_meeting": False, "email_contributions": "views@example.org", "survey_url": ""}
    cast.revisit.refresh_from_db()
    edit_details(revisit=cast.revisit, changes=edit, version=cast.revisit.version, by=cast.owner, at=NOW)
    LocalArea.objects.filter(pk=cast.area.pk).update(forum=None)
    page = text(reader.get(PAGE))
    assert "There is no open meeting in this re-visit." in page
    assert "e-mail their contributions to views@example.org" in page
    assert "No parent carer forum is known to us for this area. You need none" in page
    assert "The link will be on this page." in page
    assert "The open meeting Now: none The letter says: Tuesday 17 May 2022, County Hall, Chelmsford" in page


@pytest.mark.parametrize(
    ("on", "state", "stage", "said"),
    [
        (date(2022, 5, 16), State.NOTIFIED, "Announced", "will be in Essex"),
        (date(2022, 5, 17), State.NOTIFIED, "Inspectors are in the area", "are in Essex"),
        (date(2022, 5, 19), State.ON_SITE, "Inspectors are in the area", "are in Essex"),
        (date(2022, 5, 20), State.REPORTING, "The visit has taken place", "normally published within 33 working days"),
        # As in Worcestershire in 2020: nobody came, and nobody has said so.
        (date(2022, 5, 20), State.NOTIFIED, "Not confirmed", "were to be in Essex"),
    ],
)  # fmt: skip
def test_where_the_visit_stands(
    on: date, state: State, stage: str, said: str, cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    put(state, cast.revisit)
    standing_clock.set(on)
    page = text(reader.get(PAGE))
    assert stage in page and said in page


def test_g26_an_outcome_is_embargoed_until_the_day_of_its_publication(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    put(State.CLOSED, cast.revisit)
    Outcome.objects.create(
        revisit=cast.revisit, sufficient=1, not_sufficient=1, published_on=date(2022, 7, 27), source="s"
    )
    standing_clock.now = datetime(2022, 7, 26, 23, 59, 59, tzinfo=LONDON)
    before = reader.get(PAGE)
    assert "Outcome" not in text(before) and before["Cache-Control"].startswith("public, max-age=1,")
    standing_clock.now = datetime(2022, 7, 27, 0, 0, tzinfo=LONDON)
    assert "sufficient progress in 1 of 2 weaknesses" in text(reader.get(PAGE))


def test_a_re_visit_known_from_statistics_has_a_plain_page_from_its_publication_on(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    import_outcomes(outcomes_file(), at=NOW)
    old = Revisit.objects.filter(historical=True).select_related("outcome").earliest("first_day")
    address = reverse("public-visit", args=[old.reference])
    published = old.outcome.published_on
    standing_clock.set(published - timedelta(days=1))
    assert reader.get(address).status_code == 404
    standing_clock.set(published)
    page = text(reader.get(address))
    assert "Outcome published" in page and "How to take part" not in page and "survey" not in page.lower()


def test_a_page_is_made_from_its_facts_alone(cast: Cast) -> None:
    visit = reading.announced("essex-2022", today=NOW.date())
    assert visit and visit == reading.unpublished(cast.revisit.pk, today=NOW.date())
    made = visit_page(visit, NOW)
    assert visit_page(visit, NOW + timedelta(seconds=29)) is made
    assert visit_page(replace(visit, area="Wessex"), NOW) is not made
    assert b"Preview" in visit_page(visit, NOW, preview=True).body


def test_a_weakness_of_which_the_number_alone_is_known_is_named_by_it(cast: Cast, reader: Client) -> None:
    assert "does not print their text" not in text(reader.get(PAGE))
    cast.revisit.wsoa.weaknesses.filter(number=2).update(text="Weakness 2")
    page = reader.get(PAGE)
    assert "<li>1. Joint commissioning</li><li>Weakness 2</li>" in page.content.decode()
    assert text(page).count("The letter to parents and carers does not print their text.") == 1
    cast.revisit.wsoa.weaknesses.filter(number=1).update(text="Weakness 1")
    assert "<li>Weakness 1</li><li>Weakness 2</li>" in reader.get(PAGE).content.decode()
    assert [str(each) for each in cast.revisit.wsoa.weaknesses.all()] == ["Weakness 1", "Weakness 2"]
