from django.urls import path

from letters.views import circulation, identifiers, issued, preview, quality

LETTER = "revisits/<slug:reference>/letters/"
CIRCULATION = "revisits/<slug:reference>/circulation/"
AREA = "area/<slug:reference>/circulation/"
VERSION = LETTER + "<slug:kind>/<int:version>/"

QUALITY = "revisits/<slug:reference>/quality/"
QUALITY_VERSION = QUALITY + "<int:number>/"
IDENTIFIERS = "revisits/<slug:reference>/identifiers/"

quality_pages = [
    path(QUALITY, quality.standing, name="quality"),
    path(QUALITY + "submit/", quality.submit, name="quality-submit"),
    path(QUALITY + "withdraw/", quality.withdraw, name="quality-withdraw"),
    path(QUALITY_VERSION, quality.version, name="quality-version"),
    path(QUALITY_VERSION + "<slug:code>/", quality.version_file, name="quality-file"),
    path(IDENTIFIERS, identifiers.findings, name="identifiers"),
    path(IDENTIFIERS + "<slug:fingerprint>/", identifiers.accept, name="identifier-accept"),
]

urlpatterns = [
    *quality_pages,
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
