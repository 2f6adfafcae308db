"""How to contribute: by which ways the letter says that parents and carers are heard (G11, G16, G20)."""

import re

from letters.composing import phrases
from letters.composing.facts import OpenMeetingFacts, ParentsLetterFacts
from letters.composing.gaps import given
from letters.composing.phrases import fill
from letters.composing.text import Line, NumberedList, Passage, Run
from letters.composing.wording import Wording


def methods(facts: ParentsLetterFacts, words: Wording) -> Passage:
    """Through what inspectors gather contributions, and that they set the focus (G20)."""
    ways = [words.online_survey]
    if facts.open_meeting:
        ways.append(words.remote_meeting if _is_online(facts.open_meeting) else words.face_to_face_meeting)
    if words.other_methods:
        ways.append(words.other_methods)
    elif facts.email_contributions:
        ways.append(words.by_email)
    text = words.gathers.format(methods=phrases.series(ways))
    if words.always_states_focus or facts.open_meeting:
        subjects = "online survey and open meeting" if facts.open_meeting else "online survey"
        text += " " + words.focus.format(subjects=subjects)
    return Passage("paragraph", "methods", ((Run(text),),))


def ways(facts: ParentsLetterFacts, words: Wording) -> NumberedList:
    """The numbered ways: survey, open meeting, email, forum (in 2018 in the open meeting's item)."""
    passages = [Passage("item", "survey", _survey(facts, words))]
    if facts.open_meeting or words.forum_in_discussions:
        passages.append(Passage("item", "meeting", (_meeting(facts, words),)))
    if facts.email_contributions:
        address = phrases.email_link(facts.email_contributions)
        passages.append(Passage("item", "email", (fill(words.email, address=address),)))
    if not words.forum_in_discussions:
        passages.append(Passage("item", "forum", (fill(words.forum_contribute, forum=_forum(facts)),)))
    return NumberedList("ways", tuple(passages))


def _survey(facts: ParentsLetterFacts, words: Wording) -> tuple[Line, ...]:
    link = given(facts.survey_url, "survey_url")
    link = link if link.gap else phrases.web_link(link.text)
    window = fill(
        words.survey, link=link, opens=_moment(facts, "survey_opens"), closes=_moment(facts, "survey_closes")
    )
    return (window, fill(words.survey_again)) if words.survey_again else (window,)


def _moment(facts: ParentsLetterFacts, name: str) -> Line:
    when = getattr(facts, name)
    if when is None:
        return (given(None, name),)
    at, on = phrases.moment(when)
    return fill("{at} on {on}", at=at, on=Run(on, strong=True))


def _meeting(facts: ParentsLetterFacts, words: Wording) -> Line:
    """The open meeting, if any; in 2018 then the forum, for "further" details once the way in is told."""
    meeting, lines = facts.open_meeting, []
    if meeting:
        lines.append(fill(words.open_meeting, meeting=Run(_when_and_where(meeting), strong=True)))
        if meeting.access:
            lines.append(fill("{access}", access=phrases.sentence(meeting.access)))
    if words.forum_in_discussions:
        further = meeting is not None and meeting.access
        wording = words.forum_further_details if further else words.forum_details
        lines.append(fill(wording, forum=_forum(facts)))
    return phrases.joined(lines)


def _when_and_where(meeting: OpenMeetingFacts) -> str:
    """ "Monday 23 March 2020, 7pm at County Hall" or "Monday 23 March 2020 at 7pm in Room 2 at County Hall".

    A place that names a room at a building takes "in", so that "at" comes once; the time takes "at" where the
    place does not. A place given with its own "at", "in" or "by", or "online", is kept.
    """
    place = (meeting.place or "").strip().rstrip(".")
    if _is_online(meeting):
        place = place[0].lower() + place[1:]
    elif place and not re.match(r"(at|in|on|by|via) ", place):
        place = f"in {place}" if " at " in place else f"at {place}"
    on = phrases.weekday(meeting.on)
    if meeting.at:
        on += (", " if place.lower().startswith("at ") else " at ") + phrases.clock(meeting.at)
    return f"{on} {place}".strip()


def _is_online(meeting: OpenMeetingFacts) -> bool:
    return (meeting.place or "").strip().lower().startswith("online")


def _forum(facts: ParentsLetterFacts) -> Line:
    """ "their local Parent Carer Forum [at ADDRESS]", with the forum's own name where it goes by another."""
    name = facts.forum_name.strip()
    if not name:
        forum: Line = (Run("their local "), given(None, "forum_name"))
    elif "parent carer forum" in name.lower():
        forum = (Run(f"their local {name}"),)
    else:
        forum = (Run(f"their local Parent Carer Forum ({name})"),)
    if facts.forum_email:
        forum = (*forum, Run(" at "), phrases.email_link(facts.forum_email))
    return forum
