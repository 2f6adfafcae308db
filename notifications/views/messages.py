"""The catalogue of messages, for staff: what sets each off, who gets it, and what it says on a real case."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import access, evidence_access
from inspections.models import CaseEvent, Revisit
from inspections.timeline.schedule import RULES
from inspections.workflow import Event, State
from notifications.catalogue import MESSAGES, SUBJECTS, Message, Urgency, covering
from notifications.cause import Stage
from notifications.domain.trying import Tried, attempt
from notifications.views.mailbox import HTML_POLICY
from revisits import clock
from revisits.accounts.access import may, signed_in
from revisits.accounts.permissions import Permission

CASES = 10
URGENCIES = {
    Urgency.FORMAL: ("Formal: always at once", "red"),
    Urgency.NEEDED: ("Needed", "blue"),
    Urgency.OPTIONAL: ("For information", "grey"),
}
STAGES = {
    Stage.AHEAD: "An event is due soon",
    Stage.TODAY: "An event is due today",
    Stage.OVERDUE: "An event is overdue",
    Stage.TO_LEAD: "An event has been overdue for a working day",
    Stage.TO_SUPPORT: "An event has been overdue for three working days",
    Stage.AGAIN: "A reminder was put off until today",
}
# What a message says that only those with a part in the case may know.
WITH_A_PART = frozenset({"late_answered"})
NOT_YOURS = (
    "What this message tells of is open to those with a part in the case alone. Choose a case of your own."
)


@dataclass(frozen=True)
class Line:
    """One message as the list shows it."""

    message: Message

    @property
    def sets_off(self) -> list[str]:
        """What sets it off, in the words of the case's history."""
        labels = [str(CaseEvent.Kind(kind).label) for kind in self.message.kinds]
        return sorted(labels) + [STAGES[stage] for stage in Stage if stage in self.message.stages]

    @property
    def urgency(self) -> str:
        return URGENCIES[self.message.urgency][0]

    @property
    def colour(self) -> str:
        return URGENCIES[self.message.urgency][1]


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Every message by its subject; and of what nobody is told, and why."""
    _check(request)
    context = {
        "subjects": [(subject, [Line(message) for message in found]) for subject, found in SUBJECTS.items()],
        "nobody_of": [(kind.label, why) for kind, why in covering.NOBODY_OF.items()],
        "nobody_at": [(_row(state, event), why) for (state, event), why in covering.NOBODY_AT.items()],
        "timeline": list(_timeline()),
    }
    return render(request, "notifications/messages.html", context)


@require_safe
@cache_control(no_store=True)
def message(request: HttpRequest, code: str) -> HttpResponse:
    """One message, tried on a case: `?case=` by its reference, `?q=` looks for cases by area."""
    found = _message(request, code)
    cases = _cases(request)
    asked, wanted = request.GET.get("q", "").strip(), request.GET.get("case", "")
    case = cases.filter(reference=wanted).first() if wanted else _last_worked_on(request, cases)
    if wanted and case is None:
        raise Http404
    offered = cases.filter(area__name__icontains=asked) if asked else cases.none()
    context = {
        "line": Line(found),
        "case": case,
        "tried": _tried(request, found, case) if case else None,
        "asked": asked,
        "page": Paginator(offered, CASES).get_page(request.GET.get("page")),
    }
    return render(request, "notifications/message.html", context)


@require_safe
@cache_control(no_store=True)
def message_html(request: HttpRequest, code: str, reference: str, number: int) -> HttpResponse:
    """The HTML for the recipient of that number (from 1), forbidden to run or fetch anything."""
    found, case = _message(request, code), _cases(request).filter(reference=reference).first()
    composed = _tried(request, found, case).composed if case else ()
    if not 1 <= number <= len(composed):
        raise Http404
    return HttpResponse(composed[number - 1].words.html, headers={"Content-Security-Policy": HTML_POLICY})


def _check(request: HttpRequest) -> None:
    if not may(request.user, Permission.VIEW_MESSAGES):
        raise Http404


def _message(request: HttpRequest, code: str) -> Message:
    _check(request)
    if code not in MESSAGES:
        raise Http404
    return MESSAGES[code]


def _cases(request: HttpRequest) -> QuerySet[Revisit]:
    """The cases on which a message may be tried, the newest visit first."""
    found = access.cases(request.user).filter(historical=False)
    related = ("area__authority", "area__forum", "wsoa__inspection")
    return found.select_related(*related).order_by("-first_day", "-pk")


def _last_worked_on(request: HttpRequest, cases: QuerySet[Revisit]) -> Revisit | None:
    """The case on which this person did something last; else the newest."""
    theirs = CaseEvent.objects.filter(by=signed_in(request), revisit__historical=False)
    last = theirs.order_by("-pk").values_list("revisit", flat=True).first()
    return (cases.filter(pk=last).first() if last else None) or cases.first()


def _tried(request: HttpRequest, message: Message, case: Revisit) -> Tried:
    if message.code in WITH_A_PART and not evidence_access.reads_base(request.user, case):
        return Tried(why=NOT_YOURS)
    return attempt(message, case, at=clock.now())


def _row(state: State, event: Event) -> str:
    return f"{state.label}: {event}"


def _timeline() -> Iterator[tuple[str, list[Message], bool]]:
    """Each event of the timeline with the messages that tell of it; and whether its owners are reminded of it."""
    for code, told in covering.OF_THE_TIMELINE.items():
        yield RULES[code].title, [MESSAGES[each] for each in told], code not in covering.WINDOWS
