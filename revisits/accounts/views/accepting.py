"""Where the link of an invitation leads. Looking at it uses nothing up: mail scanners look at links too."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from revisits import clock
from revisits.accounts.actions import accepting
from revisits.accounts.actions.accepting import AnotherPerson, Dead, DeadLink
from revisits.accounts.forms.accepting import JoinForm
from revisits.accounts.models import Invitation, User
from revisits.accounts.refusal import Refused

# Gone for good, but for a link that was never one of ours.
STATUS = {Dead.UNKNOWN: 404}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, by whom and until when; the button accepts it."""
    try:
        found = accepting.find(token, clock.now())
        if isinstance(request.user, User):
            return _signed_in(request, token, found, request.user)
        if accepting.signs_in(accepting.account(found)):
            return _page(request, found, "sign-in")
        return _somebody_new(request, token, found)
    except DeadLink as dead:
        return _dead(request, dead)


def _signed_in(request: HttpRequest, token: str, found: Invitation, person: User) -> HttpResponse:
    if (person.email or "").lower() != found.email:
        return _page(request, found, "another")
    if request.method == "POST":
        try:
            membership = accepting.accept(token=token, by=person, at=clock.now())
            messages.success(
                request, f"You are {membership.get_role_display()} at {membership.organisation} from now on."
            )
            return redirect("home")
        except (Refused, AnotherPerson) as refusal:
            messages.error(request, str(refusal) or "This invitation is for somebody else.")
    return _page(request, found, "accept")


def _somebody_new(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    person = accepting.account(found) or User(email=found.email, name=found.name)
    form = JoinForm(person, request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            joined = accepting.join(
                token=token, name=given["name"], password=given["password1"], at=clock.now()
            )
            return _let_in(request, joined)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, "join", form=form)


def _let_in(request: HttpRequest, person: User) -> HttpResponse:
    """They chose the password this moment: nobody asks for it again."""
    record_authentication(request, person, "password", email=person.email)
    messages.success(request, "Welcome. Your account is ready.")
    response: HttpResponse = perform_login(request, person, redirect_url=None)
    return response


def _page(request: HttpRequest, found: Invitation, step: str, form: JoinForm | None = None) -> HttpResponse:
    context = {"invitation": found, "step": step, "form": form}
    return render(request, "people/invitation.html", context)


def _dead(request: HttpRequest, dead: DeadLink) -> HttpResponse:
    heading, meaning = dead.why.value
    context = {
        "heading": heading,
        "meaning": meaning,
        "invitation": dead.invitation,
        "signs_in": dead.why is Dead.ACCEPTED,
        "support_email": settings.SUPPORT_EMAIL,
    }
    return render(request, "people/invitation_dead.html", context, status=STATUS.get(dead.why, 410))
