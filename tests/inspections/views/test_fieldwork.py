"""The pages of the records of the on-site days: written on a tablet, corrected, read by the team and quality alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.fieldwork import feedbacks, judgement_meetings, kits
from inspections.models import KitRecord, WorkingCopy
from inspections.workflow import State
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.visiting import LAST, arrived, kit, meeting
from tests.pages import error_beside, in_boxes, text

KIT = {
    "attended": "Director of children's services",
    "shared": "Waiting times",
    "findings": "",
    "actions": "",
}


@pytest.fixture
def visit(cast: Cast, standing_clock: StandingClock) -> Cast:
    standing_clock.now = LAST
    return arrived(cast)


def at(name: str, cast: Cast, *more: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *more])


def test_g22_a_kit_record_is_written_read_and_corrected(visit: Cast, signed_in: SignedIn) -> None:
    browser, write = signed_in(visit.owner), at("kit-write", visit, 2)
    empty = browser.post(write, {})
    assert error_beside(empty, "attended") == "Say who attended, by post."
    assert error_beside(empty, "shared") == "Write what was shared."
    WorkingCopy.objects.create(user=visit.owner, key=write, fields={}, saved_at=NOW)
    answer = browser.post(write, KIT, follow=True)
    assert f'data-saved-form="{write}"' in answer.content.decode(), "the device forgets its copy too"
    assert not WorkingCopy.objects.exists()
    assert "Waiting times" in text(answer) and "Recorded by The owner, Thursday 19 May 2022, 17:00" in text(
        answer
    )
    assert b'value="1"' in browser.get(write).content
    corrected = text(browser.post(write, KIT | {"after": 1, "shared": "Plans"}, follow=True))
    assert (
        corrected.index("Plans")
        < corrected.index("What stood here before")
        < corrected.index("Waiting times")
    )
    assert (
        browser.get(at("kit", visit, 4)).status_code
        == browser.get(at("kit-write", visit, 4)).status_code
        == 404
    )


def test_g22_who_comes_second_sees_both_and_may_send_theirs_on_top(visit: Cast, signed_in: SignedIn) -> None:
    browser, write = signed_in(visit.owner), at("kit-write", visit, 1)
    kit(visit, by="cqc", shared="What the colleague heard")
    answer = browser.post(write, KIT)
    assert "What the colleague heard" in text(answer) and "What The cqc recorded" in text(answer)
    assert b"Waiting times" in answer.content, "and what was typed"
    browser.post(write, KIT | {"after": answer.context["form"].data["after"]})
    assert [each.number for each in kits(visit.revisit, 1)] == [2, 1]


def test_g13_g15_g22_from_the_judgement_meeting_to_feedback(
    cast: Cast, visit: Cast, signed_in: SignedIn
) -> None:
    browser, team = signed_in(visit["cqc"]), {each.role: each.pk for each in visit.revisit.team.all()}
    when = in_boxes("held_on", LAST.date()) | {"held_at": "14:00"}
    write = at("judgement-meeting-write", visit)
    answer = browser.post(write, when | {"discussed": "Weakness by weakness"})
    assert error_beside(answer, f"present_{team['lead']}") == "Say who of the inspectors was there."
    sent = when | {"discussed": "Weakness by weakness", f"present_{team['lead']}": "on_site"}
    shown = text(browser.post(write, sent | {f"present_{team['qa_cqc']}": "off_site"}, follow=True))
    assert "The cqc_qa, CQC inspector (quality assurance): off site" in shown
    told = at("feedback-write", visit)
    first, second = visit.revisit.wsoa.weaknesses.all()
    sent = when | {"told": "Leaders", f"sufficient_{first.pk}": "yes", f"reasons_{first.pk}": "Shorter waits"}
    assert "As the team judged" in text(browser.get(told)) and "Not judged yet" in text(browser.get(told))
    wrong = browser.post(told, sent)
    assert error_beside(wrong, f"sufficient_{second.pk}") == "Choose what they were told on weakness 2."
    assert b"Shorter waits" in wrong.content
    shown = text(
        browser.post(
            told, sent | {f"sufficient_{second.pk}": "no", f"reasons_{second.pk}": "Late"}, follow=True
        )
    )
    assert "Progress is sufficient. Shorter waits" in shown.replace("<br>", " ")
    visit.revisit.refresh_from_db()
    assert visit.revisit.state == State.REPORTING
    assert (judgement_meetings(visit.revisit).count(), feedbacks(visit.revisit).count()) == (1, 1)


def test_g13_the_page_says_what_judgement_waits_for(
    cast: Cast, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = LAST
    arrived(cast, ready=False)
    browser = signed_in(cast.owner)
    for name in ("judgement-meeting", "judgement-meeting-write"):
        shown = text(browser.get(at(name, cast)))
        assert "Before judgement, this must be there" in shown and "(G13)" in shown and "(G15)" in shown
    team = cast.revisit.team.get(role="lead").pk
    sent = in_boxes("held_on", LAST.date()) | {
        "held_at": "14:00",
        "discussed": "x",
        f"present_{team}": "on_site",
    }
    assert "(G13)" in text(browser.post(at("judgement-meeting-write", cast), sent))


def test_the_timelines_button_leads_to_the_record(visit: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(visit.owner)
    address = at("done", visit, visit.event("feedback").pk)
    assert (
        browser.get(address)["Location"] == browser.post(address)["Location"] == at("feedback-write", visit)
    )
    second = at("done", visit, visit.event("kit", 2).pk)
    assert browser.get(second)["Location"] == at("kit-write", visit, 2)
    for behind in (address, second):
        support = signed_in(visit["support"]).post(behind, in_boxes("done_on", LAST.date()))
        assert "Record it on the page “On site”" in error_beside(support, "done_on")
    assert not visit.revisit.timeline.filter(code__in=["kit", "feedback"], done_on__isnull=False).exists()


def test_each_reading_is_on_record_and_quality_reads_without_writing(
    visit: Cast, signed_in: SignedIn
) -> None:
    kit(visit, shared="<script>alert(1)</script>")
    meeting(visit)
    browser: Client = signed_in(visit["senior_hmi"])
    answer: Any = browser.get(at("kit", visit, 1))
    assert b"<script>alert" not in answer.content and "no-store" in answer["Cache-Control"]
    assert "Correct it" not in text(answer)
    reading = Entry.objects.get(operation="read")
    row = KitRecord.objects.get()
    assert (reading.table, reading.row, reading.case) == (
        "inspections_kitrecord", str(row.pk), visit.revisit.pk
    )  # fmt: skip
    assert browser.get(at("kit-write", visit, 1)).status_code == 404
    assert signed_in(visit["support"]).get(at("kit", visit, 1)).status_code == 404
    told = Entry.objects.filter(table="inspections_kitrecord", operation="insert").get().after
    assert told and told["shared"] == "hidden"
