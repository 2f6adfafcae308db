"""The sign-in page, the sign-out button, and the page of whoever has no access any more."""

from typing import Any
from urllib.parse import urlencode

from allauth.account import views
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from revisits.accounts.demo_people import offered
from revisits.accounts.session_life import SENTENCES, Ended


class SignInView(views.LoginView):  # type: ignore[misc]
    """E-mail address and password; in the demo it also offers the demo's people."""

    template_name = "account/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        why = self.request.GET.get("why", "") if self.request.method == "GET" else ""
        more = {
            "people": offered() if settings.DEMO else [],
            "why": SENTENCES[Ended(why)] if why in SENTENCES else "",
        }
        return {**super().get_context_data(**kwargs), **more}


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, or break off a sign-in. `idle`: the page did it by itself, and the sign-in comes back to `next`."""
    back = request.POST.get("next", "")
    safe = back and get_adapter(request).is_safe_url(back)
    logout(request)
    if "idle" not in request.POST:
        return redirect("sign-in")
    query = {"why": Ended.IDLE, **({"next": back} if safe else {})}
    return redirect(f"{reverse('sign-in')}?{urlencode(query)}")


@login_not_required
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """For whoever holds no membership any more: plain words, and whom to ask."""
    return render(request, "account/left.html", {"support_email": settings.SUPPORT_EMAIL})
