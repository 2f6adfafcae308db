from django.urls import path

from letters.accuracy_urls import accuracy_pages
from letters.views import (
    circulation,
    corrections,
    final,
    identifiers,
    issued,
    outcome,
    outcome_comments,
    outcome_sections,
    outcome_versions,
    preview,
    quality,
)

LETTER = "revisits/<slug:reference>/letters/"
CIRCULATION = "revisits/<slug:reference>/circulation/"
AREA = "area/<slug:reference>/circulation/"
OUTCOME = "revisits/<slug:reference>/outcome/"
SECTION = OUTCOME + "sections/<slug:key>/"
COMMENT = OUTCOME + "comments/<int:comment_id>/"
FINAL = "revisits/<slug:reference>/final/"
CORRECTION = FINAL + "correction/"
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

outcome_pages = [
    path(OUTCOME, outcome.letter, name="outcome-letter"),
    path(OUTCOME + "begin/", outcome.begin, name="outcome-begin"),
    path(OUTCOME + "date/", outcome.date, name="outcome-date"),
    path(OUTCOME + "preview/<slug:code>/", outcome.preview, name="outcome-preview"),
    path(SECTION, outcome_sections.section, name="outcome-section"),
    path(SECTION + "write/", outcome_sections.write, name="outcome-write"),
    path(SECTION + "here/", outcome_sections.here, name="outcome-here"),
    path(SECTION + "hints/", outcome_sections.hints, name="outcome-hints"),
    path(SECTION + "versions/", outcome_versions.versions, name="outcome-versions"),
    path(SECTION + "compare/", outcome_versions.compare, name="outcome-compare"),
    path(SECTION + "versions/<int:number>/again/", outcome_versions.again, name="outcome-again"),
    path(SECTION + "comment/<slug:on>/", outcome_comments.add, name="outcome-comment"),
    path(COMMENT + "reply/", outcome_comments.reply, name="outcome-reply"),
    path(COMMENT + "settle/", outcome_comments.settle, name="outcome-settle"),
]

final_pages = [
    path(FINAL, final.page, name="final-letter"),
    path(FINAL + "sign/", final.sign, name="final-sign"),
    path(CORRECTION, corrections.page, name="correction"),
    path(CORRECTION + "begin/", corrections.begin, name="correction-begin"),
    path(CORRECTION + "change/", corrections.change, name="correction-change"),
    path(CORRECTION + "withdraw/", corrections.withdraw, name="correction-withdraw"),
]

urlpatterns = [
    *outcome_pages,
    *final_pages,
    *quality_pages,
    *accuracy_pages,
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
