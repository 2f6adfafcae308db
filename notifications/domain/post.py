"""What the e-mail of a message is made of."""

from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.text import MIMEText
from textwrap import wrap
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from letters.models import Letter
from notifications.domain import unsubscribe
from notifications.domain.carried import with_meetings
from notifications.domain.facts import PDF
from notifications.domain.invitations import Invitation, of_told
from notifications.models import OutboxMessage

# With the space that says that a line goes on: seventy-four and one.
WIDTH = 74


class Flowed(EmailMultiAlternatives):
    """Its text is in lines of ordinary length, which a mail program may join again (RFC 3676)."""

    def message(self, **given: Any) -> EmailMessage:
        made = super().message(**given)
        for part in made.walk():
            if part.get_content_type() == "text/plain":
                part.set_param("format", "flowed")
        return made


def flow(text: str) -> str:
    """Lines of at most 74 characters, each that goes on ending in a space; nothing is cut in the midst of a link."""
    return "\n".join(_flowed(line) for line in text.split("\n"))


def _flowed(line: str) -> str:
    # What would read as something else at the beginning of a line is moved in by a space.
    stuffed = f" {line}" if line.startswith((" ", ">", "From ")) else line
    return " \n".join(wrap(stuffed, WIDTH, break_long_words=False, break_on_hyphens=False)) or stuffed


def as_email(row: OutboxMessage, line: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The e-mail of a row: text, HTML, the letter as PDF, an invitation a meeting, and the row's own Message-ID."""
    text, html = unsubscribe.with_footer(row)
    email = Flowed(
        subject=row.subject,
        body=flow(text),
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
