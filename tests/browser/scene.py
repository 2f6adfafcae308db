"""The demo, and in it a case in mid-flight with a long name, fourteen weaknesses, and something of everything."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from inspections.actions import childrens_session, requests, schedule
from inspections.actions.cases import NewCase, create_case
from inspections.actions.draft_readers import invite_reader
from inspections.actions.meetings import add_meeting, arrange, cancel_meeting, invite
from inspections.actions.notify import notify
from inspections.actions.question_writing import add_question, begin_questions
from inspections.actions.questions import comment_on_questions, share_questions
from inspections.actions.registrations import register
from inspections.actions.timeline import compute_timeline, mark_done, override_date
from inspections.meetings import of_case
from inspections.models import (
    Absence,
    CaseDraft,
    DraftReader,
    InformationItem,
    LocalArea,
    Revisit,
    TimelineEvent,
)
from inspections.schedule import current, edition
from inspections.timeline.times import LONDON, london
from letters.actions.circulation import correct_circulation, log_circulation
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from letters.models import Letter
from notifications.domain.post import as_email
from notifications.mailbox.server import keep
from notifications.models import DemoMail, OutboxMessage
from notifications.tasks import expand_unexpanded
from revisits.accounts.models import Organisation, User
from revisits.demo.people import make_people
from revisits.demo.placing import place_cases
from revisits.privacy.actions.approve import approve
from revisits.privacy.actions.copies import give_copy
from revisits.privacy.actions.dispose import dispose
from revisits.privacy.actions.holds import lift_hold, place_hold
from revisits.privacy.actions.propose import propose
from revisits.privacy.models import Hold
from revisits.privacy.schedules import SCHEDULES
from tests.browser.evidence_base import write_base
from tests.browser.giving import give_everything
from tests.browser.judging import judge
from tests.browser.visits import LEAD as LEAD
from tests.cast import joining

NOW = datetime(2022, 5, 3, 8, 30, tzinfo=LONDON)
NAME = "Bournemouth, Christchurch and Poole"
DRAFT = {
    "area": {"area": [""], "name": [f"{NAME} and the surrounding parishes"], "authority": ["A council"],
             "code": [""], "region": [""], "website": [""], "forum_name": [""], "forum_email": [""],
             "health_bodies": ["One ICB\nAnother ICB"]},
    "inspection": {f"{name}_{place}": [value] for name in ("first_day", "last_day")
                   for place, value in enumerate(("30", "9", "2019"))},
    "statement": {f"{name}_{place}": [""] for name in ("received_on", "submitted_on", "fit_for_purpose_on")
                  for place in range(3)},
    "weaknesses": {"weaknesses": ["\n".join(f"Weakness number {n} in rather many words" for n in range(1, 15))]},
    "dates": {"guidance": ["2022"], "first_day_0": ["17"], "first_day_1": ["5"], "first_day_2": ["2022"],
              "days": ["3"]},
}  # fmt: skip

WHY = {"lead_reason": ["Nobody else was free"], "lead_experience": ["Nine years of SEND"]}


@dataclass
class Scene:
    """Rows that the pages show."""

    case: Revisit
    letter: Letter
    mail: DemoMail
    draft: CaseDraft
    empty_draft: CaseDraft
    hold: Hold

    def event(self, code: str) -> TimelineEvent:
        return self.case.timeline.get(code=code, occurrence=1)


def set_scene() -> Scene:
    """Call it in the loaded demo."""
    lead = User.objects.get(name=LEAD)
    case = _case(_area(), lead)
    letter = issue_parents_letter(revisit=case, by=lead, at=NOW - timedelta(days=11))
    render_letter(letter=letter, at=NOW)
    notify(revisit=case, by=lead, at=NOW - timedelta(days=11))
    _past(case, lead)
    _papers(case, lead)
    _arrangements(case, lead)
    _meetings(case, lead)
    _forum(case, lead)
    expand_unexpanded()
    mail = _delivered(case)
    Absence.objects.create(
        user=lead, first_day=date(2022, 5, 10), last_day=date(2022, 5, 13), recorded_by=lead, recorded_at=NOW
    )
    case.refresh_from_db()
    answers = {**DRAFT, "team": {"lead": [str(lead.pk)], "cqc": [""], **WHY}}
    draft = CaseDraft.objects.create(owner=lead, answers=answers, updated_at=NOW)
    empty = CaseDraft.objects.create(owner=lead, updated_at=NOW)
    return Scene(case, letter, mail, draft, empty, _disposals(case, lead))


def _area() -> LocalArea:
    make, kind = Organisation.objects.create, Organisation.Kind
    area = LocalArea.objects.create(
        name=NAME,
        region=LocalArea.Region.SOUTH_WEST,
        authority=make(kind=kind.LOCAL_AUTHORITY, name=f"{NAME} Council"),
        forum=make(kind=kind.FORUM, name=f"{NAME} Parent Carer Forum United", email="forum@bcp.example.org"),
    )
    area.health_bodies.add(make(kind=kind.HEALTH, name="NHS Dorset Clinical Commissioning Group"))
    make_people([area])
    return area


def _case(area: LocalArea, lead: User) -> Revisit:
    cqc = User.objects.get(email="cqc@demo.example")
    case = create_case(
        case=NewCase(
            area=area,
            inspected_from=date(2019, 6, 3),
            inspected_to=date(2019, 6, 7),
            received_on=date(2019, 9, 2),
            submitted_on=date(2019, 12, 6),
            fit_for_purpose_on=date(2020, 1, 20),
            weaknesses=[
                f"The {n}. of many serious weaknesses, put in the statement's words" for n in range(1, 15)
            ],
            guidance="2022",
            first_day=date(2022, 5, 9),
            days=3,
            team=[joining(lead, "lead"), joining(cqc, "cqc")],
            details={
                "parents_letter_date": date(2022, 4, 22),
                "survey_url": "https://survey.example.org/a-very-long-address-of-a-survey/that-goes-on-and-on/2022",
                "has_open_meeting": True,
                "open_meeting_place": "The Civic Centre, Bourne Avenue",
                "circulated_by": f"{NAME} Council",
            },
        ),
        by=lead,
        at=NOW - timedelta(days=60),
    )
    compute_timeline(revisit_id=case.pk, at=NOW - timedelta(days=60))
    case.refresh_from_db()
    return case


def _past(case: Revisit, lead: User) -> None:
    """What is behind was done, but for two events; one date to come was set by hand."""
    for event in case.timeline.filter(planned_on__lt=NOW.date(), done_on=None).exclude(
        code__in=("planning_call", "evidence_due")
    ):
        at = datetime.combine(event.planned_on or NOW.date(), NOW.timetz())
        mark_done(event=event, done_on=at.date(), by=lead, at=at)
    override_date(
        event=case.timeline.get(code="survey_closes"),
        on=date(2022, 5, 9),
        time="12:00",
        reason="The link did not work on the first day: the survey stays open one working day longer.",
        by=lead,
        at=NOW - timedelta(hours=1),
    )


def _disposals(case: Revisit, lead: User) -> Hold:
    """A list that waits and one that is done, a hold in force and one that was lifted, and a copy."""
    administrator = User.objects.get(email="administrator@demo.example")
    CaseDraft.objects.create(owner=lead, updated_at=NOW - timedelta(days=100))
    done = propose(schedule=SCHEDULES["case_drafts"], at=NOW)
    assert done
    approve(disposal=done, edition=done.edition, reason="Nobody needs it.", by=administrator, at=NOW)
    dispose(disposal_id=done.pk, at=NOW)
    CaseDraft.objects.create(owner=lead, updated_at=NOW - timedelta(days=100))
    propose(schedule=SCHEDULES["case_drafts"], at=NOW)
    old = place_hold(person=lead, reason="A complaint.", by=administrator, at=NOW)
    lift_hold(hold=old, reason="It was settled.", by=administrator, at=NOW)
    give_copy(person=lead, by=administrator, at=NOW, reason="By letter, identity checked.")
    return place_hold(case=case, reason="A claim was announced.", by=administrator, at=NOW)


def _papers(case: Revisit, lead: User) -> None:
    """Something of each kind; the director is a reader of the draft, and has invited somebody."""
    authority, director = case.wsoa.inspection.area.authority, User.objects.get(email="dcs@demo.example")
    assert authority
    give_everything(case, lead, NOW)
    write_base(case, lead, NOW)
    judge(case, lead, NOW)
    DraftReader.objects.create(
        revisit=case, user=director, organisation=authority, named_by=lead, named_at=NOW
    )
    invite_reader(
        revisit=case, body=authority, name="Ann Other", email="ann@example.org", by=director, at=NOW
    )


def _arrangements(case: Revisit, lead: User) -> None:
    """A schedule that was agreed and changed, with a clash, and a group of children."""
    officer = User.objects.get(email="lano@demo.example")
    weaknesses, member = list(case.wsoa.weaknesses.all()), case.team.get(user=lead)
    about: dict[str, Any] = {"by": officer, "at": NOW, "revisit": case}
    slots = [
        schedule.add_session(
            session=schedule.Session(
                day=day, starts=time(hour, 30), ends=time(hour + 1, 30), title=title, place="The Civic Centre, room 4",
                attendees="Director of children's services\nDesignated clinical officer\nPrincipal psychologist",
                weaknesses=weaknesses[:3], inspectors=[member],
            ),
            **about,
        )
        for day, hour, title in ((1, 9, "Leaders on joint commissioning"), (1, 11, "Health visitors and early help"))
    ]  # fmt: skip
    read = edition(current(case))
    schedule.agree_schedule(revisit=case, read=read, by=lead, at=NOW)
    later = schedule.Session(
        day=1, starts=time(9), ends=time(10), title="Meeting pupils", place="The Civic Centre, room 4"
    )
    slot = schedule.add_session(session=later, **about)
    schedule.change_session(
        slot=slots[1], version=1, session=schedule.Session(day=2, starts=time(14), ends=time(15), title=slots[1].title),
        by=officer, at=NOW,
    )  # fmt: skip
    schedule.comment(revisit=case, session=slot, text="Could this be later?", body=None, by=lead, at=NOW)
    group = childrens_session.Group(
        kind="school", setting="Riverside School", number=8, youngest=7, oldest=11
    )
    childrens_session.arrange_group(group=group, session=slot, **about)
    _asked(case, lead)


def _asked(case: Revisit, lead: User) -> None:
    """Questions for children, once shared and then changed; and a request to the area, with its messages."""
    officer, authority = User.objects.get(email="lano@demo.example"), case.area.authority
    weaknesses = list(case.wsoa.weaknesses.all())
    first = childrens_session.write_questions(
        revisit=case, text="What has changed for you?", number=0, version=0, by=lead, at=NOW
    )
    childrens_session.share_questions(questions=first, version=1, by=lead, at=NOW)
    childrens_session.write_questions(
        revisit=case, text="What helps you?", number=1, version=1, by=lead, at=NOW
    )
    item = requests.ask(
        revisit=case, side=InformationItem.Side.AREA, title="Waiting times for assessment, month by month",
        guidance="From April 2021 on.", weakness=weaknesses[1], due_at=NOW + timedelta(days=2), by=lead, at=NOW,
    )  # fmt: skip
    requests.write_message(item=item, text="Is a sheet fine?", body=authority, by=officer, at=NOW)
    requests.write_message(item=item, text="It is: as you have it.", body=None, by=lead, at=NOW)


def _meetings(case: Revisit, lead: User) -> None:
    """The open meeting is full, one meeting is cancelled, one is the case's own; parents registered."""
    forum = User.objects.get(email="forum@demo.example")
    found = {meeting.key: meeting for meeting in of_case(case)}
    held = found["open_meeting", 1]
    given: dict[str, Any] = {
        "place": "The Civic Centre, Bourne Avenue", "access": "Step-free by the side door; a hearing loop.",
        "capacity": 3, "support": "British Sign Language", "chair": lead, "notes": "The doors open at six.",
    }  # fmt: skip
    bodies = {case.area.authority_id: 2, case.area.forum_id: 11}
    attendance = {body: number for body, number in bodies.items() if body}
    arrange(meeting=held, edition=held.edition, given=given, attendance=attendance, by=lead, at=NOW)
    cancel_meeting(
        meeting=found["feedback", 1], why="It takes place by video on another day.", by=lead, at=NOW
    )
    own = {
        "title": "Visit to a school",
        "on": date(2022, 5, 10),
        "time": "09:30",
        "sides": ["authority", "forum"],
    }
    invite(meeting=add_meeting(revisit=case, given=own, by=lead, at=NOW), by=lead, at=NOW)
    for places in (2, 2):
        register(
            revisit=case, name="Somebody with a rather long name", email="a.parent.with.a.long.address@example.org",
            phone="01202 555 010", places=places, needs="An interpreter", through="forum", by=forum, at=NOW,
        )  # fmt: skip


def _forum(case: Revisit, lead: User) -> None:
    """Questions with comments and a second version, the open meeting's being written, and a corrected log."""
    body, member = case.area.forum, User.objects.get(email="forum@demo.example")
    assert body
    done: dict[str, Any] = {"by": lead, "at": NOW}
    given: dict[str, Any] = {"forum": body, "by": member, "at": NOW}
    for text in (
        "The co-production of our plan was good.",
        "When our plan was written, we were listened to.",
    ):
        begun = begin_questions(revisit=case, purpose="survey", **done)
        add_question(question_set=begun, kind="scale", text=text, options=["Agree", "Disagree"])
        begun.refresh_from_db()
        share_questions(question_set=begun, note="In plain words now.", edition=begun.edition, **done)
        said: dict[int | None, str] = {begun.questions.all()[0].pk: "Plainer, please. " * 20, None: "Short."}
        comment_on_questions(question_set=begun, said=said, **given)
    meeting = begin_questions(revisit=case, purpose="open-meeting", **done)
    add_question(question_set=meeting, kind="text", text="What has changed?", options=[])
    sent: dict[str, Any] = {
        "how": "newsletter", "to": "families on our list", "number": 1240, "sent_at": NOW, "by": member, "at": NOW,
    }  # fmt: skip
    entry = log_circulation(revisit=case, body=body, **sent)
    correct_circulation(entry=entry, never_sent=False, reason="A digit too many", **{**sent, "number": 240})


def _delivered(case: Revisit) -> DemoMail:
    """The messages as the mailbox keeps them; returns the case's newest with its letter."""
    kept = {}
    for row in OutboxMessage.objects.exclude(recipient_email=""):
        raw = as_email(row).message().as_bytes()
        kept[row.pk] = keep(raw, sender="no-reply@revisits.example", recipients=[row.recipient_email], at=NOW)
    rows = OutboxMessage.objects.filter(revisit=case, message="notify").exclude(recipient_email="")
    return kept[rows[0].pk]


def visited(reference: str) -> Revisit:
    """A case of the demo as it stood on the evening of its last day on site: nothing of its letter is there."""
    case = Revisit.objects.get(reference=reference)
    assert case.last_day
    place_cases(now=london(case.last_day, time(20)), only=[reference])
    return Revisit.objects.get(reference=reference)
