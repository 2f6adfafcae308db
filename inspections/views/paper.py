"""One confidential paper, for whoever may read it: the page and the copy, each reading on record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.cache import cache_control

from inspections import access
from inspections.actions.papers import read_paper
from inspections.models import Paper
from inspections.next_steps import Reader, next_step
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def paper(request: HttpRequest, reference: str, paper_id: int) -> HttpResponse:
    found = access.paper_or_404(request.user, reference, paper_id)
    read_paper(paper=found, by=signed_in(request))
    staff = held.may(request.user, Permission.VIEW_CASES)
    # What its readers do with it, and by when.
    due = [] if staff else found.revisit.timeline.filter(code__in=["draft_sent", "comments_due"])
    context = {
        "paper": found,
        "next_step": "" if staff else next_step(found.revisit.state, Reader.DIRECTORS, due),
        "revisit": found.revisit,
        "confidential": found.kind == Paper.Kind.DRAFT,
        "staff": staff,
    }
    return render(request, "inspections/paper.html", context)


@cache_control(no_store=True)
def download(request: HttpRequest, reference: str, paper_id: int) -> HttpResponse:
    """The paper as a text file. Its name tells neither title nor content."""
    found = access.paper_or_404(request.user, reference, paper_id)
    read_paper(paper=found, by=signed_in(request), download=True)
    response = HttpResponse(_as_text(found), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{reference}-{found.kind}-{found.pk}.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _as_text(found: Paper) -> str:
    warning = ["Restricted and confidential: do not pass it on (G24)."] if found.kind == "draft" else []
    head = [
        *warning,
        f"Re-visit of {found.revisit.area_name}: {found.get_kind_display()}",
        found.title,
        f"{found.added_by}, {localtime(found.added_at):%-d %B %Y}",
    ]
    return "\n".join([*head, "", found.text, ""])
