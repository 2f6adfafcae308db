"""Addresses of the demo mailbox, and of what a case told whom."""

from django.urls import path

from notifications.views import (
    calendar,
    days,
    deferrals,
    feeds,
    holidays,
    mailbox,
    notify,
    outbox,
    plan,
    suspensions,
)

urlpatterns = [
    path("mailbox/", mailbox.mail_list, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.mail, name="mail"),
    path("mailbox/<int:pk>/html/", mailbox.mail_html, name="mail-html"),
    path("mailbox/<int:pk>/attachments/<int:number>/", mailbox.mail_attachment, name="mail-attachment"),
    path(
        "meetings/<slug:reference>/<slug:code>/<int:occurrence>.ics",
        calendar.meeting_calendar,
        name="meeting-calendar",
    ),
    path("revisits/<slug:reference>/plan/take-up/", suspensions.take_up, name="plan-take-up"),
    path("revisits/<slug:reference>/defer/", deferrals.ask, name="defer"),
    path("revisits/<slug:reference>/defer/decide/", deferrals.decide, name="defer-decide"),
    path("you/calendar/", feeds.calendars, name="calendars"),
    path("you/calendar/revoke/", feeds.revoke, name="calendar-revoke"),
    path("calendars/<str:secret>.ics", feeds.feed, name="calendar-feed"),
    path("suspend/", suspensions.suspend, name="suspend"),
    path("suspensions/<int:pk>/", suspensions.suspension, name="suspension"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/add/", holidays.add, name="holiday-add"),
    path("revisits/<slug:reference>/notify/", notify.notify, name="notify"),
    path("revisits/<slug:reference>/plan/", plan.plan, name="plan"),
    path("revisits/<slug:reference>/dates/", days.days, name="dates"),
    path("revisits/<slug:reference>/notices/", outbox.notices, name="notices"),
]
