"""E-mail by SMTP, over one line that stays open from message to message."""

import smtplib
from contextlib import suppress

from django.core.mail import get_connection
from django.db import DatabaseError

from notifications.channels import Outcome
from notifications.domain.post import as_email
from notifications.models import OutboxMessage

CLOSING = 421  # "service not available, closing transmission channel"
# RFC 5321: mailbox unavailable, user not local, name not allowed; RFC 3463: 5.7.x is security or policy.
NO_SUCH_ADDRESS = (550, 551, 553)
BY_POLICY = " 5.7."


class Smtp:
    """The server of EMAIL_URL. Each answer is waited for EMAIL_TIMEOUT seconds at most."""

    def __init__(self) -> None:
        self.line = get_connection()

    def send(self, row: OutboxMessage) -> Outcome:
        """The line stays open: closing it can fail, and a message that was taken must not look as if it was not."""
        begun = False
        try:
            email = as_email(row, self.line)
            self.line.open()
            begun = True
            email.send(fail_silently=False)
        except DatabaseError:
            raise
        except smtplib.SMTPRecipientsRefused as error:
            return _refused(*next(iter(error.recipients.values())))
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
            return Outcome(_said(code, error.smtp_error), permanent=code >= 500, line_dead=code == CLOSING)
        except smtplib.SMTPResponseException as error:
            # Refusals of us (our address, our sign-in), not of this message: somebody must put that right.
            return Outcome(_said(error.smtp_code, error.smtp_error), line_dead=True)
        except OSError as error:
            # A line that broke in the midst may have broken after the last byte, and before the answer.
            return Outcome(f"{type(error).__name__}: {error}", line_dead=True, unsure=begun)
        except Exception as error:  # an address or a letter that cannot be put into a message
            return Outcome(f"Cannot be sent: {type(error).__name__}: {error}", permanent=True)
        return Outcome()

    def close(self) -> None:
        with suppress(OSError):
            self.line.close()


def _refused(code: int, said: bytes | str) -> Outcome:
    """A recipient whom the server does not take: for good or for now. Its policy says nothing of the address."""
    words = _said(code, said)
    gone = code in NO_SUCH_ADDRESS and BY_POLICY not in words
    return Outcome(words, permanent=code >= 500, line_dead=code == CLOSING, bounced=gone)


def _said(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {text}".strip()
