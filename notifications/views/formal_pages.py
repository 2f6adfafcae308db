"""The page of each formal notice: who may open it, its words, its form, and what it shows beside the messages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest

from inspections import access, cautions
from inspections.models import Revisit
from inspections.workflow import State
from letters import access as letters_access
from letters import accuracy, correction_access, final, outcome, outcome_access, publishing, sending
from letters.accuracy_words import due_words
from letters.models import Letter, LetterVersion
from notifications.domain import formal
from notifications.domain.formal import FormalNotice
from notifications.forms import letters as forms
from notifications.forms.formal import NoticeForm
from notifications.forms.notify import NotifyForm
from revisits import clock
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission

Context = dict[str, Any]


def _nothing(request: HttpRequest, case: Revisit) -> Context:
    return {}


def _none_missing(case: Revisit) -> list[str]:
    return []


def _no_warnings(case: Revisit, words: Mapping[str, Any]) -> list[str]:
    return []


@dataclass(frozen=True, kw_only=True)
class NoticePage:
    """`part` is the template of what it shows before the messages, with `context`; `missing` says in sentences what it
    waits for, before anything is rehearsed. `button` has a place for the people whom it tells; `said` is told once it
    is done, with `warnings`, `back` on that page.
    """

    notice: FormalNotice
    case: Callable[[Person, str, Permission], Revisit]
    form: Callable[..., NoticeForm]
    heading: str
    button: str
    said: str
    back: Callable[[Revisit], str]
    explain: str = ""
    part: str = ""
    context: Callable[[HttpRequest, Revisit], Context] = _nothing
    missing: Callable[[Revisit], list[str]] = _none_missing
    warnings: Callable[[Revisit, Mapping[str, Any]], list[str]] = _no_warnings

    def opens(self, person: Person, reference: str) -> bool:
        """Whether a person may open it."""
        try:
            self.case(person, reference, self.notice.permission)
        except Http404:
            return False
        return True


def _of_notice(request: HttpRequest, case: Revisit) -> Context:
    letter = case.letters.filter(kind=Letter.Kind.PARENTS).first()
    timeline, team = list(case.timeline.all()), list(case.team.select_related("user"))
    return {
        "letter": letter,
        "letter_is_old": letter and letter.facts.get("first_day") != case.first_day.isoformat(),
        "cautions": cautions.of_case(case, timeline, team, reader=request.user),
    }


def _of_draft(request: HttpRequest, case: Revisit) -> Context:
    letter, now = outcome.letter_of(case), clock.now()
    return {
        "version": outcome.newest(letter, LetterVersion.Purpose.QUALITY) if letter else None,
        "readers": sending.will_read(case, now),
        "due": due_words(accuracy.due_for(case, now), now),
    }


def _of_publication(request: HttpRequest, case: Revisit) -> Context:
    return {"publication": final.waiting(case)}


def _warnings(case: Revisit, words: Mapping[str, Any]) -> list[str]:
    if not words["due_at"]:
        return []
    due = datetime.fromisoformat(words["due_at"])
    return publishing.warnings(case, due, corrects=case.state == State.CLOSED)


def _letter(case: Revisit) -> str:
    """The page of what it is about: the letter, or its correction."""
    return "correction" if case.state == State.CLOSED else "final-letter"


FOUND = (
    NoticePage(
        notice=formal.NOTIFY,
        case=access.case_or_404,
        form=NotifyForm,
        heading="Notify the area",
        button="Send the notices and tell {people}",
        said="The area is notified. The notices are on their way.",
        back=lambda case: "notices",
        part="notifications/formal/notify.html",
        context=_of_notice,
    ),
    NoticePage(
        notice=formal.DRAFT,
        case=outcome_access.case_or_404,
        form=forms.DraftForm,
        heading="Send the draft to the area",
        explain="It is restricted and confidential. Nobody outside the team can open it but these people, and whom a "
        "director or chief executive names (G24). Each reading is on record. They are told by e-mail that it is there, "
        "without a word of it.",
        button="Send the draft and tell {people}",
        said="The draft is with the area. Its readers are told by e-mail, without its content.",
        back=lambda case: "accuracy",
        part="notifications/formal/draft.html",
        context=_of_draft,
        missing=sending.draft_lacks,
    ),
    NoticePage(
        notice=formal.ANSWERS,
        case=outcome_access.case_or_404,
        form=NoticeForm,
        heading="Tell both parties the outcome of their comments",
        explain="Each side reads the answers to its own comments after signing in, and none of the other’s (G25).",
        button="Tell {people}",
        said="Both parties are told the outcome of their own comments.",
        back=lambda case: "accuracy",
    ),
    NoticePage(
        notice=formal.FINAL,
        case=letters_access.case_or_404,
        form=forms.FinalForm,
        heading="Send the final letter to the area",
        explain="The director of children’s services and the chief executives read it in their portal, under embargo "
        "until it is published. They are told by e-mail, without a word of the letter.",
        button="Send it and tell {people}",
        said="The final letter is sent. Its files are ready in a moment.",
        back=_letter,
        missing=sending.final_lacks,
        warnings=_warnings,
    ),
    NoticePage(
        notice=formal.CORRECTION,
        case=correction_access.case_or_404,
        form=forms.CorrectionForm,
        heading="Send the corrected letter to the area",
        explain="The director of children’s services and the chief executives read it in their portal. Once it is "
        "published it takes the place of the letter, and everybody who was told of the letter is told of it.",
        button="Send it and tell {people}",
        said="The corrected letter is sent.",
        back=_letter,
        missing=sending.correction_lacks,
        warnings=_warnings,
    ),
    NoticePage(
        notice=formal.RECALL,
        case=letters_access.case_or_404,
        form=forms.ReasonForm,
        heading="Recall the final letter",
        explain="The letter goes back to be changed, and is approved and signed anew. The area no longer sees it, and "
        "is told the reason that you give.",
        button="Recall it and tell {people}",
        said="The final letter is recalled. The area no longer sees it, and is told.",
        back=_letter,
        part="notifications/formal/publication.html",
        context=_of_publication,
    ),
    NoticePage(
        notice=formal.MOMENT,
        case=letters_access.case_or_404,
        form=forms.MomentForm,
        heading="Change the moment of publication",
        button="Set it and tell {people}",
        said="The moment is set. Those who have the letter are told.",
        back=_letter,
        part="notifications/formal/publication.html",
        context=_of_publication,
        warnings=_warnings,
    ),
    NoticePage(
        notice=formal.PUBLISH,
        case=letters_access.case_or_404,
        form=forms.PublishForm,
        heading="Publish the outcome letter now",
        explain="Everybody can read it from then on. This cannot be undone: a mistake is put right by a correction. "
        "The messages below go in the same way when it is published by itself.",
        button="Publish it now and tell {people}",
        said="The outcome letter is published.",
        back=_letter,
        part="notifications/formal/publication.html",
        context=_of_publication,
    ),
)
PAGES = {page.notice.code: page for page in FOUND}
