"""What the desk needs to reach Teams."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot import settings as outside

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class Cloud:
    """Where Microsoft's services are.

    `login` gives the bot its own tokens; `metadata` names the keys that sign what Teams sends, `issuer` who signs;
    `hosts` are the only ones a message may be sent to; `service` is where one goes before Teams has named another.
    `files` is the domain below which people's files stand (".sharepoint.com": OneDrive of every company), "" where they
    stand on `hosts`.
    Source: Microsoft's "Authentication with the Bot Connector API", "Send proactive messages", "Send and receive files
    using bot" (no files for bots in GCC High, DoD and 21Vianet).
    """

    login: str
    metadata: str
    issuer: str
    hosts: tuple[str, ...]
    service: str
    scope: str = "https://api.botframework.com/.default"
    files: str = ""


PUBLIC = Cloud(
    login="https://login.microsoftonline.com",
    metadata="https://login.botframework.com/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.com",
    hosts=("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"),
    service="https://smba.trafficmanager.net/teams/",
    files=".sharepoint.com",
)


def local_cloud(address: str) -> Cloud:
    """A compatible server that stands in for all of it."""
    base = address.rstrip("/")
    return Cloud(
        login=f"{base}/login",
        metadata=f"{base}/.well-known/openidconfiguration",
        issuer=PUBLIC.issuer,
        hosts=(urlsplit(base).hostname or "",),
        service=f"{base}/",
    )


@dataclass(frozen=True)
class TeamsSettings:
    """One single-tenant bot. Without a password it is its managed identity. Secrets are never printed.

    `unauthenticated`: nobody proves anything, for Microsoft's Playground on this very machine; `hosts` are local then.
    """

    app_id: str
    tenant_id: str
    app_password: str | None = field(default=None, repr=False)
    unauthenticated: bool = False
    cloud: Cloud = PUBLIC

    def trusts(self, service_url: str) -> bool:
        """Whether messages may be sent there: an address from outside is never believed by itself."""
        return self._trusts(service_url, lambda host: host in self.cloud.hosts, query=False)

    def trusts_file(self, address: str) -> bool:
        """Whether a file may be fetched from there, or put there: OneDrive's own hosts alone."""
        return self._trusts(address, self._holds_files, query=True)

    def _holds_files(self, host: str) -> bool:
        if not self.cloud.files:
            return host in self.cloud.hosts
        return host.endswith(self.cloud.files) and _HOST.fullmatch(host) is not None

    def _trusts(self, address: str, known: Callable[[str], bool], *, query: bool) -> bool:
        try:
            parts = urlsplit(address)
            host, _ = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return False
        if parts.username is not None or parts.password is not None or parts.fragment or (parts.query and not query):
            return False
        if self.unauthenticated:
            return parts.scheme in ("http", "https") and host in LOCAL_HOSTS
        if host in LOCAL_HOSTS and known(host):
            return parts.scheme in ("http", "https")
        return parts.scheme == "https" and known(host) and parts.port in (None, 443)


def teams_settings(given: outside.TeamsSettings) -> TeamsSettings:
    """What the desk needs, of what the process was told from outside."""
    return TeamsSettings(
        app_id=given.app_id,
        tenant_id=given.tenant_id,
        app_password=given.app_password.get_secret_value() if given.app_password else None,
        unauthenticated=given.unauthenticated,
        cloud=local_cloud(given.cloud_url) if given.cloud_url else PUBLIC,
    )
