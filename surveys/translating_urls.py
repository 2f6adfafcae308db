from django.urls import path

from surveys.views import translating, wording

LANGUAGES = "revisits/<slug:reference>/survey/languages/"
PAGE_WORDS = "bank/pages/"

urlpatterns = [
    path(LANGUAGES, translating.translations, name="translations"),
    path(LANGUAGES + "<slug:code>/", translating.translation, name="translation"),
    path(PAGE_WORDS, wording.page_words, name="page-words"),
    path(PAGE_WORDS + "<slug:code>/", wording.page_words_language, name="page-words-language"),
]
