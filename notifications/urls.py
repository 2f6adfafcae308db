"""Addresses of the demo mailbox, and of what a case told whom."""

from django.urls import path

from notifications.views import (
    calendar,
    distribution,
    inbox,
    mailbox,
    notify,
    outbox,
    plan,
    reminders,
    wishes,
)

urlpatterns = [
    path("you/messages/", wishes.what_you_are_sent, name="what-you-are-sent"),
    path("your-messages/", inbox.messages, name="your-messages"),
    path("your-messages/opened/", inbox.all_opened, name="your-messages-opened"),
    path("your-messages/<int:pk>/", inbox.message, name="your-message"),
    path("mailbox/", mailbox.mail_list, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.mail, name="mail"),
    path("mailbox/<int:pk>/html/", mailbox.mail_html, name="mail-html"),
    path("mailbox/<int:pk>/attachments/<int:number>/", mailbox.mail_attachment, name="mail-attachment"),
    path(
        "meetings/<slug:reference>/<slug:code>/<int:occurrence>.ics",
        calendar.meeting_calendar,
        name="meeting-calendar",
    ),
    path("revisits/<slug:reference>/notify/", notify.notify, name="notify"),
    path("revisits/<slug:reference>/notify/html/", notify.notify_html, name="notify-html"),
    path("revisits/<slug:reference>/notify/call-off/", notify.call_off, name="notify-call-off"),
    path("revisits/<slug:reference>/plan/", plan.plan, name="plan"),
    path("revisits/<slug:reference>/notices/", outbox.notices, name="notices"),
    path(
        "revisits/<slug:reference>/reminders/<slug:code>/<int:occurrence>/",
        reminders.reminder,
        name="reminder",
    ),
    path("revisits/<slug:reference>/who-has-what/", distribution.distribution, name="distribution"),
    path("revisits/<slug:reference>/who-has-what/<int:pk>/remind/", distribution.chase, name="chase-notice"),
    path("revisits/<slug:reference>/who-has-what/remind/", distribution.chase_all, name="chase-notices"),
]
