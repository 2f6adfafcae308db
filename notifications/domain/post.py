"""Handing one message to the SMTP server, and what its answer means."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.mime.application import MIMEApplication
from email.mime.text import MIMEText

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError

from letters.models import Letter
from notifications.access import may_be_told
from notifications.domain import unsubscribe
from notifications.domain.facts import PDF
from notifications.domain.invitations import Invitation, of_told
from notifications.models import OutboxMessage

CLOSING = 421  # "service not available, closing transmission channel"


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: taken by the server (`error` empty), refused for good, or to try again."""

    error: str = ""
    permanent: bool = False
    line_dead: bool = False

    @property
    def sent(self) -> bool:
        return not self.error


def send(row: OutboxMessage, line: BaseEmailBackend) -> Outcome:
    """Send one row over the line, opening it if need be. Raises nothing but what the database raises.

    The line stays open: closing it can fail, and a message that was taken must not look as if it was not.
    """
    if not may_be_told(row):
        return Outcome("Not sent: this person may no longer see the re-visit.", permanent=True)
    try:
        email = as_email(row, line)
        line.open()
        email.send(fail_silently=False)
    except DatabaseError:
        raise
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        return Outcome(_said(code, said), permanent=code >= 500, line_dead=code == CLOSING)
    except smtplib.SMTPDataError as error:
        code = error.smtp_code
        return Outcome(_said(code, error.smtp_error), permanent=code >= 500, line_dead=code == CLOSING)
    except smtplib.SMTPResponseException as error:
        # Refusals of us (our address, our sign-in), not of this message: somebody must put that right.
        return Outcome(_said(error.smtp_code, error.smtp_error), line_dead=True)
    except OSError as error:
        return Outcome(f"{type(error).__name__}: {error}", line_dead=True)
    except Exception as error:  # an address or a letter that cannot be put into a message
        return Outcome(f"Cannot be sent: {type(error).__name__}: {error}", permanent=True)
    return Outcome()


def hang_up(line: BaseEmailBackend) -> None:
    """Close the line; that it was broken already is no news."""
    with suppress(OSError):
        line.close()


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
    for told in row.meetings.all() if row.pk else ():
        email.attach(_calendar(of_told(told, row)))
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


def _said(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {text}".strip()
