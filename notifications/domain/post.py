"""What the e-mail of a message is made of."""

from email.mime.application import MIMEApplication
from email.mime.text import MIMEText

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from letters.models import Letter
from notifications.domain import unsubscribe
from notifications.domain.carried import with_meetings
from notifications.domain.facts import PDF
from notifications.domain.invitations import Invitation, of_told
from notifications.models import OutboxMessage


def as_email(row: OutboxMessage, line: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The e-mail of a row: text, HTML, the letter as PDF, an invitation a meeting, and the row's own Message-ID."""
    text, html = unsubscribe.with_footer(row)
    email = EmailMultiAlternatives(
        subject=row.subject,
        body=text,
        to=[row.recipient_email],
        connection=line,
        headers={
            "Message-ID": row.message_id,
            "Auto-Submitted": "auto-generated",
            **unsubscribe.headers(row),
        },
    )
    email.attach_alternative(html, "text/html")
    if row.attach_letter:
        email.attach(_pdf(row.attach_letter))
    for each in with_meetings(row) if row.pk else ():
        for told in each.meetings.all():
            email.attach(_calendar(of_told(told, each)))
    return email


def _calendar(invitation: Invitation) -> MIMEText:
    """As calendars expect it: the method stands beside the type too."""
    part = MIMEText(invitation.as_bytes().decode(), "calendar", "utf-8")
    part.set_param("method", invitation.method)
    part.add_header("Content-Disposition", "attachment", filename=invitation.filename)
    return part


def _pdf(letter: Letter) -> MIMEApplication:
    part = MIMEApplication(bytes(letter.files.get(format=PDF).content), "pdf")
    name = f"{letter.revisit.reference}-letter-to-parents.pdf"
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part
