"""Who sent the request? Standard Webhooks signatures, or a bearer secret for those who cannot sign."""

import hmac
import secrets as randomness
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr
from standardwebhooks import Webhook

SIGNING_PREFIX = "whsec_"


@dataclass(frozen=True)
class Verified:
    """The sender knows the intake's secret. `delivery` is the signed `webhook-id`, "" from a bearer."""

    delivery: str = ""


class Senders:
    """The intakes' secrets by name. Unknown names are checked against a random secret: the same answer, as slowly."""

    def __init__(self, secrets: Mapping[str, SecretStr]) -> None:
        self._secrets = {name: secret.get_secret_value() for name, secret in secrets.items()}
        self._nobody = randomness.token_urlsafe(32)

    def verify(self, name: str, headers: Mapping[str, str], body: bytes) -> Verified | None:
        """Header names are lower case. A signature, once given, decides: no bearer makes up for a wrong one."""
        secret = self._secrets.get(name, self._nobody)
        if "webhook-signature" in headers:
            return _signed(secret, headers, body)
        return _bearer(secret, headers.get("authorization", ""))


def _signed(secret: str, headers: Mapping[str, str], body: bytes) -> Verified | None:
    """The library reads the real clock itself: five minutes either way, as the specification says."""
    try:
        Webhook(secret if secret.startswith(SIGNING_PREFIX) else secret.encode()).verify(
            body, dict(headers), json_parse=False
        )
    except Exception:
        # Besides its own error the library lets ValueError, binascii.Error and UnicodeError out for malformed headers.
        return None
    return Verified(headers["webhook-id"])


def _bearer(secret: str, authorization: str) -> Verified | None:
    scheme, _, given = authorization.partition(" ")
    matches = hmac.compare_digest(secret.encode(), given.strip().encode("utf-8", "surrogateescape"))
    return Verified() if matches and scheme.lower() == "bearer" else None
