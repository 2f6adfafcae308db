from django.urls import path

from letters.views import circulation, issued, preview

LETTER = "revisits/<slug:reference>/letters/"
CIRCULATION = "revisits/<slug:reference>/circulation/"
AREA = "area/<slug:reference>/circulation/"
VERSION = LETTER + "<slug:kind>/<int:version>/"

urlpatterns = [
    path(LETTER, issued.letters, name="letters"),
    path(LETTER + "preview/", preview.preview, name="letter-preview"),
    path(LETTER + "preview.<str:ending>", preview.preview_file, name="letter-preview-file"),
    path(LETTER + "issue/", preview.issue, name="letter-issue"),
    path(VERSION, issued.letter, name="letter"),
    path(VERSION + "<slug:code>/", issued.letter_file, name="letter-file"),
    path(CIRCULATION, circulation.circulation, name="circulation"),
    path(CIRCULATION + "chase/", circulation.chase, name="circulation-chase"),
    path(AREA, circulation.area_circulation, name="area-circulation"),
    path(AREA + "log/", circulation.log, name="area-circulation-log"),
    path(AREA + "<int:entry_id>/correct/", circulation.correct, name="area-circulation-correct"),
]
