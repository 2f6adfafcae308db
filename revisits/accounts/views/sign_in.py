"""The sign-in page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from revisits.accounts.demo_people import offered
from revisits.accounts.forms import SignInForm


class SignInView(LoginView):
    """E-mail address and password; in the demo it also offers the demo's people."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(people=offered() if settings.DEMO else [], **kwargs)
