"""What the process is told from outside: environment, `.env`, and files that hold secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings_calendars import https_of, problems_with_calendars
from bot.settings_checks import SWITCHES, problems_with
from bot.settings_layers import CALENDAR_PREFIX, INTAKE_PREFIX, calendar_name, intake_name, read_layers
from bot.settings_pages import PAGE_NAMES, PageSettings, page_problems

Switch = Literal["yes", "no"]

LOCAL_BOT = "svarvakt"
"""The bot's id where nobody proves anything."""

UNAUTHENTICATED = (
    "TEAMS_UNAUTHENTICATED=yes: ANYBODY ON THIS MACHINE CAN ACT AS ANYBODY. "
    "For Microsoft's Playground only, never for a company's work."
)

SLACK_API_URL = "https://slack.com/api/"

NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "TEAMS_APP_ID",
    "TEAMS_APP_PASSWORD",
    "TEAMS_TENANT_ID",
    "TEAMS_MANAGED_IDENTITY",
    "TEAMS_UNAUTHENTICATED",
    "TEAMS_CLOUD_URL",
    "DATABASE_URL",
    "HANDBOOK",
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "LOG_LEVEL",
    *PAGE_NAMES,
    "METRICS_TOKEN",
)
"""Every setting with a fixed name. Beside them stand `INTAKE_SECRET_<NAME>` and `ROTA_CALENDAR_<NAME>`, and each also
as `<NAME>_FILE`."""


class SettingsError(Exception):
    """The settings cannot be used. `problems` holds every problem as one sentence; none of them shows a secret."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class SlackSettings:
    """One Slack app. `app_token` given: Socket Mode; `signing_secret` given: events over HTTP. One of them at least."""

    bot_token: SecretStr
    app_token: SecretStr | None
    signing_secret: SecretStr | None
    api_url: str


@dataclass(frozen=True)
class TeamsSettings:
    """One single-tenant Teams bot. Without a password it is the managed identity of the machine that it runs on.

    `unauthenticated`: nobody proves anything, for Microsoft's Playground on this very machine.
    """

    app_id: str
    app_password: SecretStr | None
    tenant_id: str
    unauthenticated: bool = False
    cloud_url: str | None = None


class Settings(PageSettings):
    """All settings, checked. Built by `read_settings`; tests and the demo may build one from keyword arguments.

    Nothing is read from the environment here: `read_settings` has joined the layers and knows which file or variable
    a problem is about.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API_URL
    teams_app_id: str | None = None
    teams_app_password: SecretStr | None = None
    teams_tenant_id: str | None = None
    teams_managed_identity: Switch = "no"
    teams_unauthenticated: Switch = "no"
    teams_cloud_url: str | None = None
    database_url: str = Field(default="sqlite:///var/svarvakt.db", repr=False)
    """May hold a password, so it is never part of `repr`."""
    handbook: Path = Path("handbook.toml")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    """0 lets the operating system pick a free one."""
    public_url: str | None = None
    """Under which address others reach the web server, without a stroke at its end; None: they cannot."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    metrics_token: SecretStr | None = None
    """Who has it may read `/metrics` from elsewhere; without it only programs on this machine may."""
    intake_secrets: dict[str, SecretStr] = Field(default_factory=dict)
    """Secret by the name in `/intake/<name>`: lower case, with hyphens."""
    rota_calendars: dict[str, SecretStr] = Field(default_factory=dict)
    """Address of an iCalendar feed by the name that a layer of the rota gives it; whoever has it can read it."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    @property
    def slack(self) -> SlackSettings | None:
        if self.slack_bot_token is None:
            return None
        return SlackSettings(
            bot_token=self.slack_bot_token,
            app_token=self.slack_app_token,
            signing_secret=self.slack_signing_secret,
            api_url=self.slack_api_url,
        )

    @property
    def teams(self) -> TeamsSettings | None:
        if self.teams_unauthenticated == "yes":
            return TeamsSettings(LOCAL_BOT, None, "", unauthenticated=True, cloud_url=self.teams_cloud_url)
        if self.teams_app_id is None or self.teams_tenant_id is None:
            return None
        if self.teams_app_password is None and self.teams_managed_identity == "no":
            return None
        return TeamsSettings(
            self.teams_app_id, self.teams_app_password, self.teams_tenant_id, cloud_url=self.teams_cloud_url
        )

    @property
    def has_desk(self) -> bool:
        return self.slack is not None or self.teams is not None


def read_settings(environment: Mapping[str, str], dotenv: Path | None) -> Settings:
    """Joins environment and `.env` file (environment wins; a file that is not there is no problem) and checks them.

    Raises SettingsError with all problems at once.
    """
    given = read_layers(environment, dotenv, NAMES)
    problems = (
        *given.problems,
        *problems_with(given.values, given.broken),
        *problems_with_calendars(given.values),
        *page_problems(given.values, given.broken),
    )
    if problems:
        raise SettingsError(problems)
    fields: dict[str, object] = {name.lower(): given.values[name] for name in NAMES if name in given.values}
    if "SLACK_API_URL" in given.values:
        fields["slack_api_url"] = given.values["SLACK_API_URL"].rstrip("/") + "/"
    for name in (*SWITCHES, "SMTP_TLS"):
        if name in given.values:
            fields[name.lower()] = given.values[name].lower()
    if "PUBLIC_URL" in given.values:
        fields["public_url"] = given.values["PUBLIC_URL"].rstrip("/")
    if "LOG_LEVEL" in given.values:
        fields["log_level"] = given.values["LOG_LEVEL"].lower()
    fields["intake_secrets"] = {
        intake_name(name): value for name, value in given.values.items() if name.startswith(INTAKE_PREFIX)
    }
    fields["rota_calendars"] = {
        calendar_name(name): https_of(value) for name, value in given.values.items() if name.startswith(CALENDAR_PREFIX)
    }
    return Settings.model_validate(fields)
