"""What happens next: every stage has its sentence for every kind of reader, or says why nobody needs one."""

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from inspections.next_steps import TABLE, Nobody, Reader, next_page, next_step
from inspections.timeline.schedule import RULES
from inspections.workflow import State
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import text
from tests.stages import put


@dataclass
class Event:
    code: str
    last_on: date | None = None
    planned_time: str = ""
    done_on: date | None = None


@pytest.mark.parametrize(("state", "reader"), list(product(State, Reader)))
def test_every_pair_has_a_sentence_or_says_why_not(state: State, reader: Reader) -> None:
    entry = TABLE[state][reader]
    if isinstance(entry, Nobody):
        assert entry.because.endswith(".") and next_step(state, reader, ()) == ""
        return
    assert {step.by for step in entry} | {step.after for step in entry} <= {"", *RULES}
    # A sentence may stand behind one that waits for its event; without any rows it is a whole sentence too.
    assert len({step.text for step in entry}) == len(entry)
    said = next_step(state, reader, ())
    assert said[0].isupper() and said.endswith(".") and not said.endswith("..")
    # Who has nothing to do outside learns nothing of the letter's stages.
    if reader in (Reader.OFFICERS, Reader.FORUM):
        assert "draft" not in said and "quality assurance" not in said


def test_g25_directors_are_told_by_which_hour_they_comment() -> None:
    due = Event("comments_due", date(2022, 7, 14), "end of day")
    said = next_step("accuracy", Reader.DIRECTORS, [due])
    assert said == "Comment on the factual accuracy of the draft letter by 23:59 on Thursday 14 July 2022."


def test_what_is_done_gives_way_to_what_comes_after_it() -> None:
    opens = Event("survey_opens", date(2022, 5, 10), "12:00")
    assert (
        next_step("notified", Reader.SUPPORT, [opens])
        == "See that the survey opens by 12:00 on Tuesday 10 May 2022."
    )
    opens.done_on = date(2022, 5, 10)
    closes = Event("survey_closes", date(2022, 5, 16), "am")
    assert next_step("notified", Reader.SUPPORT, [opens, closes]) == (
        "See that the survey closes by Monday 16 May 2022."
    )
    # The last of several holds in any case, without a date that is over.
    met = Event("leaders_meeting", date(2022, 5, 17), "am", date(2022, 5, 17))
    closes.done_on = date(2022, 5, 16)
    assert next_step("notified", Reader.SUPPORT, [opens, closes, met]) == (
        "Nothing is asked of you now. The inspectors meet the area's leaders."
    )


def test_directors_comment_on_a_draft_only_once_it_was_sent() -> None:
    due = Event("comments_due", date(2022, 7, 14), "end of day")
    assert next_step("reporting", Reader.DIRECTORS, [due]).startswith("Nothing is asked of you now.")
    sent = Event("draft_sent", date(2022, 6, 30), "", date(2022, 6, 30))
    assert next_step("reporting", Reader.DIRECTORS, [sent, due]).startswith("Comment on the factual accuracy")


SEEN = {
    "owner": "Agree the questions for parents with the forum by Monday 9 May 2022.",
    "cqc": "Read the area's evidence and choose activities by Monday 9 May 2022.",
    "support": "See that the survey opens by 12:00 on Tuesday 10 May 2022.",
    "lano": "Give the evidence of the impact of your actions by 23:59 on Friday 6 May 2022.",
    "dcs": "Meet the inspectors by Tuesday 17 May 2022.",
    "pcf": "Comment on the questions for parents, and agree them by Monday 9 May 2022.",
}


def test_each_reads_their_own_on_their_first_page_of_the_case(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    for name, said in SEEN.items():
        staff = name in ("owner", "cqc", "support")
        page = reverse("revisit" if staff else "area-case", args=[cast.revisit.reference])
        assert said in text(signed_in(cast[name]).get(page)), name
    # The lead of other cases has no part in this one.
    stranger = text(signed_in(cast["colleague"]).get(reverse("revisit", args=[cast.revisit.reference])))
    assert "What happens next" not in stranger


READS = {
    Reader.LEAD: "owner",
    Reader.TEAM: "cqc",
    Reader.QUALITY: "senior_hmi",
    Reader.SUPPORT: "support",
    Reader.OFFICERS: "health",
    Reader.FORUM: "pcf",
}


def test_each_may_open_the_page_on_which_the_next_thing_is_done(cast: Cast, signed_in: SignedIn) -> None:
    opened = set()
    for state, entries in TABLE.items():
        put(state, cast.revisit)
        for reader, entry in entries.items():
            for step in () if isinstance(entry, Nobody) else entry:
                if step.page:
                    page = reverse(step.page, args=[cast.revisit.reference])
                    answer = signed_in(cast[READS[reader]]).get(page)
                    assert answer.status_code == 200, (state, reader, step.page)
                    opened.add(reader)
    assert opened == set(READS)


def test_what_happens_next_leads_to_its_page(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    asked = reverse("revisit", args=[cast.revisit.reference])
    for code, page in (("questions_agreed", "questions"), ("planning_call", "schedule")):
        assert next_page("notified", Reader.LEAD, cast.revisit.timeline.all()) == page
        link = f'<a class="govuk-link" href="{reverse(page, args=[cast.revisit.reference])}">'
        step = next_step("notified", Reader.LEAD, cast.revisit.timeline.all())
        assert f"{link}{step}</a>" in signed_in(cast.owner).get(asked).content.decode()
        cast.done(code)
    assert next_page("planned", Reader.FORUM, ()) == ""


def test_what_is_put_off_says_so_instead(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    put(State.POSTPONED, cast.revisit)
    for name, page in (("owner", "revisit"), ("lano", "area-case"), ("pcf", "area-case")):
        seen = text(signed_in(cast[name]).get(reverse(page, args=[cast.revisit.reference])))
        assert "Postponed" in seen and "All inspections are suspended." in seen
        assert "Late" not in seen and "Due today" not in seen
    assert "17 May" in seen and "Give the evidence" not in seen
