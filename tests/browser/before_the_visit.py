"""From the notice to the eve of the visit: area and forum give what is asked of them, the team reads it (G8 to G17)."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.forms import fill_date
from tests.browser.way import AREA, CASE, CQC, FORUM, LEAD, OFFICER, SUPPORT, Way

IMPACT = (
    "Plans for 412 children were written within 20 weeks. Families were asked, and say that they waited less."
)
TRIBUNAL = (
    "Eleven appeals since the initial inspection: seven were agreed before a hearing, four were dismissed."
)


def support_checks_dates_and_survey(way: Way) -> None:
    way.turn(SUPPORT, at=CASE)
    way.says("Complete people, dates and the survey", "EssexCountyCouncilRe-VisitLASEND")
    way.look("planned-support")


def lead_issues_the_letter(way: Way) -> None:
    way.turn(LEAD, at=CASE)
    way.says("Complete the team, issue the letter to parents, then notify the area by Tuesday 3 May 2022.")
    way.look("planned-lead")
    way.follow("Preview the letter to parents")
    way.press("Issue the letter", "The letter is issued.")
    expect(way.page.locator("main")).not_to_contain_text("copied once it is published")
    way.work()
    expect(way.page.get_by_role("link", name="PDF", exact=True)).to_be_visible()
    way.look("letter-to-parents")


def lead_notifies(way: Way) -> None:
    """G8: the preview shows each notice; what is sent, a worker writes and delivers."""
    way.turn(LEAD, "Tell the area, health leaders")
    way.page.get_by_label("A paragraph of your own").fill("Quality assurance takes place off site (G7).")
    way.press("Show the messages with this")
    way.page.get_by_text("Demo nominated officer, Local area nominated officer").click()
    expect(way.page.locator("details[open]")).to_contain_text("Quality assurance takes place off site")
    way.look("notify-preview")
    way.press("Send the notices and tell 5 people", "The area is notified.")
    way.says("Notices are being written.")
    way.work()
    # The page looks again by itself until they are written, which on a slow machine is before all are sent.
    expect(way.page.get_by_text("Notices are being written.")).to_have_count(0)
    expect(way.page.get_by_role("alert")).to_contain_text("The area is notified.")
    way.turn(LEAD, at=CASE + "notices/")
    notices = way.page.get_by_role("row").filter(has_text="Notice of the re-visit")
    expect(notices.get_by_text("Sent", exact=True)).to_have_count(5)
    way.look("notices-sent", phone=True)


def officer_gives_evidence(way: Way, folder: Path) -> None:
    """G12, G14: a file as it is; and without JavaScript."""
    file = folder / "impact.txt"
    file.write_text(IMPACT)
    way.turn(OFFICER)
    way.look("notified-officer-home", phone=True)
    way.follow("Essex, 17 May 2022")
    way.look("notified-officer-area")
    way.follow("Give the evidence of the impact of your actions by 23:59 on Friday 6 May 2022.")
    way.says("6 of 6 still to do.")
    with way.without_script() as page:
        page.goto(AREA + "needs/")
        page.get_by_role("link", name="Evidence of impact on weakness 1").click()
        page.get_by_label("Choose files").set_input_files(file)
        page.get_by_role("button", name="Upload", exact=True).click()
        expect(page.locator("main")).to_contain_text("impact.txt")
        way.look("receipt", page=page)


def officer_tells_of_tribunal_and_ombudsman(way: Way) -> None:
    """G15: given, or declared none."""
    page = way.turn(OFFICER, "Outcomes of SEND tribunal appeals", at=AREA + "needs/")
    page.get_by_text("Type it here instead").click()
    page.get_by_role("textbox", name="Title", exact=True).fill("Tribunal outcomes")
    page.get_by_role("textbox", name="Text", exact=True).fill(TRIBUNAL)
    way.press("Give this text")
    way.says("The inspectors have it")
    way.turn(OFFICER, "Outcomes of ombudsman complaints", "There are none", at=AREA + "needs/")
    page.get_by_label("There have been none since the initial inspection").check()
    way.press("Declare it")
    expect(page.get_by_role("alert")).to_be_visible()
    way.turn(OFFICER, at=AREA + "needs/")
    way.says("3 of 6 still to do.", "Declared none")
    way.look("needs-after")


def officer_sends_the_letter_on(way: Way) -> None:
    page = way.turn(OFFICER, "Letter to parents of Essex", "Log what you sent")
    page.get_by_label("Through schools and settings").check()
    page.get_by_label("To whom?").fill("all maintained schools")
    way.press("Put it in the log", "It is in the log.")
    way.look("circulation-logged")


def officer_drafts_the_schedule(way: Way) -> None:
    """G12, G18: sessions, one a day."""
    for day, title in ((1, "Joint commissioning"), (2, "Plans and their quality")):
        page = way.turn(OFFICER, f"Add a session on day {day}", at=AREA + "schedule/")
        page.get_by_label("Starts at").fill("9:30")
        page.get_by_label("Ends at").fill("11:00")
        page.get_by_label("What is it?").fill(title)
        page.get_by_label("None in particular").check()
        way.press("Add the session")
        way.says(title)
    way.look("schedule-officer")


def forum_agrees_the_questions(way: Way) -> None:
    """G11, G16: the lead shares, the forum reads its meeting and agrees; so the survey may open."""
    way.turn(LEAD, "Agree the questions for parents", "Go on with version 1", "Share with the forum", at=CASE)
    way.press("Share it", "Version 1 is with the forum")
    way.turn(FORUM)
    way.look("notified-forum-home", phone=True)
    way.turn(FORUM, "Meetings", at=AREA)
    way.says("Tuesday 17 May 2022, afternoon")
    way.turn(FORUM, at=AREA)
    expect(way.page.get_by_role("link", name="Who comes to the open meeting")).to_have_count(0)
    way.look("notified-forum-area")
    way.follow("Comment on the questions for parents, and agree them by Monday 9 May 2022.")
    way.follow("Read and comment")
    way.follow("Nothing more to say: agree them")
    way.press("Agree them", "You agreed the questions.")


def lead_agrees_the_schedule(way: Way) -> None:
    """G12: in the planning call."""
    way.turn(LEAD, "Talk the schedule through with the nominated officers", at=CASE)
    way.press("Agree this schedule", "The schedule is agreed")
    way.is_done(LEAD, "Call with the nominated officer and health")


def lead_records_the_advisers_call(way: Way) -> None:
    """G13: else nothing can be judged; recording it marks it done."""
    way.turn(LEAD, at=CASE)
    way.says("The discussion with the DfE and NHS England advisers is not in the evidence base")
    way.look("notified-lead")
    way.follow("Speak with the advisers of DfE and NHS England, and record it")
    way.page.get_by_label("Discussion with DfE and NHS England advisers").check()
    fill_note(way, "Call with the advisers", 9, "Both advisers see better plans, and long waits.")
    way.turn(LEAD, at=CASE)
    way.says("Read the evidence, and begin the visit with the area's leaders by Tuesday 17 May 2022.")


def team_reads_the_evidence(way: Way) -> None:
    way.turn(CQC, "Read the area's evidence and choose activities", at=CASE)
    way.says("Tribunal outcomes")
    way.look("evidence-base")
    way.is_done(CQC, "Review the evidence and choose activities")


def support_watches_the_survey(way: Way) -> None:
    """G16: it opened at noon of this day."""
    way.turn(SUPPORT, at=CASE)
    way.says("See that the survey opens by 12:00 on Tuesday 10 May 2022.")
    way.look("notified-support")
    way.is_done(SUPPORT, "Parents' survey opens")


def fill_note(way: Way, title: str, day: int, words: str) -> None:
    """A note of that day in May, about every weakness; its kind is chosen before."""
    page = way.page
    page.get_by_label("Title", exact=True).fill(title)
    fill_date(page, "When was it?", day, 5, 2022)
    page.get_by_role("textbox", name="Note", exact=True).fill(words)
    for weakness in page.get_by_role("group", name="Which weaknesses").get_by_role("checkbox").all():
        weakness.check()
    way.press("Keep the note", "The note is kept.")
