"""Text messages: a person's own page, where they agree to get them, change the number, and stop them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from notifications.domain import texts as sending
from notifications.forms.texts import CodeForm, TextsForm
from notifications.models import TextNumber
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.refusal import Refused


def texts(request: HttpRequest) -> HttpResponse:
    """404 where none are sent, but for whoever has agreed before: they may always stop them."""
    person = signed_in(request)
    number = TextNumber.objects.filter(user=person).first()
    if not sending.are_sent() and number is None:
        raise Http404
    coded = "code" in request.POST
    form = TextsForm(
        None if coded else request.POST or None, initial={"mobile": number.mobile if number else ""}
    )
    code = CodeForm(request.POST if coded else None)
    said = _confirm(person, code) if coded else _ask(person, form)
    if said:
        messages.success(request, said)
        return redirect("text-messages")
    waits = bool(number and number.code_hash)
    return render(
        request, "notifications/texts.html", {"form": form, "code": code, "number": number, "waits": waits}
    )


def _ask(person: User, form: TextsForm) -> str:
    """What the page says once the code is on its way; empty where it shows the form."""
    if not form.is_bound or not form.is_valid():
        return ""
    try:
        asked = sending.ask(user=person, mobile=form.cleaned_data["mobile"], now=timezone.now())
    except Refused as refusal:
        form.add_error("mobile", str(refusal))
        return ""
    return f"A code is on its way to {asked.mobile}. Enter it below."


def _confirm(person: User, form: CodeForm) -> str:
    if not form.is_valid():
        return ""
    try:
        if sending.confirm(user=person, code=form.cleaned_data["code"], now=timezone.now()):
            return "The number is yours. Text messages go there from now on."
        form.add_error("code", "This is not the code that we texted you.")
    except Refused as refusal:
        form.add_error("code", str(refusal))
    return ""


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    sending.stop(user=signed_in(request))
    messages.success(request, "You get no more text messages, and your number is deleted.")
    return redirect("you")
