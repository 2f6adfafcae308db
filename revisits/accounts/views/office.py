"""What administrators do to other people's accounts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from revisits import clock
from revisits.accounts.access import may, signed_in
from revisits.accounts.actions.second_factor import NothingToReset, reset_second_factor
from revisits.accounts.forms.office import ResetSecondFactorForm
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission


def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Reset somebody's second factor. One's own is not an office matter: 404."""
    by = signed_in(request)
    if not may(by, Permission.RESET_SECOND_FACTOR) or by.pk == pk:
        raise Http404
    person = get_object_or_404(User, pk=pk)
    form = ResetSecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_second_factor(user=person, by=by, at=clock.now(), reason=form.cleaned_data["reason"])
        except NothingToReset:
            messages.error(request, f"{person.name} has no second factor.")
        else:
            messages.success(
                request, f"The second factor of {person.name} is reset, and they are signed out."
            )
        return redirect("person", pk)
    return render(request, "account/reset_second_factor.html", {"form": form, "person": person})
