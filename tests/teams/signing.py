"""The keys of a Microsoft that stands on this machine, and the tokens that it signs with them."""

import json
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.clock import Clock

ISSUER = "https://api.botframework.com"


class Signer:
    """One key set. Real time, as the library verifies by it."""

    def __init__(self, key_id: str = "key-1", endorsements: tuple[str, ...] = ("msteams",)) -> None:
        self.key_id = key_id
        self.endorsements = endorsements
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def public(self) -> dict[str, Any]:
        """The key as the key set shows it."""
        shown = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        return shown | {"kid": self.key_id, "use": "sig", "endorsements": list(self.endorsements)}

    def token(self, claims: dict[str, Any], headers: dict[str, Any] | None = None, algorithm: str = "RS256") -> str:
        """Sign these claims."""
        return jwt.encode(claims, self._key, algorithm=algorithm, headers={"kid": self.key_id, **(headers or {})})


@cache
def microsoft() -> Signer:
    """Microsoft's own: made once a process, as a new key takes longer than most of what is signed with it."""
    return Signer()


def claims_for(app_id: str, service_url: str) -> dict[str, Any]:
    """What a good token says."""
    now = int(Clock().epoch())
    return {"iss": ISSUER, "aud": app_id, "serviceurl": service_url, "nbf": now - 60, "exp": now + 600}
