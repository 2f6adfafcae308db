"""Text messages: a person's own page, where they agree to get them, change the number, and stop them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from notifications.domain import texts as sending
from notifications.forms.texts import TextsForm
from notifications.models import TextNumber
from revisits.accounts.access import signed_in


def texts(request: HttpRequest) -> HttpResponse:
    """404 where none are sent, but for whoever has agreed before: they may always stop them."""
    person = signed_in(request)
    number = TextNumber.objects.filter(user=person).first()
    if not sending.are_sent() and number is None:
        raise Http404
    form = TextsForm(request.POST or None, initial={"mobile": number.mobile if number else ""})
    if request.method == "POST" and form.is_valid():
        agreed = sending.agree(user=person, mobile=form.cleaned_data["mobile"], at=timezone.now())
        messages.success(request, f"Text messages go to {agreed.mobile}.")
        return redirect("text-messages")
    return render(request, "notifications/texts.html", {"form": form, "number": number})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    sending.stop(user=signed_in(request))
    messages.success(request, "You get no more text messages, and your number is deleted.")
    return redirect("you")
