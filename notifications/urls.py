"""Addresses of the demo mailbox, and of what a case told whom."""

from django.urls import path

from notifications.views import calendar, mailbox, messages, notify, outbox, plan

urlpatterns = [
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
]
