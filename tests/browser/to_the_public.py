"""The final letter: approved and signed by both agencies, sent, published, and what follows from it (G26 to G29)."""

from playwright.sync_api import expect

from tests.browser.forms import fill_date
from tests.browser.way import (
    ADVISER,
    AREA,
    CASE,
    CHIEF,
    CQC,
    DIRECTOR,
    FORUM,
    LEAD,
    NOBODY,
    OFFICER,
    PUBLIC,
    SUPPORT,
    Way,
)

CHANGED = "Joint commissioning began in 2020."
DECISION = "The area has not made sufficient progress in addressing this area of significant weakness."
STEPS = "The area writes a further plan with its advisers, who look at it each quarter."


def lead_dates_and_submits_the_final_letter(way: Way) -> None:
    way.turn(LEAD)
    way.look("finalising-lead-home")
    way.follow("Submit the final letter to quality assurance")
    way.says("The letter still needs: date of the letter.")
    way.look("final-not-yet")
    way.turn(LEAD, "set it", at=CASE + "outcome/")
    fill_date(way.page, "Date printed on the letter", 30, 6, 2022)
    way.press("Keep the date", "The date of the letter is kept.")
    way.turn(LEAD, "Submit the final letter to quality assurance")
    way.press("Submit the letter", "Final letter, version 2 is with quality assurance.")
    way.look("final-submitted")


def both_sign(way: Way) -> None:
    """G27: each reads the frozen text to its end, and declares that it is accurate."""
    for who, agency in ((LEAD, "Ofsted"), (CQC, "CQC")):
        page = way.turn(who)
        way.look(f"to-sign-{agency.lower()}")
        way.follow(f"Sign the final letter for {agency}")
        expect(page.locator(".app-paper")).to_contain_text(CHANGED)
        way.look(f"sign-{agency.lower()}", phone=agency == "CQC")
        if who == LEAD:
            way.press("Sign it for Ofsted")
            expect(page.locator(".govuk-error-summary")).to_contain_text("Tick the declaration")
            way.assert_no_fault()
        page.get_by_role("checkbox").check()
        way.press(f"Sign it for {agency}", f"The letter is signed for {agency}.")
    way.says("Both agencies approved and signed it. Inspection support sends it to the area.")
    way.look("signed")


def support_sends_the_final_letter(way: Way) -> None:
    """G26: to the authority and health, under embargo until its moment."""
    way.turn(SUPPORT)
    way.look("to-send-support")
    way.follow("Send the final letter to the area")
    fill_date(way.page, "Day of publication", 7, 7, 2022)
    way.page.get_by_label("Hour of publication").fill("9:30")
    way.look("final-send")
    way.press("Send it and tell 2 people", "The final letter is sent.")
    way.says("The letter is published by itself at 9:30 on Thursday 7 July 2022.")
    way.work()
    expect(way.page.locator("main")).not_to_contain_text("Its files are being made.")
    way.assert_no_fault()
    way.look("final-sent")


def directors_alone_read_it(way: Way) -> None:
    """Under embargo: the nominated officer, the forum and the public do not have it."""
    for who, called in ((DIRECTOR, "director"), (CHIEF, "chief")):
        page = way.turn(who, at=AREA)
        way.says("Keep the final letter to yourselves until it is published by Thursday 7 July 2022.")
        way.look(f"final-{called}", phone=who == CHIEF)
        way.follow("Outcome letter")
        way.says(DECISION)
        way.look(f"final-letter-{called}")
    for who, at in ((OFFICER, AREA), (FORUM, AREA), (NOBODY, PUBLIC), (NOBODY, "/outcomes/?q=Essex")):
        page = way.turn(who, at=at)
        expect(page.locator("main")).not_to_contain_text("utcome letter")


def support_waits_for_the_hour(way: Way) -> None:
    way.turn(SUPPORT, "Letter published on both websites")
    way.says("Until then it is under embargo")
    way.look("embargo-support")


def a_parent_reads_it(way: Way) -> None:
    """Without an account: public page, letter, register, feed. A browser of its own keeps nothing of before."""
    page = way.site.visitor()
    page.goto(PUBLIC)
    expect(page.locator("main")).to_contain_text("Inspectors found sufficient progress in 2 of 3 weaknesses.")
    expect(page.locator("#outcome-letter + ul").get_by_role("link")).to_have_count(4)
    way.assert_no_fault(page)
    way.look("published-public", page=page, phone=True)
    page.get_by_role("link", name="Web page").first.click()
    expect(page.locator("main")).to_contain_text(DECISION)
    expect(page.get_by_text("Dear ")).to_have_text(
        "Dear Demo director of children's services and Demo health chief executive"
    )
    way.look("published-letter", page=page, phone=True)
    page.goto("/outcomes/?q=Essex")
    expect(page.locator("main")).to_contain_text("Sufficient progress in 2 of 3 weaknesses.")
    way.look("register", page=page)
    feed = page.request.get("/outcomes/feed/").text()
    assert "Essex" in feed and page.context.cookies() == []


def everybody_is_told(way: Way) -> None:
    """Each reads on their page that it is over."""
    for who, at in ((LEAD, CASE), (OFFICER, AREA), (FORUM, AREA), (DIRECTOR, AREA)):
        way.turn(who, at=at)
        way.says("The letter is published." if at == CASE else "The letter with the outcome is published.")
        way.look(f"closed-{who.split()[-1].lower()}")
    way.turn(ADVISER)
    way.look("closed-adviser")


def support_records_next_steps(way: Way) -> None:
    """G29: what DfE and NHS England determine, where progress was not sufficient everywhere."""
    page = way.turn(SUPPORT, "The letter is published. Record what DfE and NHS England decide", at=CASE)
    way.says("In 2 of 3 weaknesses", "Goes on, quarterly")
    way.follow("Record what was decided")
    page.get_by_label("Next steps").check()
    page.get_by_label("Department for Education and NHS England").check()
    fill_date(page, "On which day?", 4, 8, 2022)
    page.get_by_label("What does it say?").fill(STEPS)
    way.look("next-step-form")
    way.press("Record it")
    way.says(STEPS)
    way.look("after")
