"""The case of Essex from scheduled to published, through the hands of everybody who has to do with it.

Nothing is done here but by pages, each by the person whose turn it is, and by the jobs of the workers. The clock
stands where the real case stood. `SHOTS=folder` keeps a picture of each stage for somebody to look at.
"""

from pathlib import Path

from tests.browser import before_the_visit as before
from tests.browser import letter_written as letter
from tests.browser import on_the_days as days
from tests.browser import to_the_public as final
from tests.browser import with_the_area as area
from tests.browser.conftest import NOTICE_DAY, Site
from tests.browser.way import CQC, LEAD, Way


def test_essex_goes_from_scheduled_to_published(loaded: None, site: Site, tmp_path: Path) -> None:
    way = Way(site, NOTICE_DAY)
    the_area_is_notified(way, tmp_path)
    the_visit_takes_place(way)
    the_draft_is_assured(way)
    the_area_comments(way)
    the_letter_is_final(way)
    the_letter_is_public(way)


def the_area_is_notified(way: Way, folder: Path) -> None:
    before.support_checks_dates_and_survey(way)
    before.lead_issues_the_letter(way)
    before.lead_notifies(way)
    before.officer_sends_the_letter_on(way)
    before.forum_agrees_the_questions(way)
    way.at("2022-05-06T10:00")
    before.officer_gives_evidence(way, folder)
    before.officer_tells_of_tribunal_and_ombudsman(way)
    before.officer_drafts_the_schedule(way)
    way.at("2022-05-09T16:30")
    before.lead_agrees_the_schedule(way)
    before.lead_records_the_advisers_call(way)
    before.team_reads_the_evidence(way)
    way.at("2022-05-10T12:05")
    before.support_watches_the_survey(way)


def the_visit_takes_place(way: Way) -> None:
    way.at("2022-05-17T11:00")
    days.lead_arrives(way)
    days.outsiders_read_what_comes(way)
    way.at("2022-05-17T17:00")
    days.cqc_meets_parents(way)
    days.they_keep_in_touch(way, CQC, 1)
    way.at("2022-05-18T17:00")
    days.they_keep_in_touch(way, LEAD, 2)
    way.at("2022-05-19T13:00")
    days.they_keep_in_touch(way, LEAD, 3)
    days.lead_proposes_judgements(way)
    days.cqc_agrees_judgements(way)
    way.at("2022-05-19T15:00")
    days.lead_records_the_judgement_meeting(way)
    way.at("2022-05-19T17:00")
    days.lead_gives_feedback(way)


def the_draft_is_assured(way: Way) -> None:
    way.at("2022-05-20T10:00")
    letter.lead_begins_the_letter(way)
    letter.cqc_edits_a_section(way)
    letter.lead_settles_the_identifier(way)
    letter.lead_submits(way)
    way.at("2022-05-24T10:00")
    letter.reviewers_approve(way, "draft")
    way.at("2022-05-25T10:00")
    letter.lead_sends_the_draft(way)


def the_area_comments(way: Way) -> None:
    way.at("2022-06-07T11:00")
    area.others_see_nothing_of_it(way)
    area.director_comments(way)
    area.chief_has_no_comments(way)
    way.at("2022-06-13T09:00")
    area.lead_closes_and_answers(way)
    area.cqc_agrees_the_answer(way)
    area.lead_tells_both_parties(way)
    way.work()
    area.director_reads_the_answer(way)


def the_letter_is_final(way: Way) -> None:
    way.at("2022-06-20T10:00")
    final.lead_dates_and_submits_the_final_letter(way)
    way.at("2022-06-28T10:00")
    letter.reviewers_approve(way, "final")
    way.at("2022-06-29T10:00")
    final.both_sign(way)
    final.support_sends_the_final_letter(way)
    final.directors_alone_read_it(way)


def the_letter_is_public(way: Way) -> None:
    """By the job of the workers, when its embargo is over and not before."""
    way.at("2022-07-07T09:15")
    final.support_waits_for_the_hour(way)
    way.at("2022-07-07T09:30")
    final.a_parent_reads_it(way)
    final.everybody_is_told(way)
    way.at("2022-08-05T10:00")
    final.support_records_next_steps(way)
