"""Addresses open to everybody. They are printed and shared: once given out, they stay."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from revisits.public.feeds import OutcomeFeed
from revisits.public.sitemaps import SITEMAPS
from revisits.public.views import (
    about,
    finding,
    outcomes,
    preview,
    registering,
    survey,
    survey_paper,
    survey_return,
    unsubscribing,
    visits,
)

VISIT = "visits/<slug:reference>/"

urlpatterns = [
    path("visits/", finding.visits, name="public-visits"),
    path("visits/areas/<int:area_id>/", finding.area, name="public-area"),
    path("visits/about/privacy/", about.privacy, name="public-privacy"),
    path("visits/about/accessibility/", about.accessibility, name="public-accessibility"),
    path("visits/about/contact/", about.contact, name="public-contact"),
    path(VISIT, visits.visit, name="public-visit"),
    path(VISIT + "letter/<slug:code>/", visits.letter_file, name="public-letter"),
    path(VISIT + "outcome/<slug:code>/", visits.outcome_file, name="public-outcome-letter"),
    path("outcomes/", outcomes.register, name="public-outcomes"),
    path("outcomes/outcomes.csv", outcomes.register_csv, name="public-outcomes-csv"),
    path("outcomes/outcomes.json", outcomes.register_json, name="public-outcomes-json"),
    path("outcomes/feed/", login_not_required(OutcomeFeed()), name="public-outcomes-feed"),
    path(VISIT + "open-meeting/", registering.register_page, name="public-register"),
    path(VISIT + "open-meeting/yours/", registering.yours, name="public-yours"),
    path(VISIT + "survey/", survey.start, name="public-survey"),
    path(VISIT + "survey/answer/", survey.page, name="public-survey-page"),
    path(VISIT + "survey/return/", survey_return.come_back, name="public-survey-return"),
    path(VISIT + "survey/paper.pdf", survey_paper.paper, name="public-survey-paper"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("robots.txt", about.robots, name="robots"),
    path("sitemap.xml", login_not_required(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("revisits/<slug:reference>/public-preview/", preview.preview, name="public-preview"),
]
