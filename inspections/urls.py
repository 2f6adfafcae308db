from django.urls import path

from inspections.views import absences, area, case, details, hand_over, home, lists, new_case, team, timeline

CASE = "revisits/<slug:reference>/"
EVENT = CASE + "timeline/<int:event_id>/"
DRAFT = "new/<int:draft_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("revisits/", lists.revisits, name="revisits"),
    path("revisits.csv", lists.revisits_csv, name="revisits-csv"),
    path("new/", new_case.start, name="new-case"),
    path("new/timeline/", new_case.timeline_preview, name="timeline-preview"),
    path(DRAFT + "check/", new_case.check, name="new-case-check"),
    path(DRAFT + "discard/", new_case.discard, name="new-case-discard"),
    path(DRAFT + "<slug:slug>/", new_case.step, name="new-case-step"),
    path("hand-over/", hand_over.hand_over, name="hand-over"),
    path("hand-over/away/", absences.away, name="away"),
    path("hand-over/away/<int:absence_id>/remove/", absences.remove, name="away-remove"),
    path("area/<slug:reference>/", area.area_case, name="area-case"),
    path(CASE, case.revisit, name="revisit"),
    path(CASE + "history/", case.history, name="history"),
    path(CASE + "details/", details.details, name="details"),
    path(CASE + "dates/", details.dates, name="dates"),
    path(CASE + "team/", team.team, name="team"),
    path(CASE + "team/<int:member_id>/remove/", team.remove, name="team-remove"),
    path(CASE + "timeline/", timeline.timeline, name="timeline"),
    path(EVENT + "override/", timeline.override, name="override"),
    path(EVENT + "reset/", timeline.reset, name="reset"),
    path(EVENT + "done/", timeline.done, name="done"),
    path(EVENT + "reopen/", timeline.reopen, name="reopen"),
]
