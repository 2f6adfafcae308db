"""The draft is with the area for ten working days: read, commented on, answered (G24, G25)."""

import re

from playwright.sync_api import expect

from tests.browser.way import AREA, CHIEF, CQC, DIRECTOR, FORUM, LEAD, OFFICER, Way

QUOTED = "Joint commissioning began late."
CORRECTION = "Joint commissioning began in 2020."
ANSWER = "The record of the joint commissioning board shows it. The sentence names the year now."


def others_see_nothing_of_it(way: Way) -> None:
    """The nominated officer and the forum wait; the draft is not there for them."""
    for who in (OFFICER, FORUM):
        page = way.turn(who, at=AREA)
        way.says("Nothing is asked of you now.")
        way.look(f"accuracy-{who.split()[-1]}")
        answer = page.goto(AREA + "draft/")
        assert answer and answer.status == 404


def director_comments(way: Way) -> None:
    """Paragraph by paragraph, for the authority; then once, all together."""
    page = way.turn(DIRECTOR)
    way.look("draft-director-home", phone=True)
    way.follow("Comment on the draft letter")
    expect(page.locator("main")).to_contain_text(
        "This copy is marked: Restricted and confidential. Demo director"
    )
    row = page.locator(".app-draft__row").filter(has=page.get_by_text(QUOTED))
    row.locator("summary").click()
    row.get_by_label("Words that are not accurate").fill(QUOTED)
    row.get_by_label("What it should say").fill(CORRECTION)
    row.get_by_label("Why, and what shows it").fill("Minutes of the joint commissioning board, October 2020.")
    way.look("draft-commenting")
    row.get_by_role("button", name=re.compile("^Keep this comment")).click()
    way.look("draft-commented", phone=True)
    way.follow("Check and submit")
    page.get_by_label("These are all the comments of our side").check()
    way.look("draft-submit")
    way.press("Submit 1 comment")
    way.says("Comments submitted")
    way.look("draft-receipt")


def chief_has_no_comments(way: Way) -> None:
    page = way.turn(CHIEF, "Comment on the draft letter", "We have no comments")
    page.get_by_label("We have no comments on the accuracy of the draft").check()
    way.press("Submit")
    way.says("Submitted: no comments")


def lead_closes_and_answers(way: Way) -> None:
    page = way.turn(LEAD)
    way.look("accuracy-lead-home")
    way.follow("Close the comments on the draft letter")
    way.press("Close the comments", "The comments are closed.")
    way.look("finalising-accuracy")
    way.turn(LEAD, "Answer 1 comment", f"“{QUOTED}")
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_label("Reason", exact=True).fill(ANSWER)
    way.press("Answer")
    way.says("CQC has still to agree")
    way.look("comment-answered")
    way.follow("Edit this section of the letter")
    page.get_by_label("Paragraph 1").fill(
        "Joint commissioning began in 2020. Families still waited too long for speech and language therapy."
    )
    way.press("Keep this section", "kept as version 3")


def cqc_agrees_the_answer(way: Way) -> None:
    way.turn(CQC)
    way.look("finalising-cqc-home")
    way.follow("Agree 1 answer for CQC")
    way.follow(f"“{QUOTED}")
    way.press("Agree this answer for CQC")
    way.says("CQC agrees")


def lead_tells_both_parties(way: Way) -> None:
    way.turn(LEAD, "Tell both parties the outcome")
    way.look("accuracy-answered")
    way.follow("Tell both parties the outcome")
    way.look("accuracy-tell", phone=True)
    way.page.get_by_role("button", name=re.compile("^Tell [0-9]")).click()
    way.says("Every comment is answered and told")
    way.look("accuracy-told")


def director_reads_the_answer(way: Way) -> None:
    way.turn(DIRECTOR, at=AREA)
    way.says("The inspectors answer your comments, and send the final letter by Thursday 30 June 2022.")
    way.look("answered-director")
    way.turn(DIRECTOR, "Read the answers to your comments", at=AREA + "draft/")
    way.says(ANSWER)
    way.look("draft-answers")
