"""Who may read the draft (G24): the list, and the lead HMI's opening and closing of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import access, draft_list
from inspections.actions import draft_readers as actions
from inspections.forms.draft_readers import OpenDraftForm
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def draft_readers(request: HttpRequest, reference: str) -> HttpResponse:
    """The list, for staff; the lead HMI opens the draft here."""
    case = access.case_or_404(request.user, reference)
    if request.method == "POST":
        case = access.case_or_404(request.user, reference, Permission.OPEN_DRAFT)
    form = OpenDraftForm(request.POST or None, directors=draft_list.unopened(case, on=clock.today()))
    if sent(request, form):
        try:
            people = form.cleaned_data["people"]
            by, note = signed_in(request), request.POST.get("note", "")
            actions.open_draft(revisit=case, people=people, by=by, at=clock.now(), note=note)
            messages.success(
                request, "The draft is open to them. They are told by e-mail, without its content."
            )
            return redirect("draft-readers", case.reference)
        except Refused as refusal:
            form.add_error("people", str(refusal))
    context = case_context(request, case, form=form, readers=draft_list.readers(case))
    return render(request, "inspections/draft_readers.html", context)


@require_POST
def remove(request: HttpRequest, reference: str, reader_id: int) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.OPEN_DRAFT)
    reader = get_object_or_404(access.draft_readers(request.user).filter(revisit=case), pk=reader_id)
    try:
        actions.remove_reader(reader=reader, by=signed_in(request), at=clock.now())
        messages.success(request, f"{reader.user} can no longer read the draft.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("draft-readers", case.reference)


@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close the draft to everybody outside the team."""
    case = access.case_or_404(request.user, reference, Permission.OPEN_DRAFT)
    try:
        actions.close_draft(revisit=case, by=signed_in(request), at=clock.now())
        messages.success(request, "Nobody outside the team can read the draft any more.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("draft-readers", case.reference)
