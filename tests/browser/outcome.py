"""Pages of the outcome letter: being written with fourteen weaknesses, not begun, and at its errors."""

from typing import Any

from django.urls import reverse

from inspections.workflow import State
from letters.actions.outcome import start_letter
from letters.actions.section_comments import add_comment, reply, resolve
from letters.models import OutcomeLetter
from revisits.accounts.models import User
from tests.browser.scene import NOW, Scene, visited
from tests.browser.visits import Visit
from tests.letters.writing import KEY, judged, names, typed
from tests.stages import put

REFERENCE = "oxfordshire-2019"
LONG = (
    "Leaders have worked closely with parents and carers, and with one another, so that the needs of children and "
    "young people are identified, assessed and met sooner than was the case at the initial inspection.\n\n"
    "Inspectors found:\n- waiting times for assessments that are shorter\n- plans that are written in plain words\n\n"
    "The area has not made sufficient progress everywhere."
)


def written(weaknesses: int = 14) -> OutcomeLetter:
    """The letter of a case that was visited, with what writing leaves behind; call it in the loaded demo."""
    case = visited(REFERENCE)
    lead = case.team.get(role="lead").user
    put(State.REPORTING, case)
    for number in range(case.wsoa.weaknesses.count() + 1, weaknesses + 1):
        case.wsoa.weaknesses.create(
            number=number, text=f"The {number}. weakness of the statement, in its words"
        )
    case.refresh_from_db()
    judged(case, 1, lead, sufficient=True, summary="Leaders work together.", at=NOW)
    judged(case, 2, lead, sufficient=False, summary="Waits were too long. Parents waited for a year.", at=NOW)
    letter = start_letter(revisit=case, by=lead, at=NOW)
    cqc = User.objects.get(email="cqc@demo.example")
    for text in ("Leaders work together.\n\nParents are heard.", LONG):
        newest = typed(letter, cqc, text)
    first_words, _, an_item, *_ = names(newest)
    on: dict[str, Any] = {"letter": letter, "key": KEY, "at": NOW}
    first = add_comment(block=first_words, text="How do you know? Say what you saw.", by=lead, **on)
    reply(comment=first, text="From the plans that we sampled.", by=cqc, at=NOW)
    add_comment(block=an_item, text="Shorter by how much?", by=lead, **on)
    whole = add_comment(block="", text="It is too long.", by=lead, **on)
    resolve(comment=whole, by=cqc, at=NOW)
    return letter


def visits(scene: Scene) -> list[Visit]:
    letter = written()
    who = letter.started_by.name
    comment = letter.sections.get(key=KEY).comments.earliest("pk")
    of_case, of_section = [REFERENCE], [REFERENCE, KEY]
    pages: dict[str, list[Any]] = {
        "outcome-letter": of_case,
        "outcome-date": of_case,
        "outcome-section": of_section,
        "outcome-write": of_section,
        "outcome-versions": of_section,
        "outcome-compare": of_section,
        "outcome-comment": [*of_section, comment.block],
        "outcome-reply": [REFERENCE, comment.pk],
    }
    typing = reverse("outcome-write", args=[REFERENCE, "weakness-14"])
    comment_on = reverse("outcome-comment", args=[*of_section, "all"])
    return [
        Visit("outcome-letter", reverse("outcome-letter", args=["essex-2022"])),
        *(Visit(page, reverse(page, args=args), who=who) for page, args in pages.items()),
        Visit("outcome-write", typing, who=who, press="Keep this section"),
        Visit("outcome-comment", comment_on, who=who, press="Keep the comment"),
    ]
