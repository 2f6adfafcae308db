"""The page of one's second factors, which is also where whoever needs one is sent."""

from typing import Any

from allauth.mfa.base import views

from revisits.accounts import standing
from revisits.accounts.access import signed_in


class SecondFactorView(views.IndexView):  # type: ignore[misc]
    template_name = "account/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        must_set_up = standing.of(signed_in(self.request)).must_set_up
        return {**super().get_context_data(**kwargs), "must_set_up": must_set_up}
