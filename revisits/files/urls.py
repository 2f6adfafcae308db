"""Addresses of files on their way in. Whole ones are served by the layers that know who may see them."""

from django.urls import path

from revisits.files.uploads import views

urlpatterns = [
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<uuid:pk>/", views.upload, name="upload"),
]
