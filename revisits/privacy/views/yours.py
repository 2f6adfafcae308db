"""What is held on whoever looks, as a page and as a file; and the privacy notice, open to everybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.personal_data import holdings
from revisits.accounts.visibility import visible
from revisits.privacy.actions.copies import give_copy
from revisits.privacy.export import as_json
from revisits.privacy.models import DataCopy

COPIES = 20


def your_data(request: HttpRequest) -> HttpResponse:
    """Each kind of record of theirs: how many, why, how long; and who made copies."""
    person = signed_in(request)
    counted = [(holding, holding.rows(person).count()) for holding in holdings()]
    context = {
        "rows": [(holding, number) for holding, number in counted if number],
        "nothing": [holding for holding, number in counted if not number],
        "copies": visible(person, DataCopy).filter(person=person).select_related("by")[:COPIES],
        "contact": settings.PRIVACY_CONTACT,
    }
    return render(request, "privacy/your_data.html", context)


@require_POST
def download(request: HttpRequest) -> StreamingHttpResponse:
    """By POST: it leaves a trace."""
    person, now = signed_in(request), clock.now()
    give_copy(person=person, by=person, at=now)
    return as_file(person)


def as_file(person: User) -> StreamingHttpResponse:
    """What is held on a person, as a download."""
    now = clock.now()
    response = StreamingHttpResponse(as_json(person, at=now), content_type="application/json; charset=utf-8")
    name = f"revisits-data-{person.pk}-{now:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
def notice(request: HttpRequest) -> HttpResponse:
    """Written from the declarations and the settings, so that it says what is so."""
    context = {"holdings": holdings(), "contact": settings.PRIVACY_CONTACT}
    return render(request, "privacy/notice.html", context)
