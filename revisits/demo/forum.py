"""What team and forum do together in the demo's cases: questions for parents in two versions, and circulation logs.

Plainly invented. The first version is written before the notice; the rest follows it, day by day.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from inspections import queries
from inspections.actions.question_writing import add_question, begin_questions, change_question, set_focus
from inspections.actions.questions import agree_questions, comment_on_questions, share_questions
from inspections.models import Question, QuestionSet, Revisit
from inspections.timeline import times
from letters.actions.circulation import log_circulation
from letters.models import Circulation
from revisits.accounts.models import Organisation, User
from revisits.demo.evidence import Doing
from revisits.demo.people import person

Kind = Question.Kind
How = Circulation.How
SURVEY, MEETING = QuestionSet.Purpose.SURVEY, QuestionSet.Purpose.OPEN_MEETING
FOCUS = (
    "Invented for the demo. We want to hear what has changed for your family since the last inspection, for each of "
    "the weaknesses in the statement of action."
)
AGREEMENT = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
SETTINGS = (
    "Mainstream primary",
    "Mainstream secondary",
    "Special school",
    "College or post-16",
    "At home or none",
    "Other",
)
QUESTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (Kind.SCALE, "The co-production of my child's EHC plan took account of our views.", AGREEMENT),
    (Kind.CHOICE, "How long did you wait for the last assessment?",
     ("Less than 6 weeks", "6 to 20 weeks", "More than 20 weeks", "We are still waiting")),
    (Kind.CHOICES, "Who told you about the local offer?", ("School", "Health visitor", "The forum", "Nobody")),
    (Kind.TEXT, "What is one thing that has become better, and one that has not?", ()),
    (Kind.CHOICE, "Where does your child go?", SETTINGS),
)  # fmt: skip
COMMENTS = {
    1: "Invented for the demo. Parents do not say “co-production”. Ask whether they were listened to.",
    2: "Invented for the demo. Say from when the waiting counts: from asking, or from the school's letter?",
    None: "Invented for the demo. Short enough. Please keep it at five questions.",
}
CHANGED = {
    1: "When my child's EHC plan was written, we were listened to.",
    2: "How long did you wait for the last assessment, counted from the day on which you asked for it?",
}
NOTE = (
    "Invented for the demo. Thank you: question 1 is in plain words, and question 2 says from when it counts."
)


class Sent(NamedTuple):
    """Who logged what, how many working days after the notice, and at what time."""

    mailbox: str
    days: int
    at: time
    how: str
    to: str
    number: int


CIRCULATED = {
    "oxfordshire-2019": (
        Sent("forum", 0, time(14, 10), How.NEWSLETTER, "families on the forum's mailing list", 1240),
        Sent("lano", 2, time(9, 20), How.SCHOOLS, "schools and settings", 312),
    ),
    "essex-2022": (Sent("lano", 1, time(10), How.SCHOOLS, "schools and settings", 640),),
}


def first_version(revisit: Revisit, lead: User, at: datetime) -> None:
    """The questions of the survey as the lead writes them first."""
    begun = begin_questions(revisit=revisit, purpose=SURVEY, by=lead, at=at)
    weakness = revisit.wsoa.weaknesses.order_by("number").first()
    for kind, text, options in QUESTIONS:
        asks_setting = options == SETTINGS
        about = weakness if kind == Kind.SCALE else None
        add_question(
            question_set=begun,
            kind=kind,
            text=text,
            options=options,
            weakness=about,
            asks_setting=asks_setting,
        )


def doings(revisit: Revisit, lead: User, notified: date) -> Iterator[Doing]:
    """What follows the notice, and when."""
    after = partial(_after, notified)
    forum = revisit.area.forum
    if forum:
        yield after(0, time(11)), partial(_share, revisit, SURVEY, lead, after(0, time(11)), "")
        if revisit.has_open_meeting:
            yield after(0, time(11, 5)), partial(_focus, revisit, lead, after(0, time(11, 5)))
        yield after(2, time(10)), partial(_comment, revisit, forum, after(2, time(10)))
        yield after(3, time(14)), partial(_second_version, revisit, lead, after(3, time(14)))
        yield after(3, time(16, 30)), partial(_agree, revisit, forum, after(3, time(16, 30)))
    for sent in CIRCULATED.get(revisit.reference, ()):
        at, body = after(sent.days, sent.at), forum if sent.mailbox == "forum" else revisit.area.authority
        if body:
            yield at, partial(_circulate, revisit, body, sent, at)


def _after(notified: date, days: int, at: time) -> datetime:
    return times.london(queries.calendar().after(notified, days) if days else notified, at)


def _newest(revisit: Revisit, purpose: str) -> QuestionSet:
    return revisit.question_sets.filter(purpose=purpose)[0]


def _share(revisit: Revisit, purpose: str, lead: User, at: datetime, note: str) -> None:
    newest = _newest(revisit, purpose)
    share_questions(question_set=newest, note=note, edition=newest.edition, by=lead, at=at)


def _focus(revisit: Revisit, lead: User, at: datetime) -> None:
    begun = begin_questions(revisit=revisit, purpose=MEETING, by=lead, at=at)
    set_focus(question_set=begun, focus=FOCUS, edition=begun.edition)
    _share(revisit, MEETING, lead, at, "")


def _comment(revisit: Revisit, forum: Organisation, at: datetime) -> None:
    """On some of the questions, and on all of them together."""
    shared = _newest(revisit, SURVEY)
    keys = {question.place: question.pk for question in shared.questions.all()}
    said = {keys[place] if place else None: text for place, text in COMMENTS.items()}
    comment_on_questions(question_set=shared, forum=forum, said=said, by=person("forum"), at=at)


def _second_version(revisit: Revisit, lead: User, at: datetime) -> None:
    begun = begin_questions(revisit=revisit, purpose=SURVEY, by=lead, at=at)
    for question in begun.questions.filter(place__in=CHANGED):
        change_question(
            question=question,
            kind=question.kind,
            text=CHANGED[question.place],
            options=question.options,
            edition=question.edition,
            weakness=question.weakness,
        )
    _share(revisit, SURVEY, lead, at, NOTE)


def _agree(revisit: Revisit, forum: Organisation, at: datetime) -> None:
    agree_questions(question_set=_newest(revisit, SURVEY), forum=forum, by=person("forum"), at=at)


def _circulate(revisit: Revisit, body: Organisation, sent: Sent, at: datetime) -> None:
    log_circulation(
        revisit=revisit,
        body=body,
        how=sent.how,
        to=sent.to,
        number=sent.number,
        sent_at=at,
        by=person(sent.mailbox),
        at=at,
    )
