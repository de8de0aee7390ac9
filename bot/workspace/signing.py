"""Slack's request signatures, version v0: HMAC-SHA256 over "v0:timestamp:body".

Source: docs.slack.dev, "Verifying requests from Slack".
"""

from __future__ import annotations

import hashlib
import hmac
import time


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the value of X-Slack-Signature."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes) -> dict[str, str]:
    """Return both signature headers for a body that is sent now.

    The receiver compares the time stamp with the real clock, so this is the one place that reads it.
    """
    timestamp = str(int(time.time()))  # noqa: TID251 (see above)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature(secret, timestamp, body)}
