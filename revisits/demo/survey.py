"""What parents say in the demo: in Lancashire by our own survey, in Oxfordshire by an outside one that is brought in.

Plainly invented, and the same each time. Answers are written in bulk: the demo loads in seconds.
"""

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from io import StringIO

from inspections import survey as windows
from inspections.actions.survey import tell_window
from inspections.models import Question, Revisit
from inspections.models.revisit import SurveyKind
from revisits.acting import acting
from revisits.demo.evidence import Doing
from revisits.demo.people import person
from surveys.actions.baseline import enter_baseline
from surveys.actions.importing import bring_in, take_in_hand
from surveys.actions.opening import close_survey, open_survey, survey_of
from surveys.actions.reading import Marks, mark_words
from surveys.importing.matching import Mapped, propose
from surveys.importing.reading import unpacked
from surveys.models import Answer, Response
from surveys.responding import whole_hour

OWN, OUTSIDE = "lancashire-2020", "oxfordshire-2019"
# How many came how long after the opening; the last of them in the last hour.
BATCHES = ((timedelta(hours=3), 140), (timedelta(days=2, hours=8), 90), (timedelta(days=5), 110))
LAST_HOUR, OUTSIDE_ROWS = 72, 180
# How likely each answer is, in the order of the demo's questions; settings last.
LIKELY: dict[str, tuple[tuple[int, ...], ...]] = {
    "scale": ((14, 30, 16, 24, 12, 4),),
    "choice": ((22, 41, 25, 12), (34, 26, 18, 9, 8, 5)),
    "choices": ((55, 20, 30, 18),),
}
WORDS = (
    "Invented for the demo. The plan came on time for the first time, and it says what we said.",
    "Invented for the demo. We still wait for speech therapy. It is eleven months now.",
    "Invented for the demo. School listens. The meetings are kinder than they were.",
    "Invented for the demo. Nobody rings back. I leave messages and hear nothing.",
    "Invented for the demo. The local offer is easier to find, but half of its links are old.",
    "Invented for the demo. Transport has become worse since the summer.",
    "Invented for the demo. The forum told us about the courses. They helped.",
    "Invented for the demo. Moving to secondary school was hard; the new school had not read the plan.",
)
SOURCE = "Invented for the demo: report of the initial inspection, page 4"


def survey(revisit: Revisit) -> Iterator[Doing]:
    """The window of every case, told at its moments as the program does by itself; with what parents say in two."""
    here = windows.window(revisit)
    for at in (here.opens, here.closes):
        if at:
            yield at, partial(_tell_window, revisit, at)
    if here.opens is None or here.closes is None:
        return
    if revisit.reference == OWN:
        yield here.opens, partial(_open, revisit, here.opens)
        for number, (after, count) in enumerate(BATCHES):
            yield here.opens + after, partial(_answers, revisit, here.opens + after, count, number)
        last = here.closes - timedelta(minutes=40)
        yield last, partial(_answers, revisit, last, LAST_HOUR, len(BATCHES))
        counted = here.closes + timedelta(minutes=31)
        yield counted, partial(_close, revisit, counted)
        yield counted + timedelta(hours=2), partial(_read, revisit, counted + timedelta(hours=2))
    elif revisit.reference == OUTSIDE:
        brought = here.closes + timedelta(hours=3)
        yield brought, partial(_bring_in, revisit, brought)


def asks_here(revisit: Revisit) -> None:
    """Lancashire asks by the survey of this service. Its letter is issued already, with the link of the real one."""
    if revisit.reference == OWN:
        revisit.survey_kind = SurveyKind.OWN
        revisit.save(update_fields=["survey_kind"])


def _tell_window(revisit: Revisit, at: datetime) -> None:
    with acting(person=None, at=at):
        tell_window(revisit_id=revisit.pk, at=at)


def _open(revisit: Revisit, at: datetime) -> None:
    with acting(person=None, at=at):
        open_survey(revisit=revisit, at=at)


def _answers(revisit: Revisit, at: datetime, count: int, batch: int) -> None:
    """As many parents' answers; two of each batch came on paper."""
    here = survey_of(revisit)
    if here.opened_at is None or here.questions is None:
        return
    chance, asked = random.Random(f"{revisit.reference} {batch}"), list(here.questions.questions.all())
    support, responses, answers = person("support"), [], []
    for number in range(count):
        on_paper = number < 2
        response = Response(
            survey=here,
            way=Response.Way.PAPER if on_paper else Response.Way.WEB,
            entered_by=support if on_paper else None,
            state=Response.State.SENT,
            hour=whole_hour(at),
        )
        responses.append(response)
        for question, chosen, text in _one(chance, asked):
            answers.append(Answer(response=response, question=question, chosen=chosen, text=text))
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers)


def _one(chance: random.Random, asked: list[Question]) -> Iterator[tuple[Question, list[int], str]]:
    """One parent's answers; a few questions are left out, and most leave out the words."""
    seen: dict[str, int] = {}
    for question in asked:
        nth = seen[question.kind] = seen.get(question.kind, -1) + 1
        if question.kind == Question.Kind.TEXT:
            if chance.random() < 0.25:
                yield question, [], chance.choice(WORDS)
            continue
        known = LIKELY[question.kind]
        likely = known[min(nth, len(known) - 1)][: len(question.answers)]
        if chance.random() < 0.04:
            continue
        if question.kind == Question.Kind.CHOICES:
            ticked = [place for place, share in enumerate(likely) if chance.random() * 100 < share]
            if ticked:
                yield question, ticked, ""
        else:
            yield question, chance.choices(range(len(likely)), weights=likely), ""


def _close(revisit: Revisit, at: datetime) -> None:
    with acting(person=None, at=at):
        close_survey(revisit=revisit, at=at)


def _read(revisit: Revisit, at: datetime) -> None:
    """The lead reads the first words, and enters what was said at the initial inspection."""
    here, lead = survey_of(revisit), revisit.team.get(role="lead").user
    if here.closed_at is None or here.questions is None:
        return
    weakness = revisit.wsoa.weaknesses.order_by("number").first()
    with acting(person=lead.pk, at=at):
        for number, answer in enumerate(Answer.objects.filter(response__survey=here).exclude(text="")[:6]):
            marks = Marks(weaknesses=[weakness] if weakness and number % 2 else [], quotable=number == 1)
            mark_words(answer=answer, marks=marks, after=0, by=lead, at=at)
        scale = here.questions.questions.filter(kind=Question.Kind.SCALE).first()
        if scale:
            given: list[int | None] = [31, 88, 60, 104, 77, 12]
            counts = given[: len(scale.answers)]
            enter_baseline(survey=here, question=scale, counts=counts, source=SOURCE, by=lead, at=at)


def _bring_in(revisit: Revisit, at: datetime) -> None:
    support, here = person("support"), survey_of(revisit)
    asked = revisit.question_sets.filter(purpose="survey", state="agreed").first()
    if asked is None:
        return
    questions = list(asked.questions.all())
    with acting(person=support.pk, at=at):
        in_hand, _ = take_in_hand(
            revisit=here.revisit, file_name="survey-results.csv", content=_file(questions), by=support, at=at
        )
        columns = propose(unpacked(bytes(in_hand.table)).headings, questions)
        bring_in(in_hand=in_hand, mapped=Mapped(columns), by=support, at=at)


def _file(questions: list[Question]) -> bytes:
    """What an outside survey tool would export."""
    chance, out = random.Random(OUTSIDE), StringIO()
    writer = csv.writer(out)
    writer.writerow(["Respondent ID", "Start date", *(question.text for question in questions)])
    for number in range(1, OUTSIDE_ROWS + 1):
        said = {
            question.pk: text or "; ".join(question.answers[place] for place in chosen)
            for question, chosen, text in _one(chance, questions)
        }
        writer.writerow([number, "", *(said.get(question.pk, "") for question in questions)])
    return out.getvalue().encode()
