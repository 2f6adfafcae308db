"""Addresses of the demo mailbox, and of what a case told whom."""

from django.urls import path

from notifications.views import calendar, distribution, inbox, mailbox, messages, notify, outbox, plan

urlpatterns = [
    path("your-messages/", inbox.messages, name="your-messages"),
    path("your-messages/opened/", inbox.all_opened, name="your-messages-opened"),
    path("your-messages/<int:pk>/", inbox.message, name="your-message"),
    path("mailbox/", mailbox.mail_list, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.mail, name="mail"),
    path("mailbox/<int:pk>/html/", mailbox.mail_html, name="mail-html"),
    path("mailbox/<int:pk>/attachments/<int:number>/", mailbox.mail_attachment, name="mail-attachment"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<slug:code>/", messages.message, name="message"),
    path("messages/<slug:code>/<slug:reference>/<int:number>/", messages.message_html, name="message-html"),
    path(
        "meetings/<slug:reference>/<slug:code>/<int:occurrence>.ics",
        calendar.meeting_calendar,
        name="meeting-calendar",
    ),
    path("revisits/<slug:reference>/notify/", notify.notify, name="notify"),
    path("revisits/<slug:reference>/plan/", plan.plan, name="plan"),
    path("revisits/<slug:reference>/notices/", outbox.notices, name="notices"),
    path("revisits/<slug:reference>/who-has-what/", distribution.distribution, name="distribution"),
    path("revisits/<slug:reference>/who-has-what/<int:pk>/remind/", distribution.chase, name="chase-notice"),
    path("revisits/<slug:reference>/who-has-what/remind/", distribution.chase_all, name="chase-notices"),
]
