"""E-mail and text messages by GOV.UK Notify, whose templates hold nothing but our words.

The e-mail template's subject is `((subject))` and its text `((body))`; the one for letters has `((letter))` beside
them, a link to the PDF that Notify keeps; the text message's is `((body))`. Our Message-ID is Notify's reference: of a
message whose sending broke off, Notify is asked first whether it has it.
"""

from abc import ABC, abstractmethod
from functools import cached_property
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from notifications_python_client import NotificationsAPIClient, prepare_upload
from notifications_python_client.errors import APIError

from letters.models import Letter
from notifications.channels import Outcome
from notifications.domain import unsubscribe
from notifications.domain.carried import with_meetings
from notifications.domain.facts import PDF
from notifications.models import OutboxMessage

BAD_REQUEST = 400
# Refusals of us or of all for now, not of this message: our key, our clock, too many requests.
OF_US = (401, 403, 404, 429)
# Statuses of a message that Notify has, and will not deliver.
LOST = ("permanent-failure", "technical-failure")


class Notify(ABC):
    """What both kinds of message share. Each answer is waited for EMAIL_TIMEOUT seconds at most."""

    template_type = ""

    @cached_property
    def client(self) -> NotificationsAPIClient:
        return NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL, timeout=settings.EMAIL_TIMEOUT
        )

    def send(self, row: OutboxMessage) -> Outcome:
        try:
            if row.unsure_attempts and self._has(row):
                return Outcome(certain=True)
            self.hand_over(row)
        except DatabaseError:
            raise
        except APIError as error:
            return _outcome(error)
        except Exception as error:  # a letter that is too large or cannot be read
            return Outcome(f"Cannot be sent: {type(error).__name__}: {error}", permanent=True)
        # Whatever broke off before, Notify did not have it.
        return Outcome(certain=True)

    def close(self) -> None:
        self.client.request_session.close()

    @abstractmethod
    def hand_over(self, row: OutboxMessage) -> None:
        """Ask Notify to send it. Raises what its client raises."""

    def _has(self, row: OutboxMessage) -> bool:
        """Whether Notify took this message before: it knows the messages of the last seven days."""
        answer = self.client.get_all_notifications(template_type=self.template_type, reference=row.message_id)
        return any(each["status"] not in LOST for each in answer["notifications"])


class Email(Notify):
    template_type = "email"

    def hand_over(self, row: OutboxMessage) -> None:
        words: dict[str, Any] = {"subject": row.subject, "body": body(row)}
        template = settings.NOTIFY_EMAIL_TEMPLATE
        if row.attach_letter:
            template = settings.NOTIFY_LETTER_TEMPLATE
            words["letter"] = _upload(row.attach_letter)
        self.client.send_email_notification(
            row.recipient_email, template, personalisation=words, reference=row.message_id
        )


class Text(Notify):
    template_type = "sms"

    def hand_over(self, row: OutboxMessage) -> None:
        self.client.send_sms_notification(
            row.recipient_mobile,
            settings.NOTIFY_TEXT_TEMPLATE,
            personalisation={"body": row.text},
            reference=row.message_id,
        )


def body(row: OutboxMessage) -> str:
    """The text of a message; Notify attaches no calendars, so that each meeting is a link, which asks for sign-in."""
    links = [
        f"Put it into your calendar: {settings.SITE_URL}"
        + reverse("meeting-calendar", args=[each.revisit.reference, told.code, told.occurrence])
        for each in with_meetings(row)
        for told in each.meetings.all()
    ]
    text, _ = unsubscribe.with_footer(row)
    return "\n\n".join([text.rstrip(), *links])


def _upload(letter: Letter) -> dict[str, Any]:
    """The letter's PDF for Notify to keep; whoever opens the link confirms their address first. At most 2 MB."""
    content = bytes(letter.files.get(format=PDF).content)
    name = f"{letter.revisit.reference}-letter-to-parents.pdf"
    found: dict[str, Any] = prepare_upload(
        BytesIO(content), filename=name, confirm_email_before_download=True
    )
    return found


def _outcome(error: APIError) -> Outcome:
    """What a refusal means: for this message for good (400), for all for now, or nobody knows (no answer, 5xx)."""
    code, said = error.status_code, f"GOV.UK Notify: {error.status_code} {_words(error)}"
    if error.response is None:
        return Outcome("GOV.UK Notify did not answer.", line_dead=True, unsure=True)
    if code in OF_US:
        return Outcome(said, line_dead=True)
    if code < 500:
        return Outcome(said, permanent=True)
    return Outcome(said, unsure=True)


def _words(error: APIError) -> str:
    """The errors of an answer, each with its type: Notify promises the types, not the words."""
    errors = error.message
    if isinstance(errors, list):
        return "; ".join(f"{each.get('error', '')}: {each.get('message', '')}" for each in errors)
    return str(errors)
