"""Every call by which an outcome letter comes to be published, or does not: by anybody, at any stage, of one case.

A call that may not be made raises Refused, as the program's own actions do.
"""

from datetime import timedelta
from typing import TypeVar

from inspections import fieldwork, judgements
from inspections.actions.fieldwork import (
    Feedback,
    JudgementMeeting,
    record_feedback,
    record_judgement_meeting,
)
from inspections.actions.judgements import agree_judgement, propose_judgement
from inspections.actions.moving import move
from inspections.actions.taking_back import take_back
from inspections.actions.team import add_member
from inspections.actions.timeline import compute_timeline, mark_done, reopen
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Event, State
from letters import accuracy, final, identifier_check, outcome
from letters.actions import accuracy as rounds
from letters.actions import accuracy_answers as answering
from letters.actions import accuracy_comments as commenting
from letters.actions import final as finals
from letters.actions import outcome as writing
from letters.actions import publish as publishing
from letters.actions import quality
from letters.actions.render import render_letter
from letters.composing.outcome import editable_keys
from letters.composing.outcome_written import from_words
from letters.models import AccuracyRound, LateRequest, LetterVersion, OutcomeLetter, Publication, Side
from revisits.accounts.models import User
from revisits.accounts.roles import Role
from tests.cast import Cast, make_person
from tests.conftest import StandingClock
from tests.inspections.judging import everything, weakness

T = TypeVar("T")
PLAIN = "Leaders worked together on Signpost. Families waited less."
# Words that may identify somebody: a telephone number, and a name.
TELLING = {
    "01245 555 011": "Leaders worked together. Ring 01245 555 011.",
    "Mrs Okonkwo": "Leaders worked together with Mrs Okonkwo.",
}
# Somebody who comes to the area, and of whose name a word stands in what is plain before.
NEWCOMER, NAMED = "Maria Signpost", "Signpost"
NUMBERS = (1, 2)
SIDES = {Side.AUTHORITY: "dcs", Side.HEALTH: "health_chief"}


class Calls:
    """`by` is somebody's name in the cast; None: whoever this is usually done by. Each call takes a minute."""

    def __init__(self, cast: Cast, clock: StandingClock) -> None:
        self.cast, self.clock = cast, clock

    # How it stands now.

    @property
    def case(self) -> Revisit:
        return Revisit.objects.select_related("area", "wsoa").get(pk=self.cast.revisit.pk)

    @property
    def stage(self) -> State:
        return State(Revisit.objects.values_list("state", flat=True).get(pk=self.cast.revisit.pk))

    @property
    def letter(self) -> OutcomeLetter:
        return there(outcome.letter_of(self.case))

    @property
    def version(self) -> LetterVersion:
        return there(outcome.newest(self.letter))

    @property
    def round(self) -> AccuracyRound:
        return there(accuracy.round_of(self.case))

    def by(self, name: str | None, usually: str) -> User:
        self.clock.now += timedelta(minutes=1)
        return self.cast[name or usually]

    # Judging, and the visit's end.

    def propose(self, number: int, sufficient: bool, by: str | None = None) -> None:
        newest = judgements.newest_versions(self.case).get(weakness(self.cast, number).pk)
        propose_judgement(
            revisit=self.case,
            weakness=weakness(self.cast, number),
            sufficient=sufficient,
            summary=f"Written at {self.clock.now:%H:%M}." if newest else PLAIN,
            grounds=everything(self.cast),
            by=self.by(by, "owner"),
            at=self.clock.now,
            after=newest.number if newest else 0,
            reason="It was weighed anew.",
        )

    def agree(self, number: int, by: str) -> None:
        newest = judgements.newest_versions(self.case).get(weakness(self.cast, number).pk)
        agree_judgement(version=there(newest), by=self.by(by, by), at=self.clock.now)

    def meet(self, by: str | None = None) -> None:
        newest = fieldwork.judgement_meetings(self.case).first()
        present = dict.fromkeys(self.case.team.filter(role__in=("lead", "cqc")), "on_site")
        said = JudgementMeeting(held_at=self.clock.now, discussed="Each weakness.", present=present)
        after = newest.number if newest else 0
        record_judgement_meeting(
            revisit=self.case, said=said, after=after, by=self.by(by, "owner"), at=self.clock.now
        )

    def forget(self, code: str, by: str | None = None) -> None:
        """What was recorded as done was not done after all."""
        reopen(event=self.cast.event(code), by=self.by(by, "owner"), at=self.clock.now)

    def arrive(self, by: str | None = None) -> None:
        mark_done(
            event=self.cast.event("leaders_meeting"), done_on=self.clock.now.date(), by=self.by(by, "owner"),
            at=self.clock.now,
        )  # fmt: skip

    def feed_back(self, by: str | None = None) -> None:
        newest = fieldwork.feedbacks(self.case).first()
        points = [(weakness(self.cast, number), True, "It was seen.") for number in NUMBERS]
        said = Feedback(held_at=self.clock.now, told="What was found.", points=points)
        after = newest.number if newest else 0
        record_feedback(revisit=self.case, said=said, after=after, by=self.by(by, "owner"), at=self.clock.now)

    # The workflow, and who works on the case.

    def move(self, event: Event, reason: str, by: str | None = None) -> None:
        """The row of the table alone, as a shell might take it, without what belongs to it."""
        move(revisit=self.case, event=event, by=self.by(by, "owner"), at=self.clock.now, reason=reason)

    def take_back(self, by: str | None = None) -> None:
        take_back(
            revisit=self.case,
            seen=self.stage,
            reason="Too early.",
            by=self.by(by, "owner"),
            at=self.clock.now,
        )

    def join(self, person: str, part: str, by: str | None = None) -> None:
        add_member(
            revisit=self.case, user=self.cast[person], role=part, reason="Nobody else was free.",
            experience="Nine years of SEND.", by=self.by(by, "owner"), at=self.clock.now,
        )  # fmt: skip

    def come_to_the_area(self) -> None:
        """Somebody of whose name a word may stand in the letter."""
        refuse(User.objects.filter(name=NEWCOMER).exists())
        make_person(NEWCOMER, Role.LANO, there(self.cast.area.authority))

    # Writing, and quality assurance.

    def start(self, by: str | None = None) -> None:
        writing.start_letter(revisit=self.case, by=self.by(by, "owner"), at=self.clock.now)

    def write(self, key: str, words: str, by: str | None = None) -> None:
        before = outcome.newest_words(self.letter).get(key)
        writing.write_section(
            letter=self.letter, key=key, blocks=from_words(key, words), after=before.number if before else 0,
            by=self.by(by, "owner"), at=self.clock.now,
        )  # fmt: skip

    def write_what_lacks(self) -> None:
        words = outcome.newest_words(self.letter)
        keys = [key for key in editable_keys(outcome.facts_of(self.letter)) if key not in words]
        refuse(not keys)
        for key in keys:
            self.write(key, PLAIN)

    def date(self, by: str | None = None) -> None:
        refuse(self.letter.dated is not None)
        dated = max(self.clock.now.date(), there(self.case.last_day))
        writing.set_date(letter=self.letter, dated=dated, by=self.by(by, "owner"), at=self.clock.now)

    def accept(self, by: str | None = None) -> None:
        found = identifier_check.unsettled(self.letter)
        fingerprint = found[0].fingerprint if found else "0" * 64
        quality.accept_identifier(
            letter=self.letter, fingerprint=fingerprint, reason="A switchboard.", by=self.by(by, "owner"),
            at=self.clock.now,
        )  # fmt: skip

    def submit(self, by: str | None = None) -> None:
        quality.submit(revisit=self.case, by=self.by(by, "owner"), at=self.clock.now)

    def withdraw(self, by: str | None = None) -> None:
        quality.withdraw(revisit=self.case, reason="A word.", by=self.by(by, "owner"), at=self.clock.now)

    def review(self, decision: str, by: str, *, older: bool = False) -> None:
        versions = list(LetterVersion.objects.filter(letter=self.letter).order_by("-number"))
        version = there(versions[-1] if older and versions else self.version)
        quality.review(
            version=version, decision=decision, comments="Say how you know.", on_site=False,
            by=self.by(by, by), at=self.clock.now,
        )  # fmt: skip

    # With the area.

    def send_draft(self, by: str | None = None) -> None:
        rounds.send_draft(revisit=self.case, by=self.by(by, "owner"), at=self.clock.now)
        compute_timeline(revisit_id=self.cast.revisit.pk, at=self.clock.now)

    def comment(self, side: Side, by: str | None = None) -> None:
        commenting.add_comment(
            round_=self.round, side=side, block="weakness-1-p1", quotation="Leaders worked together",
            correction="Leaders met", why="The report of May", by=self.by(by, SIDES[side]), at=self.clock.now,
        )  # fmt: skip

    def submit_comments(self, side: Side, by: str | None = None) -> None:
        none = not self.round.comments.filter(side=side, submission=None).exists()
        commenting.submit(
            round_=self.round, side=side, none=none, by=self.by(by, SIDES[side]), at=self.clock.now
        )

    def ask_late(self, side: Side, by: str | None = None) -> None:
        commenting.ask_late(
            round_=self.round, side=side, reason="Ill.", by=self.by(by, SIDES[side]), at=self.clock.now
        )

    def answer_late(self, *, accepted: bool, by: str | None = None) -> None:
        asked = there(LateRequest.objects.filter(round=self.round).order_by("-pk").first())
        until = self.clock.now + timedelta(days=2) if accepted else None
        rounds.answer_late(
            request=asked, until=until, reason="Illness.", by=self.by(by, "owner"), at=self.clock.now
        )

    def open_comments_again(self, side: Side, by: str | None = None) -> None:
        until = self.clock.now + timedelta(days=2)
        rounds.reopen_comments(
            revisit=self.case, side=side, until=until, reason="They asked.", by=self.by(by, "owner"),
            at=self.clock.now,
        )  # fmt: skip

    def close_comments(self, by: str | None = None) -> None:
        rounds.close_comments(revisit=self.case, by=self.by(by, "owner"), at=self.clock.now)

    def answer(self, decision: str = "accepted", *, again: bool = False, by: str | None = None) -> None:
        """The first comment that waits for it; or any anew."""
        said = accuracy.submitted(self.round)
        comment = there(next((each for each in said if again or accuracy.newest(each) is None), None))
        newest = accuracy.newest(comment)
        answering.answer_comment(
            comment=comment, decision=decision, reason="The report says so.", after=newest.number if newest else 0,
            by=self.by(by, "owner"), at=self.clock.now,
        )  # fmt: skip

    def agree_answer(self, by: str | None = None) -> None:
        answers = [accuracy.newest(comment) for comment in accuracy.submitted(self.round)]
        answer = there(next((each for each in answers if each and not accuracy.agreed(each)), None))
        answering.agree_answer(answer=answer, by=self.by(by, "cqc"), at=self.clock.now)

    def tell(self, by: str | None = None) -> None:
        answering.tell_outcome(revisit=self.case, by=self.by(by, "owner"), at=self.clock.now)

    # Final, and published.

    def sign(self, by: str) -> None:
        finals.sign(revisit=self.case, seen=self.version.number, by=self.by(by, by), at=self.clock.now)

    def send_final(self, by: str | None = None, *, days: int = 1) -> None:
        """`days`: until its publication."""
        due = self.clock.now + timedelta(days=days)
        finals.send_final(
            revisit=self.case,
            seen=self.version.number,
            due_at=due,
            by=self.by(by, "support"),
            at=self.clock.now,
        )

    def recall(self, by: str | None = None) -> None:
        finals.recall(revisit=self.case, reason="A date in it.", by=self.by(by, "support"), at=self.clock.now)

    def put_off(self, by: str | None = None) -> None:
        due = self.clock.now + timedelta(days=3)
        finals.set_publication(
            revisit=self.case, due_at=due, reason="An election.", by=self.by(by, "support"), at=self.clock.now
        )

    def render(self) -> None:
        """What the worker does."""
        letter = there(final.issued(self.case))
        refuse(final.files_made(letter))
        render_letter(letter=letter, at=self.clock.now)

    def publish(self, reason: str, by: str | None = None) -> None:
        publishing.publish(revisit=self.case, by=self.by(by, "support"), at=self.clock.now, reason=reason)

    def publish_due(self) -> None:
        """What the sweep does; what holds it up is told."""
        now = self.clock.now
        for pk in Publication.objects.filter(due_at__lte=now).values_list("pk", flat=True):
            try:
                publishing.publish_due(publication_id=pk, at=now)
            except Refused as refusal:
                publishing.hold_up(publication_id=pk, why=str(refusal), at=now)

    def wait(self, days: int) -> None:
        self.clock.now += timedelta(days=days)


def refuse(done: bool) -> None:
    """What was done is not done again."""
    if done:
        raise Refused("It was done.")


def there(found: T | None) -> T:
    """What is there; Refused where it is not, as nobody can act on it."""
    if found is None:
        raise Refused("There is none.")
    return found
