"""The three on-site days: what was seen, what is judged of it, and what leaders are told (G18 to G22)."""

import re

from tests.browser.before_the_visit import fill_note
from tests.browser.way import AREA, CASE, CQC, DIRECTOR, FORUM, LEAD, OFFICER, SENIOR, Way

LEADERS = "Director of children's services\nChief executive of the health body"
MET_PARENTS = "Meeting with the parent carer forum"
# Sufficient or not, and the summary with which the letter starts, weakness by weakness.
JUDGED = (
    (
        True,
        "Leaders reviewed how learning difficulties are identified. Children are now assessed in the round.",
    ),
    (True, "Plans are written with families. They say what each child needs, and who provides it."),
    (
        False,
        "Joint commissioning began late. Families still waited too long for speech and language therapy.",
    ),
)


def lead_arrives(way: Way) -> None:
    """The meeting with leaders brings the case on site."""
    way.turn(LEAD)
    way.look("first-day-lead-home")
    way.turn(
        LEAD, "Read the evidence, and begin the visit", "Record the meeting with senior leaders", at=CASE
    )
    way.press("Record")
    way.turn(LEAD, at=CASE)
    way.says("Gather evidence, and hold the judgement meeting by Thursday 19 May 2022.")
    way.look("on-site-lead", phone=True)


def outsiders_read_what_comes(way: Way) -> None:
    """Each reads what happens next for them."""
    for who, sentence in (
        (OFFICER, "Give the inspectors what they ask for. They give their feedback by Thursday 19 May 2022."),
        (FORUM, "Meet the inspectors by Tuesday 17 May 2022."),
        (DIRECTOR, "Hear from the inspectors whether progress is sufficient by Thursday 19 May 2022."),
    ):
        way.turn(who, at=AREA)
        way.says(sentence)
        way.look(f"on-site-{who.split()[-1]}")


def cqc_meets_parents(way: Way) -> None:
    """G11, G20: noted without a name."""
    way.turn(CQC, "Gather evidence, and hold the judgement meeting", "Add a note", at=CASE)
    way.page.get_by_label("Parents' and carers' views").check()
    fill_note(way, MET_PARENTS, 17, "Parents say that plans are clearer. Waits are long.")
    way.look("note")
    way.is_done(CQC, "Meeting with the parent carer forum and parents")


def they_keep_in_touch(way: Way, who: str, day: int) -> None:
    """G22: on more than two days, a meeting a day."""
    page = way.turn(who, at=f"{CASE}on-site/day/{day}/")
    way.look(f"day-{day}", phone=day == 1)
    way.follow("Record it")
    page.get_by_label("Who attended?").fill(LEADERS)
    page.get_by_label("What was shared?").fill(f"What was seen on day {day}.")
    way.press("Keep the record")
    way.says(f"What was seen on day {day}.")


def lead_proposes_judgements(way: Way) -> None:
    """G3, G23: each weakness of the statement, with what it rests on."""
    for number, (sufficient, summary) in enumerate(JUDGED, start=1):
        page = way.turn(LEAD, "Propose a judgement", at=f"{CASE}judgements/{number}/")
        page.get_by_label(
            "Sufficient progress" if sufficient else "Not sufficient progress", exact=True
        ).check()
        page.get_by_label("Summary for the letter").fill(summary)
        page.get_by_label(MET_PARENTS, exact=True).check()
        way.press("Keep it")
        way.press("Agree version 1 for Ofsted")
        way.says("Ofsted: Paul Wilson")
    way.turn(LEAD, at=CASE + "judgements/")
    way.says("Weakness 3 is not agreed by CQC yet.")
    way.look("judgements-proposed")


def cqc_agrees_judgements(way: Way) -> None:
    for number in range(1, len(JUDGED) + 1):
        way.turn(CQC, at=f"{CASE}judgements/{number}/")
        way.press("Agree version 1 for CQC")
        way.says("CQC: Demo CQC inspector")
    way.look("judgement-agreed")


def lead_records_the_judgement_meeting(way: Way) -> None:
    """With it the judgements are confirmed."""
    page = way.turn(LEAD, "Record it", at=CASE + "on-site/day/3/")
    page.get_by_label("When did it start?").fill("14:00")
    for person in (LEAD, CQC, SENIOR):
        page.get_by_label(person).select_option("On site")
    page.get_by_label("What was discussed?").fill("Each weakness in turn. The team agreed on each.")
    way.look("judgement-meeting-form")
    way.press("Keep the record")
    way.says("Each weakness in turn.")
    way.turn(LEAD, at=CASE + "judgements/")
    way.says("Every weakness is judged, agreed by both agencies and confirmed.")
    way.look("judgements-confirmed")


def lead_gives_feedback(way: Way) -> None:
    """G22: leaders hear whether progress is sufficient; with that the visit is over."""
    page = way.turn(LEAD, "Tell the leaders whether progress is sufficient", "Record it", at=CASE)
    page.get_by_label("When did it start?").fill("16:00")
    page.get_by_label("Who was told?").fill(LEADERS)
    for number, (sufficient, summary) in enumerate(JUDGED, start=1):
        weakness = page.get_by_role("group", name=re.compile(rf"^{number}\."))
        told = "It is sufficient" if sufficient else "It is not sufficient"
        weakness.get_by_label(told, exact=True).check()
        weakness.get_by_label("With which reasons?").fill(summary)
    way.look("feedback-form")
    way.press("Keep the record")
    way.turn(LEAD, at=CASE)
    way.says("Confirm the judgements, write the letter and submit it to quality assurance")
    way.look("reporting-lead")
