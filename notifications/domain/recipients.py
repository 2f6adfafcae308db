"""Who is one recipient, whatever the message."""

from inspections.contacts import Contact


def recipient_key(contact: Contact) -> str:
    """What tells two recipients of one message apart: the person, else the mailbox, else the name."""
    if contact.user_id:
        return f"user:{contact.user_id}"
    return f"mailbox:{contact.email.lower()}" if contact.email else f"name:{contact.role}:{contact.name}"
