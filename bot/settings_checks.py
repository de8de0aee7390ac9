"""Every problem with the given settings, each as one sentence that says what to do. No sentence shows a secret."""

import base64
import binascii
import re
from collections.abc import Collection, Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.settings_layers import INTAKE_PREFIX, intake_name

Values = Mapping[str, str]

SHORTEST_SECRET = 24
"""Characters of an intake secret; bytes of one that starts with `whsec_` (Standard Webhooks: 24 to 64 bytes)."""

SIGNING_PREFIX = "whsec_"
LOG_LEVELS = ("debug", "info", "warning", "error")
TEAMS = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID")
_EXAMPLE_ID = "11111111-2222-3333-4444-555555555555"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TENANT = re.compile(rf"{_GUID.pattern}|([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{{2,}}", re.IGNORECASE)
SWITCHES = ("TEAMS_MANAGED_IDENTITY", "TEAMS_UNAUTHENTICATED")


def problems_with(values: Values, broken: Collection[str]) -> tuple[str, ...]:
    """`broken` settings were given, but could not be read: they are never called missing."""
    return (
        *_slack_missing(values, broken),
        *_slack_tokens(values),
        *_slack_api_url(values),
        *_switches(values),
        *_teams(values, broken),
        *_teams_ids(values),
        *_teams_unauthenticated(values, broken),
        *_teams_cloud_url(values),
        *_database_url(values),
        *_host(values),
        *_port(values),
        *_log_level(values),
        *_metrics_token(values),
        *_intake_secrets(values),
    )


def is_loopback(host: str) -> bool:
    """True for localhost and for addresses that never leave the machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _slack_missing(values: Values, broken: Collection[str]) -> Iterator[str]:
    ways = ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
    given = [name for name in ways if name in values or name in broken]
    if "SLACK_BOT_TOKEN" in values or "SLACK_BOT_TOKEN" in broken:
        if not given:
            yield (
                "SLACK_BOT_TOKEN is given, but no way for Slack to reach the bot: add SLACK_APP_TOKEN (Socket Mode) "
                "or SLACK_SIGNING_SECRET (events over HTTP)."
            )
    elif given:
        yield (
            f"SLACK_BOT_TOKEN is missing: {_were_given(given)}; add the bot token (xoxb-…) of the same "
            "app, from OAuth & Permissions on its settings page."
        )


def _were_given(names: list[str]) -> str:
    return f"{' and '.join(names)} {'was' if len(names) == 1 else 'were'} given"


def _slack_tokens(values: Values) -> Iterator[str]:
    bot, app = values.get("SLACK_BOT_TOKEN", "xoxb-"), values.get("SLACK_APP_TOKEN", "xapp-")
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        yield ("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: bot tokens start with xoxb-, app tokens with xapp-.")
    else:
        if not bot.startswith("xoxb-"):
            yield f"SLACK_BOT_TOKEN must start with xoxb-{_looks_like(bot)}."
        if not app.startswith("xapp-"):
            yield f"SLACK_APP_TOKEN must start with xapp-{_looks_like(app)}."
    secret = values.get("SLACK_SIGNING_SECRET", "")
    if secret.startswith(("xox", "xapp-")):
        yield (
            f"SLACK_SIGNING_SECRET must be the signing secret of the app's Basic Information page{_looks_like(secret)}."
        )
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        if not is_header_safe(values.get(name, "")):
            yield f"{name} holds a blank or a letter outside ASCII: copy it again, in one piece."


def _looks_like(token: str) -> str:
    kinds = {"xoxb-": "a bot token", "xapp-": "an app token", "xoxp-": "a user token", "xoxe": "a refresh token"}
    for prefix, kind in kinds.items():
        if token.startswith(prefix):
            return f"; this is {kind}"
    return ""


def is_header_safe(value: str) -> bool:
    """Whether it holds nothing but visible ASCII."""
    return all("!" <= letter <= "~" for letter in value)


def _slack_api_url(values: Values) -> Iterator[str]:
    yield from address_problems(values, "SLACK_API_URL", "https://slack.com/api/")


def address_problems(values: Values, name: str, example: str) -> Iterator[str]:
    """What keeps a setting from being an address that may carry secrets; never with its path."""
    if name not in values:
        return
    try:
        parts = urlsplit(values[name])
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        yield f"{name} must be an address such as {example}."
    elif parts.scheme == "http" and not is_loopback(host):
        yield f"{name} must use https: plain http would show the tokens to everybody on the way to {host}."


def _teams(values: Values, broken: Collection[str]) -> Iterator[str]:
    given = [name for name in TEAMS if name in values or name in broken]
    needed: tuple[str, ...] = TEAMS
    if _is_on(values, "TEAMS_MANAGED_IDENTITY"):
        needed = ("TEAMS_APP_ID", "TEAMS_TENANT_ID")
        if "TEAMS_APP_PASSWORD" in given:
            yield "TEAMS_APP_PASSWORD and TEAMS_MANAGED_IDENTITY=yes are both given: keep one of them."
        given = given or ["TEAMS_MANAGED_IDENTITY"]
    for name in needed:
        if given and name not in given:
            yield f"{name} is missing: {_were_given(given)}; Teams needs all of {', '.join(needed)}."


def _teams_ids(values: Values) -> Iterator[str]:
    """Never with the value: it may be a secret in the wrong place."""
    if "TEAMS_APP_ID" in values and not _GUID.fullmatch(values["TEAMS_APP_ID"]):
        yield f"TEAMS_APP_ID must be the Microsoft App ID of the Azure portal, of the form {_EXAMPLE_ID}."
    if "TEAMS_TENANT_ID" in values and not _TENANT.fullmatch(values["TEAMS_TENANT_ID"]):
        yield (
            f"TEAMS_TENANT_ID must be the App Tenant ID of the Azure portal, of the form {_EXAMPLE_ID}, "
            "or the organisation's domain, such as example.onmicrosoft.com."
        )


def _teams_unauthenticated(values: Values, broken: Collection[str]) -> Iterator[str]:
    if not _is_on(values, "TEAMS_UNAUTHENTICATED"):
        return
    given = [name for name in (*TEAMS, "TEAMS_MANAGED_IDENTITY") if name in values or name in broken]
    if given:
        yield (
            f"TEAMS_UNAUTHENTICATED=yes is for Microsoft's Playground alone, but {_were_given(given)}: "
            "take one or the other out."
        )
    host = values.get("HOST", "127.0.0.1")
    if not is_loopback(host):
        yield f"TEAMS_UNAUTHENTICATED=yes lets anybody act as anybody, so HOST must be 127.0.0.1, not {host}."


def _teams_cloud_url(values: Values) -> Iterator[str]:
    yield from address_problems(values, "TEAMS_CLOUD_URL", "https://teams.example.com")


def _switches(values: Values) -> Iterator[str]:
    for name in SWITCHES:
        if values.get(name, "no").lower() not in ("yes", "no"):
            yield f'{name} must be yes or no, not "{values[name]}".'


def _is_on(values: Values, name: str) -> bool:
    return values.get(name, "no").lower() == "yes"


def _database_url(values: Values) -> Iterator[str]:
    url = values.get("DATABASE_URL")
    if url is None:
        return
    kind, _, rest = url.partition("://")
    if kind in ("postgresql", "postgres"):
        yield f"DATABASE_URL starts with {kind}://: write postgresql+psycopg:// instead, the rest stays as it is."
    elif kind == "sqlite":
        path = rest.removeprefix("/")
        if not rest.startswith("/"):
            yield "DATABASE_URL needs three strokes before a relative path: sqlite:///var/svarvakt.db."
        elif path in ("", ":memory:") or path.startswith(":memory:") or "mode=memory" in path:
            yield "DATABASE_URL must name a file, such as sqlite:///var/svarvakt.db: memory is lost with the process."
        elif "?" in path:
            yield "DATABASE_URL takes no ?… for SQLite: end it with the file's name."
    elif kind != "postgresql+psycopg":
        yield "DATABASE_URL must start with sqlite:/// or postgresql+psycopg://."
    else:
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError:
            yield "DATABASE_URL cannot be read: write postgresql+psycopg://user:password@host:5432/database."


def _host(values: Values) -> Iterator[str]:
    host = values.get("HOST", "127.0.0.1")
    if not re.fullmatch(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.%]*:[0-9A-Za-z:.%]*", host):
        yield f'HOST must be an address or a name alone, such as 127.0.0.1, not "{host}": the port stands in PORT.'


def _port(values: Values) -> Iterator[str]:
    port = values.get("PORT", "8080")
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
        yield f'PORT must be a number from 0 to 65535 (0: any free one), not "{port}".'


def _log_level(values: Values) -> Iterator[str]:
    level = values.get("LOG_LEVEL", "info")
    if level.lower() not in LOG_LEVELS:
        yield f'LOG_LEVEL must be one of {", ".join(LOG_LEVELS)}, not "{level}".'


def _metrics_token(values: Values) -> Iterator[str]:
    token = values.get("METRICS_TOKEN")
    if token is None:
        return
    if len(token) < SHORTEST_SECRET:
        yield f"METRICS_TOKEN has {len(token)} characters: use at least {SHORTEST_SECRET}."
    if not is_header_safe(token):
        yield "METRICS_TOKEN holds a blank or a letter outside ASCII: no reader could put it in a header."


def _intake_secrets(values: Values) -> Iterator[str]:
    taken: dict[str, str] = {}
    for setting, secret in values.items():
        if not setting.startswith(INTAKE_PREFIX):
            continue
        name = intake_name(setting)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            yield f"{setting} names no intake: after {INTAKE_PREFIX} come letters a-z, digits and single underscores."
        elif name in taken:
            yield f"{setting} and {taken[name]} both mean /intake/{name}: keep one of them."
        taken[name] = setting
        if secret.startswith(SIGNING_PREFIX):
            if decoded_length(secret.removeprefix(SIGNING_PREFIX)) < SHORTEST_SECRET:
                yield f"{setting} must hold at least {SHORTEST_SECRET} bytes in base64 after {SIGNING_PREFIX}."
        elif len(secret) < SHORTEST_SECRET:
            yield (
                f"{setting} has {len(secret)} characters: use at least {SHORTEST_SECRET}, or {SIGNING_PREFIX} and "
                f"{SHORTEST_SECRET} random bytes in base64."
            )
        if not is_header_safe(secret):
            yield f"{setting} holds a blank or a letter outside ASCII: no sender could put it in a header."


def decoded_length(text: str) -> int:
    """Bytes behind base64 with or without its padding; -1 when it is none."""
    try:
        return len(base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), validate=True))
    except (binascii.Error, ValueError):
        return -1
