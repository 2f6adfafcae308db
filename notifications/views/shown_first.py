"""Before a button sends formal messages: exactly who gets what, found by doing it and taking it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from inspections import access
from inspections.models import Revisit
from inspections.views.case import case_context
from inspections.workflow import OPEN_STATES
from notifications.catalogue.shown_first import ShownFirst
from notifications.domain import reach
from notifications.domain.recipients import recipient_key
from notifications.domain.rehearse import as_composed, rehearse
from notifications.forms.formal import BesideForm
from notifications.models import OutboxMessage
from notifications.views.typed import typed


def look(
    request: HttpRequest, page: ShownFirst, reference: str | None, act: Callable[[], HttpResponse]
) -> HttpResponse | None:
    """The page that shows what `act`, the view of this request, would send; the view's answer where it refuses.

    None, and so it is done, once the sender has seen it, or where nobody would be told. Without a `reference` it may
    tell of any case, and stands among the pages of the first of which it does.
    """
    form = BesideForm(request.POST, read_by=page.own_words)
    good = not page.own_words or form.is_valid()
    if "change" in request.POST or ("confirm" in request.POST and good):
        return None
    answer, rows = _rehearsed(request, reference, act)
    if not _is_done(answer):
        return answer
    notices = as_composed(rows)
    if not notices:
        return None
    case = access.case_or_404(request.user, rows[0].revisit.reference)
    people = len({recipient_key(each.contact) for each in notices})
    context = case_context(
        request,
        case,
        page=page,
        form=form if page.own_words else None,
        button=page.button.format(people="1 person" if people == 1 else f"{people} people"),
        notices=notices,
        unreached=reach.unreached([each.contact for each in notices], case, request.user),
        typed=[
            (name, value) for name, value in typed(request) if not page.own_words or name not in form.fields
        ],
    )
    return render(request, "notifications/shown_first.html", context)


def _is_done(answer: HttpResponse) -> bool:
    """A view that did it leads on; one of the office's in a window of its own has that window closed."""
    closes = "popup_response_data" in (getattr(answer, "context_data", None) or {})
    return closes or isinstance(answer, HttpResponseRedirect)


def _rehearsed(
    request: HttpRequest, reference: str | None, act: Callable[[], HttpResponse]
) -> tuple[HttpResponse, list[OutboxMessage]]:
    """What the view answers, and whom it would tell; nothing of it is kept."""
    answers: list[HttpResponse] = []
    found = {"reference": reference} if reference else {"historical": False, "state__in": OPEN_STATES}
    cases = Revisit.objects.filter(**found).values_list("pk", flat=True)
    with _said_to_nobody(request, answers):
        rows = rehearse(lambda: answers.append(act()), cases=cases)
    return answers[0], rows


@contextmanager
def _said_to_nobody(request: HttpRequest, answers: list[HttpResponse]) -> Iterator[None]:
    """What the view says of having done it is dropped with the rest; an answer that stands keeps what it says."""
    before = vars(request)["_messages"]
    vars(request)["_messages"] = default_storage(request)
    yield
    if _is_done(answers[0]):
        vars(request)["_messages"] = before
