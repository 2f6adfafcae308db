"""The program's addresses. Everything asks for sign-in unless its view says otherwise by name."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("revisits.accounts.urls")),
    path("", include("revisits.files.urls")),
    path("", include("inspections.urls")),
    path("", include("letters.urls")),
    path("", include("surveys.translating_urls")),
    path("", include("surveys.urls")),
    path("", include("notifications.urls")),
    path("", include("revisits.public.urls")),
    path("", include("revisits.privacy.urls")),
    path("", include("revisits.demo.urls")),
    path("office/", admin.site.urls),
]
handler404 = "revisits.errors.not_found"
handler500 = "revisits.errors.server_error"
handler429 = "revisits.errors.too_many_requests"
