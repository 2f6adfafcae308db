from django.urls import path

from letters.views import issued, preview

LETTER = "revisits/<slug:reference>/letters/"
VERSION = LETTER + "<slug:kind>/<int:version>/"

urlpatterns = [
    path(LETTER, issued.letters, name="letters"),
    path(LETTER + "preview/", preview.preview, name="letter-preview"),
    path(LETTER + "preview.<str:ending>", preview.preview_file, name="letter-preview-file"),
    path(LETTER + "issue/", preview.issue, name="letter-issue"),
    path(VERSION, issued.letter, name="letter"),
    path(VERSION + "<slug:code>/", issued.letter_file, name="letter-file"),
]
