"""What the messages say, and to whom."""

from datetime import date, timedelta

import pytest

from inspections.actions.cases import edit_details, reschedule
from inspections.actions.holidays import add_holiday
from inspections.actions.team import remove_member
from inspections.actions.timeline import compute_timeline, override_date, remove_override
from inspections.models import CaseEvent
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from notifications.catalogue import CATALOGUE
from notifications.domain.compose import preview
from notifications.models import OutboxMessage
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows, send_all
from tests.smtp import Post

LATER = NOTICE_DAY + timedelta(hours=1)


def words(world: World, role: str, note: str = "") -> str:
    composed = preview(world.revisit, at=NOTICE_DAY, data={"note": note})
    return next(item.words.text for item in composed if item.contact.role == role)


def override(world: World, code: str, on: date, time: str = "12:00") -> None:
    override_date(
        event=world.event(code), on=on, time=time, reason="The hall is closed", by=world.lead, at=LATER
    )


def test_preview_tells_who_would_get_what_and_writes_nothing(world: World) -> None:
    composed = preview(world.revisit, at=NOTICE_DAY)
    assert [item.contact.role for item in composed] == ["dcs", "lano", "health_chief_executive", "pcf"]
    subject = "Re-visit of Essex: on site Tuesday 17 May 2022 to Thursday 19 May 2022, 3 days"
    assert {item.words.subject for item in composed} == {subject}
    assert OutboxMessage.objects.count() == 0


def test_preview_is_what_is_sent(world: World) -> None:
    promised = {item.contact.email: item.words.text for item in preview(world.revisit, at=NOTICE_DAY)}
    world.notify()
    expand_all()
    assert {row.recipient_email: row.text for row in rows("notify")} == promised


@pytest.mark.parametrize("role", ["dcs", "lano", "health_chief_executive", "pcf"])
def test_g19_notice_tells_the_days_on_site(world: World, role: str) -> None:
    assert "On site: Tuesday 17 May 2022 to Thursday 19 May 2022, 3 days" in words(world, role)


@pytest.mark.parametrize("role", ["dcs", "lano", "health_chief_executive", "pcf"])
def test_g12_g16_notice_tells_evidence_and_survey_dates(world: World, role: str) -> None:
    text = words(world, role)
    assert "- Evidence of impact to be uploaded by: Friday 6 May 2022, by the end of the day" in text
    assert "- Survey for parents and carers opens: Tuesday 10 May 2022, 12 noon" in text
    assert "- Survey for parents and carers closes: Monday 16 May 2022, 12 noon" in text


def test_g8_area_is_told_that_it_informs_its_stakeholders(world: World) -> None:
    duty = "responsible for telling all its stakeholders"
    assert duty in words(world, "dcs")
    assert duty in words(world, "lano")
    assert duty in words(world, "health_chief_executive")
    assert duty not in words(world, "pcf")


def test_g11_forum_is_told_the_focus_of_the_open_meeting(world: World) -> None:
    text = words(world, "pcf")
    assert "Its focus is the reasons behind the written statement of action" in text
    assert "1. Joint commissioning\n2. Quality of plans & the <waiting> times" in text
    assert "- Open meeting for parents and carers: Tuesday 17 May 2022, afternoon" in text


def test_g11_without_an_open_meeting_the_forum_is_told_the_focus_of_the_survey(world: World) -> None:
    world.revisit.has_open_meeting = False
    world.revisit.timeline.filter(code="open_meeting").delete()
    text = words(world, "pcf")
    assert "open to all" not in text
    assert "Their focus is the reasons behind the written statement of action" in text
    assert "whenever you tell parents and carers about the survey." in text


def test_g15_leaders_are_asked_for_tribunal_and_ombudsman_outcomes_and_the_forum_is_not(world: World) -> None:
    assert "outcomes of tribunals and of the ombudsman" in words(world, "lano")
    assert "tribunals" not in words(world, "pcf")


def test_g7_notice_names_who_assures_quality(world: World) -> None:
    assert "assured by:\n- Senior HMI (quality assurance) (Senior HMI" in words(world, "dcs")
    quality = world.revisit.team.get(role="qa_ofsted")
    remove_member(member=quality, by=world.lead, at=NOTICE_DAY)
    assert "assured by" not in words(world, "dcs")


def test_g7_notice_says_whether_quality_is_assured_on_site(world: World) -> None:
    def said(quality_on_site: bool | None) -> str:
        composed = preview(world.revisit, at=NOTICE_DAY, data={"quality_on_site": quality_on_site})
        director = next(item.words for item in composed if item.contact.role == "dcs")
        assert (quality_on_site is None) == ("Whether they visit on site is still" in director.html)
        return director.text

    assert "is assured on site by:\n- Senior" in said(True) and "is assured off site by:\n- Senior" in said(
        False
    )
    assert "is assured by:\n- Senior" in said(None) and "will tell you" in said(None)


def test_the_leads_paragraph_goes_to_all_and_never_runs_as_a_template(world: World) -> None:
    note = "Please ring {{ area.name }} {% now 'Y' %} <b>first</b>"
    composed = preview(world.revisit, at=NOTICE_DAY, data={"note": note})
    assert all(note in item.words.text for item in composed)
    assert all("&lt;b&gt;first&lt;/b&gt;" in item.words.html for item in composed)


def test_notice_links_to_the_page_that_its_reader_may_see(world: World) -> None:
    assert "http://localhost:8000/area/essex-2022/" in words(world, "dcs")


def test_letter_follows_then_is_linked_then_attached(world: World, post: Post) -> None:
    assert "The letter to parents and carers follows." in words(world, "lano")
    changes = {"survey_url": "https://survey.example.org/essex", "parents_letter_date": date(2022, 5, 3)}
    revisit = edit_details(
        revisit=world.revisit, version=world.revisit.version, changes=changes, by=world.lead, at=NOTICE_DAY
    )
    letter = issue_parents_letter(revisit=revisit, by=world.lead, at=NOTICE_DAY)
    link = f"http://localhost:8000{letter.get_absolute_url()}"
    assert f"The letter to parents and carers: {link}" in words(world, "lano")
    render_letter(letter=letter, at=NOTICE_DAY)
    world.notify()
    expand_all()
    send_all()
    for mail in post.received:
        part, *invitations = mail.message.iter_attachments()
        assert {each.get_content_type() for each in invitations} == {"text/calendar"}
        pdf = part.get_content()
        assert (part.get_content_type(), pdf) == (
            "application/pdf",
            bytes(letter.files.get(format="pdf").content),
        )
        assert part.get_filename() == "essex-2022-letter-to-parents.pdf"
        assert "is attached" in mail.text


def test_every_entry_has_its_three_templates_and_something_that_sets_it_off() -> None:
    from django.template.loader import get_template

    for message in CATALOGUE:
        assert message.kinds or message.stages
        for ending in ("subject.txt", "txt", "html"):
            get_template(f"emails/{message.code}.{ending}")


# Changes of dates


def test_a_date_moved_before_the_notice_is_told_to_nobody(world: World) -> None:
    override(world, "survey_opens", date(2022, 5, 9))
    world.notify(at=LATER)
    expand_all()
    assert rows("date_changed") == []


def test_a_date_set_by_hand_after_the_notice_is_told_with_its_reason(world: World) -> None:
    world.notify()
    override(world, "survey_opens", date(2022, 5, 9), "09:30")
    expand_all()
    told = rows("date_changed")
    assert [row.recipient_role for row in told] == ["dcs", "lano", "health_chief_executive", "pcf"]
    text = told[0].text
    assert "Survey for parents and carers opens\nNew: Monday 9 May 2022, 9:30am\n" in text
    assert "Before: Tuesday 10 May 2022\nReason: The hall is closed" in text


def test_a_date_that_went_back_is_told(world: World) -> None:
    world.notify()
    override(world, "survey_opens", date(2022, 5, 9))
    expand_all()
    remove_override(event=world.event("survey_opens"), by=world.lead, at=LATER)
    expand_all()
    assert len(rows("date_changed")) == 8
    assert "New: Tuesday 10 May 2022" in rows("date_changed")[-1].text


@pytest.mark.parametrize(
    ("code", "roles"),
    [
        ("pcf_meeting", ["pcf"]),
        ("leaders_meeting", ["dcs", "lano", "health_chief_executive"]),
        ("judgement_meeting", []),
        ("adviser_call", []),
    ],
)
def test_a_change_reaches_only_those_who_were_told_that_date(
    world: World, code: str, roles: list[str]
) -> None:
    world.notify()
    expand_all()
    override(world, code, date(2022, 5, 18))
    expand_all()
    assert [row.recipient_role for row in rows("date_changed")] == roles


def test_a_holiday_announced_later_is_told_in_one_message_a_person(world: World) -> None:
    world.notify()
    add_holiday(on=date(2022, 5, 9), name="Announced", source="The government", by=None, at=LATER)
    compute_timeline(revisit_id=world.revisit.pk, at=LATER)
    assert CaseEvent.objects.filter(kind="date_moved").count() > 1
    expand_all()
    told = rows("date_changed")
    assert [row.recipient_role for row in told] == ["dcs", "lano", "health_chief_executive", "pcf"]
    assert (
        "Evidence of impact to be uploaded by\nNew: Thursday 5 May 2022, by the end of the day"
        in told[0].text
    )
    said = "The reason is a bank holiday that was announced: Announced, Monday 9 May 2022."
    assert told[0].text.count(said) == 1 and said in told[0].html


def test_moves_of_two_computations_in_one_moment_are_all_told(world: World) -> None:
    world.notify()
    for day in (date(2022, 5, 9), date(2022, 5, 6)):
        add_holiday(on=day, name="Announced", source="The government", by=None, at=LATER)
        compute_timeline(revisit_id=world.revisit.pk, at=LATER)
        expand_all()
    assert len(rows("date_changed")) == 8


def test_moved_on_site_days_are_told_with_both_and_the_reason(world: World) -> None:
    world.notify()
    expand_all()
    world.revisit.refresh_from_db()
    reschedule(
        revisit=world.revisit, version=world.revisit.version, first_day=date(2022, 5, 24), days=2,
        reason="Illness", by=world.lead, at=LATER,
    )  # fmt: skip
    expand_all()
    told = rows("date_changed")
    assert [row.recipient_role for row in told] == ["dcs", "lano", "health_chief_executive", "pcf"]
    assert told[0].subject == "Re-visit of Essex: new on-site days"
    first = told[0].text
    assert "On-site days\nNew: Tuesday 24 May 2022, 2 days\nBefore: Tuesday 17 May 2022, 3 days\n" in first
    assert "Reason: Illness" in first
    # What follows from the days stands in the same message; of meetings from what was told of them.
    assert "New: Tuesday 17 May 2022, 12 noon\nBefore: Tuesday 10 May 2022, 12 noon" in first
    assert "Feedback to leaders\nNew: Wednesday 25 May 2022" in first
    assert "bank holiday" not in first and "What is not named here stays as you were told." in first
