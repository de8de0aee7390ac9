"""Who may speak for Teams: one good token, and everything else, checked offline against a local key set."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from handlers.intents import Said
from tests.bot.desks.teams.scene import Scene, scene
from tests.teams.connector import APP, Connector
from tests.teams.signing import Signer, claims_for


def signed(teams: Connector, **changed: Any) -> str:
    """A token whose claims differ from a good one's; None takes a claim away."""
    claims = {**claims_for(APP, teams.service_url), **changed}
    return f"Bearer {teams.signer.token({name: value for name, value in claims.items() if value is not None})}"


def by_another_key(teams: Connector) -> str:
    """Signed with a key of the same id that Microsoft never had."""
    return f"Bearer {Signer('key-1').token(claims_for(APP, teams.service_url))}"


def with_unknown_key(teams: Connector) -> str:
    return f"Bearer {Signer('key-2').token(claims_for(APP, teams.service_url))}"


def with_unendorsed_key(teams: Connector, endorsements: tuple[str, ...]) -> str:
    signer = Signer("key-3", endorsements)
    teams.keys.append(signer)
    return f"Bearer {signer.token(claims_for(APP, teams.service_url))}"


def in_base64(words: bytes) -> str:
    return base64.urlsafe_b64encode(words).decode().rstrip("=")


def with_the_public_key_as_secret(teams: Connector) -> str:
    parts = [{"alg": "HS256", "kid": "key-1", "typ": "JWT"}, claims_for(APP, teams.service_url)]
    signed_part = ".".join(in_base64(json.dumps(part).encode()) for part in parts)
    secret = json.dumps(teams.signer.public).encode()
    return f"Bearer {signed_part}.{in_base64(hmac.digest(secret, signed_part.encode(), 'sha256'))}"


def unsigned(teams: Connector) -> str:
    token = jwt.encode(claims_for(APP, teams.service_url), None, algorithm="none", headers={"kid": "key-1"})
    return f"Bearer {token}"


def changed_afterwards(teams: Connector) -> str:
    head, _, signature = teams.good_token().split(".")
    claims = claims_for(APP, teams.service_url) | {"exp": 9_999_999_999}
    return f"Bearer {head}.{in_base64(json.dumps(claims).encode())}.{signature}"


def of_the_emulator(teams: Connector) -> str:
    """The library itself would take tokens of this issuer from anybody who has the bot's secret."""
    return signed(teams, iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver="1.0", appid=APP)


def of_a_skill(teams: Connector) -> str:
    return signed(teams, ver="2.0", azp="another-bot", iss="https://sts.windows.net/another/")


BAD: dict[str, Callable[[Connector], str]] = {
    "none at all": lambda teams: "",
    "no token behind the word": lambda teams: "Bearer ",
    "words": lambda teams: "Bearer let me in",
    "another scheme": lambda teams: f"Basic {teams.good_token()}",
    "two tokens": lambda teams: f"Bearer {teams.good_token()} {teams.good_token()}",
    "another issuer": lambda teams: signed(teams, iss="https://evil.example"),
    "no issuer": lambda teams: signed(teams, iss=None),
    "the Emulator's issuer": of_the_emulator,
    "a skill": of_a_skill,
    "another audience": lambda teams: signed(teams, aud="another-bot"),
    "no audience": lambda teams: signed(teams, aud=None),
    "run out": lambda teams: signed(teams, exp=1_700_000_000),
    "no end": lambda teams: signed(teams, exp=None),
    "not yet": lambda teams: signed(teams, nbf=9_999_999_000, exp=9_999_999_999),
    "another service": lambda teams: signed(teams, serviceurl="https://evil.example/"),
    "no service": lambda teams: signed(teams, serviceurl=None),
    "another key of the same name": by_another_key,
    "an unknown key": with_unknown_key,
    "a key for another channel": lambda teams: with_unendorsed_key(teams, ("webchat",)),
    "a key for no channel": lambda teams: with_unendorsed_key(teams, ()),
    "the public key as a secret": with_the_public_key_as_secret,
    "unsigned": unsigned,
    "changed afterwards": changed_afterwards,
    "nonsense that is nested deeply": lambda teams: f"Bearer {in_base64(b'{}')}.{in_base64(b'[' * 5_500)}.x",
}


async def says_hello(stage: Scene, authorization: str | None, **changed: Any) -> int:
    """Ada writes to the bot; HTTP's status."""
    activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), "status") | changed
    status, _ = await stage.teams.deliver(activity, authorization)
    return status


async def test_a_good_token_is_let_in() -> None:
    async with scene() as stage:
        assert await says_hello(stage, None) == 201
        assert isinstance(stage.only(), Said)


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_token_is_refused_and_nothing_is_asked(kind: str) -> None:
    async with scene() as stage:
        assert await says_hello(stage, BAD[kind](stage.teams)) == 401
        assert not stage.asked.intents
        assert not stage.asked.references
        # Nor has it spoiled anything for those who are let in.
        assert await says_hello(stage, None) == 201


async def test_another_channel_of_the_bot_framework_is_refused() -> None:
    async with scene() as stage:
        assert await says_hello(stage, None, channelId="webchat") == 401


@pytest.mark.parametrize("channel", ["skype", "", None])
async def test_a_key_for_another_channel_is_of_no_use_by_naming_that_one(channel: str | None) -> None:
    async with scene() as stage:
        token = with_unendorsed_key(stage.teams, ("skype",))
        assert await says_hello(stage, token, channelId=channel) == 401


async def test_keys_that_cannot_be_fetched_are_told_as_ours_and_soon_fetched_again() -> None:
    async with scene() as stage:
        stage.teams.metadata_status = 503
        assert await says_hello(stage, None) == 503
        stage.teams.metadata_status = 200
        stage.later(seconds=3)
        assert await says_hello(stage, None) == 201


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/", "http://smba.trafficmanager.net/teams/", "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net@evil.example/", "https://smba.trafficmanager.net:8443/", "file:///etc/passwd",
        "https://[::1", "//smba.trafficmanager.net/", "http://169.254.169.254/",
    ],
)  # fmt: skip
async def test_an_address_outside_the_list_is_refused_before_anything_is_sent_there(address: str) -> None:
    async with scene() as stage:
        token = stage.teams.signer.token(claims_for(APP, address))
        assert await says_hello(stage, f"Bearer {token}", serviceUrl=address) == 403
        assert not stage.asked.intents


async def test_a_new_key_is_learned_without_a_restart() -> None:
    async with scene() as stage:
        assert await says_hello(stage, None) == 201
        newer = Signer("key-9")
        stage.teams.keys = [newer]
        token = f"Bearer {newer.token(claims_for(APP, stage.teams.service_url))}"
        # Asked for at most every five minutes, so that nobody can make us ask all day.
        for _ in range(3):
            assert await says_hello(stage, token) == 401
        assert stage.teams.calls.count(("GET", "keys")) == 1
        stage.later(minutes=6)
        assert await says_hello(stage, token) == 201
        assert await says_hello(stage, None) == 401


async def test_without_authentication_only_this_machine_is_spoken_to() -> None:
    async with scene(unauthenticated=True, app_password=None) as stage:
        assert await says_hello(stage, "") == 201
        assert await says_hello(stage, "", serviceUrl="https://smba.trafficmanager.net/teams/") == 403
