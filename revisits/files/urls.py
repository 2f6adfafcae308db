"""Addresses of files on their way in, and of the office's page. Layers that know who may see a file serve it."""

from django.urls import path

from revisits.files.uploads import views
from revisits.files.views import office

urlpatterns = [
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<uuid:pk>/", views.upload, name="upload"),
    path("files/", office.stored_files, name="stored-files"),
    path("files/scan-again/", office.scan_again, name="stored-files-scan-again"),
    path("files/verify-again/", office.verify_again, name="stored-files-verify-again"),
]
