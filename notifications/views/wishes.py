"""What a person is sent: at once or gathered, and what they do without."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from notifications.catalogue import CATALOGUE
from notifications.catalogue.message import Urgency
from notifications.domain import wishes
from notifications.forms.wishes import AT_ONCE, GATHERED, WishesForm
from revisits import clock
from revisits.accounts.access import signed_in


def what_you_are_sent(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    kept, unwanted = wishes.wishes_of(person), wishes.unwanted_by(person)
    optional = [message for message in CATALOGUE if message.urgency == Urgency.OPTIONAL]
    initial = {
        "how": GATHERED if kept.gather else AT_ONCE,
        "hour": kept.hour,
        "wanted": [message.code for message in optional if message.code not in unwanted],
    }
    form = WishesForm(request.POST or None, optional=optional, initial=initial)
    if request.method == "POST" and form.is_valid():
        wishes.wish(
            person=person,
            gather=form.cleaned_data["how"] == GATHERED,
            hour=form.cleaned_data["hour"],
            unwanted=form.unwanted,
            at=clock.now(),
        )
        messages.success(request, "Kept. It holds from the next message on.")
        return redirect("what-you-are-sent")
    of = {urgency: [each for each in CATALOGUE if each.urgency == urgency] for urgency in Urgency}
    context = {"form": form, "formal": of[Urgency.FORMAL], "needed": of[Urgency.NEEDED]}
    return render(request, "notifications/what_you_are_sent.html", context)
