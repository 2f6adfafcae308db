"""Where a form that is being typed keeps itself: JSON for `static/js/drafts.js`, each person their own alone."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from inspections import working_copies
from inspections.actions.working_copies import forget_copy, keep_copy
from inspections.models.working_copy import LONGEST_KEY
from inspections.policies import Refused
from inspections.working_copies import Misshapen
from revisits import clock
from revisits.accounts.access import signed_in


@cache_control(no_store=True)
@require_http_methods(["POST", "PUT", "DELETE"])
def working_copy(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the fields of the form at `/key` (200, with when), or forget them (204). Anything else: 400."""
    key, by = f"/{key}", signed_in(request)
    if len(key) > LONGEST_KEY:
        return _refused("The address is too long.")
    if request.method == "DELETE":
        forget_copy(key=key, by=by)
        return HttpResponse(status=204)
    try:
        fields = working_copies.understood(request.body, by.pk)
        copy = keep_copy(key=key, fields=fields, by=by, at=clock.now())
    except (Misshapen, Refused) as refusal:
        return _refused(str(refusal))
    return JsonResponse({"saved_at": working_copies.since(copy)})


def _refused(sentence: str) -> HttpResponse:
    return JsonResponse({"sentence": sentence}, status=400)
