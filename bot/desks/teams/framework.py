"""The one file that knows Microsoft's Bot Framework: who sent this, and what is answered, as plain values.

The stock `CloudAdapter.process()` answers every invoke with 500 and most bad tokens too, so this is our own way through
`authenticate_request` and `process_activity`. Three things the library does not look at are looked at here: a token
without an end, one from another issuer than Teams (the library takes the Emulator's as well), and keys that Teams has
not endorsed.
"""

import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    ConnectorFactory,
    MicrosoftAppCredentials,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from jwt.algorithms import RSAAlgorithm

from bot.desks.teams.activities import Malformed
from bot.desks.teams.keys import KeysUnreachable, SigningKeys
from bot.desks.teams.quiet import hush
from bot.desks.teams.settings import TeamsSettings

CHANNEL = "msteams"
"""Teams' own name among the channels of the Bot Framework."""

Json = dict[str, Any]
Handle = Callable[[], Awaitable[Json | None]]
"""Handles the activity; returns the body of an invoke's answer."""


@dataclass(frozen=True)
class Answered:
    """HTTP's status and, for an invoke, the body."""

    status: int
    body: Json | None = None


class NotAuthentic(Exception):
    """Not sent by Teams to this bot. The text says why, for the log alone."""


class Framework:
    """Authenticates and answers activities."""

    def __init__(self, settings: TeamsSettings, keys: SigningKeys) -> None:
        hush()
        self._settings = settings
        cloud = settings.cloud
        JwtTokenExtractor.metadataCache[keys.address] = _Metadata(keys)
        self._authentication = BotFrameworkAuthenticationFactory.create(
            validate_authority=True,
            to_channel_from_bot_login_url=cloud.login,
            to_channel_from_bot_oauth_scope=cloud.scope.removesuffix("/.default"),
            to_bot_from_channel_token_issuer=cloud.issuer,
            to_bot_from_channel_open_id_metadata_url=keys.address,
            to_bot_from_emulator_open_id_metadata_url=keys.address,
            oauth_url=cloud.service,
            caller_id="",
            credential_factory=_Credentials("" if settings.unauthenticated else settings.app_id),
            auth_configuration=AuthenticationConfiguration(),
        )
        self._adapter = _Adapter(_NoUserTokens())

    async def receive(self, body: Json, authorization: str | None, handle: Handle) -> Answered:
        """Authenticate, then let `handle` have its turn. Raises NotAuthentic, Malformed, and what `handle` raises."""
        try:
            activity = Activity().deserialize(body)
        except Exception as error:
            raise Malformed(type(error).__name__) from error
        if activity is None or not activity.service_url:
            raise Malformed("no activity")
        activity.delivery_mode = None
        proof = await self._authenticated(activity, authorization)
        proof.connector_factory = _NoConnector()

        async def turn(context: TurnContext) -> None:
            answer = await handle()
            if answer is not None:
                response = InvokeResponse(status=200, body=answer)
                await context.send_activity(Activity(type="invokeResponse", value=response))

        answered = await self._adapter.process_activity(proof, activity, turn)
        return Answered(201) if answered is None else Answered(int(answered.status), answered.body)

    async def _authenticated(self, activity: Activity, authorization: str | None) -> Any:
        if self._settings.unauthenticated:
            return await self._authentication.authenticate_request(activity, None)
        if not authorization:
            raise NotAuthentic("no token")
        if activity.channel_id != CHANNEL:
            # The library holds a key's endorsements only against the channel that is named.
            raise NotAuthentic("another channel")
        if _issuer(authorization) != self._settings.cloud.issuer:
            raise NotAuthentic("another issuer")
        try:
            proof = await self._authentication.authenticate_request(activity, authorization)
        except KeysUnreachable:
            raise
        except Exception as error:
            raise NotAuthentic(type(error).__name__) from error
        if not isinstance(proof.claims_identity.claims.get("exp"), int):
            raise NotAuthentic("a token without an end")
        return proof


class _Adapter(CloudAdapterBase):
    """The base is abstract in name alone."""


class _NoConnector(ConnectorFactory):
    """The library would make a client for sending anew for each activity, slowly; we send through `service` alone."""

    async def create(self, service_url: str, audience: str) -> Any:
        return self


class _NoUserTokens:
    """The same for its client of sign-ins, which there are none of: all that the adapter asks an authentication for."""

    async def create_user_token_client(self, identity: Any) -> None:
        return None


class _Credentials(PasswordServiceClientCredentialFactory):
    """Which app id a token must be for. What the bot itself sends goes through `bot.desks.teams.service`."""

    def __init__(self, app_id: str) -> None:
        super().__init__(app_id)

    async def create_credentials(
        self, app_id: str, oauth_scope: str, login_endpoint: str, validate_authority: bool
    ) -> Any:
        return MicrosoftAppCredentials.empty()


@dataclass(frozen=True)
class _Key:
    public_key: Any
    endorsements: list[str]


class _Metadata:
    """Stands in for the library's own, which blocks everything while it fetches and never learns a new key."""

    def __init__(self, keys: SigningKeys) -> None:
        self._keys = keys

    async def get(self, key_id: object) -> _Key:
        key = await self._keys.find(key_id) if isinstance(key_id, str) else None
        endorsed = key.get("endorsements") if key is not None else None
        if key is None or not isinstance(endorsed, list) or not endorsed:
            raise NotAuthentic("an unknown key, or one without endorsements")
        return _Key(RSAAlgorithm.from_jwk(json.dumps(dict(key))), [str(each) for each in endorsed])


def _issuer(authorization: str) -> str:
    """Who the token says that it is from; "" where that cannot be read. Nothing is verified yet."""
    kind, _, token = authorization.partition(" ")
    parts = token.split(".")
    if kind != "Bearer" or len(parts) != 3:
        return ""
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError, binascii.Error):
        return ""
    issuer = claims.get("iss") if isinstance(claims, dict) else None
    return issuer if isinstance(issuer, str) else ""
