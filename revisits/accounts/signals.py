"""What the layers above follow. Sent inside the transaction: what receivers write stands or falls with it."""

from django.dispatch import Signal

# Both with membership (saved), by (User, or None for the program) and at (datetime, the case's time).
membership_began = Signal()
membership_ended = Signal()
