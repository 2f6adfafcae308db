"""Pages whose button sends formal messages beside what it does: who would get what is shown before it is done.

The notices that a person sends for their own sake have pages of their own (`notifications/views/formal_pages.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownFirst:
    """`button` has a place for the people whom it tells; `leave` is the route of the case's page that leaves it be.

    `changes`: the page has a form, to which one goes back with what was typed. `own_words`: who reads the
    paragraph of the sender's own that can go with it, for which the page itself has no place.
    """

    heading: str
    button: str
    leave: str
    changes: bool = True
    own_words: str = ""


EVERYBODY = "Everybody below reads it."
NO_WORD = "Everybody below reads it, by e-mail: not a word of what the letter says."
_INVITES = "Send the invitations to {people}"
# By the name of the route; all but the office's are pages of one case.
SHOWN_FIRST = {
    "request-ask": ShownFirst("Ask for further information", "Make the request and tell {people}", "requests"),
    "survey": ShownFirst("The parents’ survey", "Say so and tell {people}", "survey"),
    "survey-extend": ShownFirst("Extend the survey", "Keep it open and tell {people}", "survey"),
    "survey-replace": ShownFirst("Replace the survey", "Replace it and tell {people}", "survey"),
    "accuracy-late": ShownFirst("Answer a late request", "Answer and tell {people}", "accuracy"),
    "meeting": ShownFirst("The meeting, as it would stand", "Save it and tell {people}", "meetings"),
    "meeting-cancel": ShownFirst("Cancel a meeting", "Cancel it and tell {people}", "meetings"),
    "meeting-reinstate": ShownFirst(
        "A meeting takes place after all", "It takes place: tell {people}", "meetings", changes=False
    ),
    "meeting-invite": ShownFirst(
        "Invitations to a meeting", _INVITES, "meetings", changes=False, own_words=EVERYBODY
    ),
    "details": ShownFirst("Details for parents", "Save them and tell {people}", "revisit"),
    "override": ShownFirst("Set a date by hand", "Set the date and tell {people}", "timeline"),
    "reset": ShownFirst("Back to the guidance’s date", "Set it back and tell {people}", "timeline", changes=False),
    "draft-readers": ShownFirst(
        "Open the draft", "Open the draft and tell {people}", "draft-readers", own_words=NO_WORD
    ),
    "circulation-chase": ShownFirst(
        "Chase the circulation", "Chase it: tell {people}", "circulation", changes=False, own_words=EVERYBODY
    ),
    "letter-issue": ShownFirst(
        "Issue the letter to parents", "Issue it and tell {people}", "letter-preview", changes=False,
        own_words=EVERYBODY,
    ),
    # The office's pages, which ask about weaknesses that are added to a statement after the notice (G12).
    **dict.fromkeys(
        ["inspections_wsoa_change", "inspections_weakness_add", "inspections_weakness_change"],
        ShownFirst("Ask about added weaknesses", "Save it and tell {people}", "revisit", changes=False),
    ),
}  # fmt: skip
