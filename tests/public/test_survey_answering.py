"""Answering the survey of this service: a page at a time, saved by a code, replaced, in its window alone (G16, G20)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from inspections.models import Question, Revisit, SurveyIncident
from revisits.public import survey_tokens
from surveys import codes, flood
from surveys.actions.opening import open_and_close
from surveys.counts import common
from surveys.models import Answer, Response, Survey
from tests.cast import NOW, Cast
from tests.conftest import StandingClock
from tests.pages import text
from tests.stages import put
from tests.surveys.scene import CLOSES, OPENS, asked

START = "/visits/essex-2022/survey/"
PAGE, RETURN = f"{START}answer/", f"{START}return/"
SECOND = timedelta(seconds=1)
# The test client's answer has more than its type says.
Page = Any
WORDS = "The plan came late. We wait for therapy."


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    common().forget()
    cast = asked()
    standing_clock.now = OPENS + timedelta(hours=2, minutes=17)
    return cast


@pytest.fixture
def reader() -> Client:
    """A browser for which a form would be refused that needs a cookie."""
    return Client(enforce_csrf_checks=True)


def fields(page: Page) -> dict[str, list[str]]:
    """What the form of a page sends as it stands."""
    html = page.content.decode()
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html):
        found.setdefault(name, []).append(value)
    return found


def press(reader: Client, page: Page, button: str, **typed: Any) -> Page:
    return reader.post(PAGE, {**fields(page), **typed, "go": button})


def begin(reader: Client) -> Page:
    return reader.post(PAGE, {"go": "start"})


def question(place: int) -> str:
    return f"q{Question.objects.get(place=place, question_set__purpose='survey').pk}"


def answered(reader: Client, words: str = WORDS) -> Page:
    """Through all questions to the page to check."""
    page = begin(reader)
    page = press(reader, page, "next", **{question(1): "1"})
    page = press(reader, page, "next")
    page = press(reader, page, "next", **{question(3): ["0", "2"]})
    return press(reader, page, "next", **{question(4): words})


def code_on(page: Page) -> str:
    found = re.search(r'class="pub-code" dir="ltr">([^<]+)<', page.content.decode())
    assert found
    return found[1]


def test_g16_a_parent_answers_page_by_page_checks_sends_and_gets_a_code(cast: Cast, reader: Client) -> None:
    start = text(reader.get(START))
    assert "There are 4 questions. It takes about 2 minutes." in start
    assert "Open until 12 noon on Monday 16 May 2022, London time." in start
    page = begin(reader)
    assert "Question 1 of 4" in text(page) and "Where does your child go?" in text(page)
    checked = answered(reader)
    shown = text(checked)
    assert "Primary school" in shown and "The school" in shown and WORDS in shown
    again = press(reader, checked, "page-1")
    assert 'value="1" checked' in again.content.decode() and "I do not want to answer" in text(again)
    checked = press(reader, press(reader, again, "next", **{question(1): "2"}), "check")
    assert "Secondary school" in text(checked)
    sent = press(reader, checked, "send")
    assert "Your answers are sent" in text(sent) and sent["Cache-Control"] == "no-store"
    response = Response.objects.get()
    assert (response.state, response.way, response.language, response.replaced) == ("sent", "web", "en", 0)
    assert response.hour == OPENS + timedelta(hours=2) and response.entered_by is None
    rows = response.answers.values_list("question__place", "chosen", "text")
    said = {place: chosen or words for place, chosen, words in rows}
    assert said == {1: [2], 3: [0, 2], 4: WORDS}
    assert codes.code_hash(codes.plain(code_on(sent))) == response.code_hash
    assert not reader.cookies
    survey = Survey.objects.get()
    assert survey.opened_at and survey.questions and survey.closed_at is None


def test_g16_the_same_form_sent_twice_is_one_response_and_the_code_replaces_it(
    cast: Cast, reader: Client
) -> None:
    checked = answered(reader)
    first, second = press(reader, checked, "send"), press(reader, checked, "send")
    assert code_on(first) == code_on(second) and Response.objects.get().replaced == 0
    typed = code_on(first).lower().replace("-", " ")
    back = reader.post(RETURN, {"code": typed})
    assert WORDS in text(back) and "What you send now takes their place." in text(back)
    assert "Save and come back later" not in text(back)
    changed = press(reader, press(reader, back, "page-4"), "next", **{question(4): "Better now."})
    sent = press(reader, changed, "send")
    assert "took the place of those before" in text(sent) and code_on(sent) == code_on(first)
    response = Response.objects.get()
    assert (response.state, response.replaced) == ("sent", 1)
    assert Answer.objects.get(question__kind="text").text == "Better now."
    # The page of before the sending, come back to by the browser, does not undo it.
    assert "What you send now takes their place." in text(press(reader, checked, "save"))
    assert Response.objects.get().state == "sent"


def test_g16_answers_are_kept_by_a_code_and_not_counted_until_they_are_sent(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    page = press(reader, begin(reader), "save", **{question(1): "0"})
    assert "Your answers are saved, but not sent" in text(page)
    code = code_on(page)
    kept = Response.objects.get().code_hash
    assert kept and code.replace("-", "") not in kept
    assert Response.objects.get().state == "kept"
    for wrong in ("", "AAAA-AAAA-AAAA", "' OR 1=1", "\x00", "x" * 4000):
        assert "There are no answers with this code." in text(reader.post(RETURN, {"code": wrong}))
    # After the closing what was kept may still be sent for a while; what was sent is not changed any more.
    standing_clock.now = CLOSES + timedelta(minutes=5)
    back = reader.post(RETURN, {"code": code})
    assert "Early years" in text(back) and "you can send your answers until" in text(back)
    assert "Your answers are sent" in text(press(reader, back, "send"))
    assert Response.objects.get().state == "sent"
    assert "There are no answers with this code." in text(reader.post(RETURN, {"code": code}))


def test_g16_open_from_noon_to_noon_and_whoever_began_before_the_close_has_the_grace(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    standing_clock.now = OPENS - SECOND
    before = reader.get(START)
    assert "It opens at 12 noon on Tuesday 10 May 2022" in text(before) and "Start now" not in text(before)
    assert "It opens at" in text(begin(reader)) and not Survey.objects.exists()
    standing_clock.now = OPENS
    assert "Question 1 of 4" in text(begin(reader))
    standing_clock.now = CLOSES - SECOND
    checked = answered(reader)
    forged = {**fields(checked), "token": [survey_tokens.write("kent-2022", survey_tokens.start(OPENS))]}
    standing_clock.now = CLOSES
    assert "The survey closed at 12 noon" in text(reader.get(START)) and "Start now" not in text(
        reader.get(START)
    )
    assert "Question 1" not in text(begin(reader))
    assert "could not be sent" in text(reader.post(PAGE, {**forged, "go": "send"}))
    standing_clock.now = CLOSES + timedelta(minutes=30) - SECOND
    assert "Send my answers" in text(press(reader, checked, "check"))
    assert "Your answers are sent" in text(press(reader, checked, "send"))
    standing_clock.now = CLOSES + timedelta(minutes=30)
    late = press(reader, checked, "send")
    assert "Your answers could not be sent" in text(late) and WORDS in text(late)
    assert Response.objects.count() == 1
    assert open_and_close(at=standing_clock.now) == 1 and open_and_close(at=standing_clock.now) == 0
    survey = Survey.objects.get()
    assert survey.closed_at == standing_clock.now
    cast.revisit.refresh_from_db()
    assert cast.revisit.survey_answers == 1


def test_what_may_name_somebody_is_pointed_out_and_sent_all_the_same(cast: Cast, reader: Client) -> None:
    words = "My son Tobias is at the school. Write to zq@example.org."
    checked = answered(reader, words)
    assert "You may be telling who somebody is" in text(checked)
    assert (
        '<q dir="auto">Tobias</q>' in checked.content.decode()
        and "zq@example.org</q>" in checked.content.decode()
    )
    assert "Your answers are sent" in text(press(reader, checked, "send"))
    assert Answer.objects.get(question__kind="text").text == words


def test_what_is_wrong_in_a_form_is_told_and_nothing_typed_is_lost(cast: Cast, reader: Client) -> None:
    page = begin(reader)
    assert "You have answered no question yet." in text(press(reader, page, "send"))
    long = press(reader, page, "next", on="4", **{question(4): "x" * 4001})
    assert "Your answer has 4001 letters and spaces." in text(long) and "x" * 4001 in long.content.decode()
    checked = answered(reader)
    lost = reader.post(PAGE, {**fields(checked), "token": "forged", "go": "send"})
    assert "This page was open for a long time." in text(lost) and WORDS in text(lost)
    assert not Response.objects.exists()
    assert "Your answers are sent" in text(press(reader, lost, "send"))
    odd = {question(1): ["9", "-1", "x"], question(3): ["0", "77"], question(2): "3", "q0": "1"}
    page = press(reader, begin(reader), "check", **odd)
    assert fields(page)[question(3)] == ["0"] and question(1) not in fields(page)
    assert "Don’t know" in text(page).replace("'", "’")
    assert reader.get(PAGE).status_code == 302


def test_a_browser_keeps_the_pages_for_its_way_back_until_the_answers_are_sent_or_cleared(
    cast: Cast, reader: Client
) -> None:
    checked = answered(reader)
    for page in (begin(reader), checked):
        assert page["Cache-Control"] == "private, max-age=0" and "Clear-Site-Data" not in page
    saved = press(reader, checked, "save")
    sent = press(reader, checked, "send")
    for page in (reader.get(START), saved, sent, reader.get(RETURN), reader.get(f"{START}paper.pdf")):
        assert page["Cache-Control"] == "no-store"
    for page in (sent, reader.get(f"{START}?cleared=1")):
        assert page["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in reader.get(START)


def test_g20_the_other_ways_are_told_on_every_page(cast: Cast, reader: Client) -> None:
    Revisit.objects.update(email_contributions="tell@inspectors.example.org")
    checked = answered(reader)
    pages = [
        reader.get(START),
        begin(reader),
        checked,
        press(reader, checked, "save"),
        press(reader, checked, "send"),
    ]
    for page in (*pages, reader.get(RETURN), reader.post(RETURN, {"code": "A" * 12})):
        said = page.content.decode()
        assert "Other ways to tell inspectors" in said and f'href="{START}paper.pdf"' in said
        assert 'href="mailto:tell@inspectors.example.org"' in said and "parent carer forum" in said


def test_where_there_is_nothing_to_answer_the_page_says_why_and_what_else(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    SurveyIncident.objects.create(
        revisit=cast.revisit, broken_at=NOW, reported_by=cast.owner, said="Question 2 cannot be read."
    )
    checked_before = survey_tokens.write("essex-2022", survey_tokens.start(standing_clock.now))
    page = text(reader.get(START))
    assert "does not work at the moment" in page and "Question 2 cannot be read." in page
    assert "Start now" not in page and "Other ways to tell inspectors" in page
    assert "There are answers on this device that were not sent." in page
    sent = {"token": checked_before, question(1): "1", "go": "send"}
    assert "Your answers are sent" in text(reader.post(PAGE, sent))
    for state in ("postponed", "cancelled"):
        put(state, cast.revisit)
        for answer in (reader.get(START), begin(reader), reader.get(RETURN)):
            assert f"The re-visit is {state}." in text(answer), state
        late = text(reader.post(PAGE, {**sent, "go": "check"}))
        assert "Your answers could not be sent" in late and "Primary school" in late, state
    assert Response.objects.count() == 1


def test_of_a_survey_that_another_took_the_place_of_the_page_says_so_and_takes_no_answer(
    cast: Cast, reader: Client
) -> None:
    first, second = fields(begin(reader)), fields(begin(reader))
    reader.post(PAGE, {**first, question(1): "1", "go": "send"})
    Revisit.objects.update(survey_kind="link", survey_url="https://example.org/other")
    sent = reader.post(PAGE, {**second, question(1): "1", "go": "send"})
    for answer in (reader.get(START), sent, reader.get(RETURN)):
        assert "Another survey has taken the place of this one." in text(answer)
        assert answer.content.count(b'href="/visits/essex-2022/"') == 2
    assert Response.objects.count() == 1


def test_g8_an_unannounced_case_and_an_outside_survey_have_no_such_pages(cast: Cast, reader: Client) -> None:
    nothing = reader.get("/visits/essez-2022/survey/")
    assert nothing.status_code == 404
    Revisit.objects.update(survey_kind="link")
    outside = [reader.get(START), reader.post(PAGE, {"go": "start"}), reader.post(RETURN, {"code": "A" * 12})]
    Revisit.objects.update(survey_kind="own")
    put("planned", cast.revisit)
    unannounced = [reader.get(START), reader.post(PAGE, {"go": "start"}), reader.get(RETURN)]
    for answer in (*outside, *unannounced):
        assert (answer.status_code, answer.content) == (404, nothing.content)


def test_a_flood_is_set_apart_for_a_reason_and_too_much_is_refused(
    cast: Cast, reader: Client, settings: Any
) -> None:
    settings.SURVEY_LIMITS = {
        **settings.SURVEY_LIMITS, "minute": 100, "network": 5, "network_unproven": 2, "network_refused": 7, "look": 2,
    }  # fmt: skip

    def sent(proof: bool = False, **more: Any) -> Page:
        form = {"token": survey_tokens.write("essex-2022", survey_tokens.start(OPENS)), question(1): "1"}
        tried = (str(number) for number in range(10**6)) if proof else iter([""])
        found = next((number for number in tried if flood.proves(form["token"], number)), "")
        return reader.post(PAGE, {**form, "proof": found, "go": "send", **more})

    for trial in ({}, {}, {}, {"website": "http://spam.example"}, {"proof": True}, {"proof": True}, {}):
        assert "Your answers are sent" in text(sent(**trial))
    apart = Response.objects.filter(state="apart").values_list("apart_why", flat=True)
    assert sorted(apart) == sorted([
        flood.WITHOUT_PROOF.format(limit=2), flood.TRAPPED, flood.WITHOUT_PROOF.format(limit=2),
        flood.MANY_FROM_ONE.format(limit=5),
    ])  # fmt: skip
    refused = sent()
    assert refused.status_code == 429 and "Your answers are still on this page." in text(refused)
    assert [reader.post(RETURN, {"code": "A" * 12}).status_code for _ in range(3)] == [200, 200, 429]
