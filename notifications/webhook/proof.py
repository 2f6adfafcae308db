"""Whether a report comes from whoever knows the secret: pure, and compared in constant time."""

import hmac
from hashlib import sha256

# A signed report may be so old, or so early, in seconds: later, somebody else may be sending it again.
WINDOW = 300


def bears(token: str, *, header: str) -> bool:
    """Whether an Authorization header carries this bearer token."""
    return hmac.compare_digest(f"Bearer {token}".encode(), header.encode())


def sign(secret: str, *, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `<timestamp>.<body>`, in hexadecimal; `timestamp` in seconds since 1970."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def is_signed(secret: str, *, timestamp: str, body: bytes, signature: str, now: float) -> bool:
    """Whether the signature is right, and its time is near `now` (seconds since 1970)."""
    if not timestamp.isascii() or not timestamp.isdecimal() or abs(now - int(timestamp[:12])) > WINDOW:
        return False
    right = sign(secret, timestamp=timestamp, body=body)
    return hmac.compare_digest(right.encode(), signature.encode())
