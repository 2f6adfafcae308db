"""Addresses of the office's page about files."""

from django.urls import path

from revisits.files.views import office

urlpatterns = [
    path("files/", office.stored_files, name="stored-files"),
    path("files/scan-again/", office.scan_again, name="stored-files-scan-again"),
    path("files/verify-again/", office.verify_again, name="stored-files-verify-again"),
]
