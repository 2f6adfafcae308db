"""The outcome letter is written, and both agencies assure its quality (G7, G23, G24)."""

from playwright.sync_api import expect

from tests.browser.way import CASE, CQC, CQC_QUALITY, LEAD, SENIOR, Way

PHONE = "01245 555 011"
WORDS = (
    "Joint commissioning began late. Families still waited too long for speech and language therapy.",
    f"Leaders opened a line on which families ask how long they will wait: {PHONE}.",
)
PUBLIC_NUMBER = "It is the number of the local offer, which anybody may ring."


def lead_begins_the_letter(way: Way) -> None:
    way.turn(LEAD)
    way.look("reporting-lead-home")
    way.follow("Begin the outcome letter")
    way.press("Begin the letter", "The letter is begun with what the case has.")
    way.says("sufficient progress in addressing two of the three areas", "Nothing is missing in it.")
    way.look("outcome-begun")


def cqc_edits_a_section(way: Way) -> None:
    """G23: the summary of a weakness; its decision follows from the judgement, whatever is written."""
    page = way.turn(CQC, "Write the outcome letter with the lead HMI", "Edit Weakness 3")
    page.get_by_label("Paragraph 1").fill(WORDS[0])
    page.get_by_role("button", name="Add a paragraph", exact=True).click()
    page.get_by_label("Paragraph 2").fill(WORDS[1])
    way.look("outcome-write", phone=True)
    way.press("Keep this section", "kept as version 2")
    expect(page.locator("#weakness-3")).to_contain_text("has not made sufficient progress")


def lead_settles_the_identifier(way: Way) -> None:
    """Nothing that identifies an individual is published: until it is settled the letter goes nowhere."""
    page = way.turn(LEAD, at=CASE + "quality/")
    way.says("1 thing in the letter may identify somebody")
    expect(page.get_by_role("button", name="Submit the letter")).to_have_count(0)
    way.look("quality-not-yet")
    way.turn(LEAD, "Accept, because", at=CASE + "identifiers/")
    page.get_by_label("Why").fill(PUBLIC_NUMBER)
    way.look("identifier-accept")
    way.press("Accept these words", "Accepted, with your reason.")
    way.says("All settled")
    way.look("identifiers-settled")


def lead_submits(way: Way) -> None:
    way.turn(LEAD, "Write the outcome letter, and submit it", "Quality assurance")
    way.press("Submit the letter", "is with quality assurance")
    way.look("quality-submitted")


def reviewers_approve(way: Way, what: str) -> None:
    """G24: nothing leaves before both; each reads what is frozen."""
    for who, agency in ((SENIOR, "ofsted"), (CQC_QUALITY, "cqc")):
        page = way.turn(who)
        way.look(f"{what}-to-assure-{agency}", phone=agency == "cqc")
        way.follow("Assure the quality of the letter for Essex")
        way.says(PHONE)
        page.get_by_label("Approve: it may leave as it is").check()
        page.get_by_label("Off site").check()
        way.press("Record your decision", "is approved")
        way.look(f"{what}-assured-{agency}")


def lead_sends_the_draft(way: Way) -> None:
    """G24: to directors and chief executives alone."""
    page = way.turn(LEAD, at=CASE)
    way.look("quality-approved-lead")
    way.follow("Wait for quality assurance, then send the draft")
    way.look("quality-approved")
    way.turn(LEAD, "Send the draft to the area")
    way.look("draft-send")
    page.get_by_role("button", name="Send the draft and tell 2 people").click()
    expect(page.get_by_role("alert")).to_contain_text("The draft is with the area.")
    way.look("draft-sent")
