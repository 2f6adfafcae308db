"""Addresses about personal data: one's own, the notice, copies on request, and disposal."""

from django.urls import path

from revisits.privacy.views import copies, disposal, holds, yours

urlpatterns = [
    path("privacy/", yours.notice, name="privacy-notice"),
    path("you/data/", yours.your_data, name="your-data"),
    path("you/data/download/", yours.download, name="your-data-download"),
    path("data-requests/", copies.copies, name="data-requests"),
    path("disposal/", disposal.disposals, name="disposals"),
    path("disposal/<int:pk>/", disposal.disposal, name="disposal"),
    path("disposal/holds/", holds.holds, name="holds"),
    path("disposal/holds/<int:pk>/lift/", holds.lift, name="hold-lift"),
]
