"""The office's admin site: signed in by the program's own page, and 404 for whoever has no business there."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator


class OfficeSite(AdminSite):
    """Django's admin for whoever holds USE_ADMIN."""

    site_header = "Re-visits: inspection support"
    site_title = "Re-visits"
    index_title = "Areas, people and cases"

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No second sign-in page: whoever is signed in finds nothing here."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("sign-in"))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """The view for whoever may enter. Without sign-in the middleware asks for it, as everywhere."""
        inner = super().admin_view(view, cacheable)

        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise Http404
            response: HttpResponseBase = inner(request, *args, **kwargs)
            return response

        return entered
