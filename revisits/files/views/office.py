"""The office's page about files: what was scanned, what was not, what is damaged. Never a file's name: whoever looks
after storage need not know what the files are about.
"""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from revisits.accounts.refusal import Refused
from revisits.files import access, queries
from revisits.files.actions import try_again
from revisits.files.models import Scan, StoredFile

PAGE = 25
# So many pieces of what no row names are shown; the command names all.
PIECES = 10


@require_safe
def stored_files(request: HttpRequest) -> HttpResponse:
    """Counts, the scanner, and the files of one list: `?show=` names it, the first that is not empty unless given."""
    by = access.office_or_404(request)
    lists = queries.lists()
    show = next(
        (each for each in lists if each.code == request.GET.get("show")), queries.to_begin_with(lists)
    )
    rows = StoredFile.objects.filter(show.holds).select_related("added_by").order_by("-pk")
    context = {
        "lists": lists,
        "show": show,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "query": f"show={show.code}",
        "scanner": bool(settings.CLAMD_URL),
        "rescans": bool(settings.CLAMD_URL) and show.code in (Scan.FAILED, Scan.INFECTED),
        "outages": access.outages(by)[:5],
        "verified": queries.verified(),
        "unnamed": access.unnamed(by).aggregate(
            number=Count("pk"), bytes=Sum("size"), looked_at=Max("found_at")
        ),
        "pieces": access.unnamed(by)[:PIECES],
    }
    return render(request, "files/office.html", context)


@require_POST
def scan_again(request: HttpRequest) -> HttpResponse:
    """The failed ones; the infected ones where the form says `show=infected`."""
    found = Scan.INFECTED if request.POST.get("show") == Scan.INFECTED else Scan.FAILED
    action = partial(try_again.scan_again, found=found)
    return _again(request, action, "put in the queue of the scanner", found)


@require_POST
def verify_again(request: HttpRequest) -> HttpResponse:
    return _again(request, try_again.verify_again, "checked anew. Look again in a minute", "damaged")


def _again(request: HttpRequest, action: Callable[..., int], done: str, show: str) -> HttpResponse:
    """Have one file looked at again (`file=`), or all that can be."""
    access.office_or_404(request)
    try:
        number = action(files=_chosen(request))
        messages.success(request, f"{'1 file is' if number == 1 else f'{number} files are'} {done}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    response = redirect("stored-files")
    response["Location"] += f"?show={show}"
    return response


def _chosen(request: HttpRequest) -> QuerySet[StoredFile]:
    given = request.POST.get("file", "")
    if not given:
        return StoredFile.objects.all()
    if not given.isdecimal():
        raise Http404
    return StoredFile.objects.filter(pk=given)
