"""Settings, as tables: what is given, and what is said about it."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.settings import NAMES, SLACK_API_URL, Settings, SettingsError, read_settings

BOT, APP, SIGNING = "xoxb-1-abc", "xapp-1-abc", "0123456789abcdef0123456789abcdef"
SLACK = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}
APP_ID, TENANT = "11111111-2222-3333-4444-555555555555", "example.onmicrosoft.com"
TEAMS = {
    "TEAMS_APP_ID": "11111111-2222-3333-4444-555555555555",
    "TEAMS_APP_PASSWORD": "a password",
    "TEAMS_TENANT_ID": "example.onmicrosoft.com",
}
WHSEC = "whsec_" + base64.b64encode(b"x" * 24).decode()

PAGES = {
    "PAGE_WEBHOOK_URL": "https://pages.example/a-key-of-the-service",
    "PAGE_WEBHOOK_SECRET": WHSEC,
    "SMTP_HOST": "smtp.example.com",
    "SMTP_USER": "svarvakt",
    "SMTP_PASSWORD": "mail-password",
    "SMTP_FROM": "svarvakt@example.com",
}


def problems(environment: dict[str, str], dotenv: Path | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment, dotenv)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_nothing_given_is_no_problem_and_no_desk() -> None:
    settings = read_settings({}, None)
    assert settings == Settings()
    assert not settings.has_desk
    assert settings.database_url == "sqlite:///var/svarvakt.db"
    assert settings.handbook == Path("handbook.toml")
    assert (settings.host, settings.port, settings.log_level) == ("127.0.0.1", 8080, "info")


def test_everything_given() -> None:
    environment = {
        **SLACK,
        **TEAMS,
        "SLACK_SIGNING_SECRET": SIGNING,
        "SLACK_API_URL": "http://127.0.0.1:9000/api",
        "DATABASE_URL": "postgresql+psycopg://me:secret-word@db/svarvakt",
        "HANDBOOK": "/etc/svarvakt/handbook.toml",
        "HOST": "::1",
        "PORT": "80",
        "LOG_LEVEL": "Debug",
        "INTAKE_SECRET_FACEBOOK": WHSEC,
        "INTAKE_SECRET_OUR_BLOG": "a plain secret of 25 char".replace(" ", "-"),
        "PUBLIC_URL": "https://svarvakt.example.com/",
        "ROTA_CALENDAR_SUPPORT_ROTA": "webcal://calendar.example/hush.ics",
        "PATH": "/bin",
    }
    settings = read_settings(environment, None)
    assert settings.slack is not None
    assert settings.teams is not None
    assert settings.slack.app_token == SecretStr(APP)
    assert settings.slack.api_url == "http://127.0.0.1:9000/api/"
    assert settings.teams.tenant_id == "example.onmicrosoft.com"
    assert set(settings.intake_secrets) == {"facebook", "our-blog"}
    assert (settings.port, settings.log_level) == (80, "debug")
    assert settings.public_url == "https://svarvakt.example.com"
    assert settings.rota_calendars == {"SUPPORT_ROTA": SecretStr("https://calendar.example/hush.ics")}
    assert "hush" not in repr(settings)


def test_secrets_are_never_shown() -> None:
    settings = read_settings(
        {**SLACK, **TEAMS, **PAGES, "DATABASE_URL": "postgresql+psycopg://me:secret-word@db/x"}, None
    )
    shown = f"{settings!r} {settings} {settings.slack!r} {settings.teams!r} {settings.smtp!r}"
    for secret in (BOT, APP, "a password", "secret-word", WHSEC, "mail-password", "a-key-of-the-service"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SLACK_BOT_TOKEN": BOT}, ["add SLACK_APP_TOKEN"]),
        ({"SLACK_APP_TOKEN": APP}, ["SLACK_BOT_TOKEN is missing: SLACK_APP_TOKEN was given; add"]),
        (
            {"SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING},
            ["SLACK_APP_TOKEN and SLACK_SIGNING_SECRET were given"],
        ),
        ({"SLACK_BOT_TOKEN": " ", "SLACK_APP_TOKEN": APP}, ["SLACK_BOT_TOKEN is missing"]),
        ({"SLACK_BOT_TOKEN": APP, "SLACK_APP_TOKEN": BOT}, ["are swapped"]),
        ({**SLACK, "SLACK_BOT_TOKEN": "xoxp-1"}, ["must start with xoxb-; this is a user token"]),
        ({**SLACK, "SLACK_APP_TOKEN": "abc"}, ["SLACK_APP_TOKEN must start with xapp-."]),
        ({**SLACK, "SLACK_SIGNING_SECRET": BOT}, ["signing secret of the app's Basic Information page; this is a bot"]),
        ({**SLACK, "SLACK_BOT_TOKEN": "xoxb-1 2"}, ["SLACK_BOT_TOKEN holds a blank"]),
        ({**SLACK, "SLACK_API_URL": "slack.com"}, ["SLACK_API_URL must be an address"]),
        ({**SLACK, "SLACK_API_URL": "http://[::1"}, ["SLACK_API_URL must be an address"]),
        ({**SLACK, "SLACK_API_URL": "http://10.0.0.1/api/"}, ["must use https"]),
        (
            {"TEAMS_APP_ID": "11111111-2222-3333-4444-555555555555"},
            ["TEAMS_APP_PASSWORD is missing: TEAMS_APP_ID was given", "TEAMS_TENANT_ID is missing"],
        ),
        ({**TEAMS, "TEAMS_TENANT_ID": ""}, ["TEAMS_TENANT_ID is missing"]),
        ({**TEAMS, "TEAMS_TENANT_ID": "../x y/æ"}, ["TEAMS_TENANT_ID must be the App Tenant ID"]),
        ({**TEAMS, "TEAMS_TENANT_ID": "Ab8~secret.q"}, ["TEAMS_TENANT_ID must be the App Tenant ID"]),
        ({**TEAMS, "TEAMS_APP_ID": "foo"}, ["TEAMS_APP_ID must be the Microsoft App ID"]),
        ({**TEAMS, "TEAMS_APP_ID": " "}, ["TEAMS_APP_ID is missing"]),
        ({**TEAMS, "TEAMS_MANAGED_IDENTITY": "yes"}, ["keep one of them"]),
        ({"TEAMS_MANAGED_IDENTITY": "yes"}, ["TEAMS_APP_ID is missing", "TEAMS_TENANT_ID is missing"]),
        ({"TEAMS_MANAGED_IDENTITY": "perhaps"}, ["TEAMS_MANAGED_IDENTITY must be yes or no"]),
        ({**TEAMS, "TEAMS_UNAUTHENTICATED": "yes"}, ["is for Microsoft's Playground alone"]),
        ({"TEAMS_UNAUTHENTICATED": "yes", "HOST": "0.0.0.0"}, ["HOST must be 127.0.0.1, not 0.0.0.0"]),
        ({"TEAMS_CLOUD_URL": "http://10.0.0.1/"}, ["TEAMS_CLOUD_URL must use https"]),
        ({"DATABASE_URL": "postgresql://me@db/x"}, ["write postgresql+psycopg:// instead"]),
        ({"DATABASE_URL": "postgres://me@db/x"}, ["write postgresql+psycopg:// instead"]),
        ({"DATABASE_URL": "postgresql+psycopg://me@db:port/x"}, ["DATABASE_URL cannot be read"]),
        ({"DATABASE_URL": "mysql://me@db/x"}, ["must start with sqlite:/// or postgresql+psycopg://"]),
        ({"DATABASE_URL": "var/svarvakt.db"}, ["must start with sqlite:/// or postgresql+psycopg://"]),
        ({"DATABASE_URL": "sqlite://var/svarvakt.db"}, ["three strokes"]),
        ({"DATABASE_URL": "sqlite:///:memory:"}, ["must name a file"]),
        ({"DATABASE_URL": "sqlite:///var/a.db?mode=ro"}, ["takes no ?"]),
        ({"HOST": "http://localhost:8080"}, ["HOST must be an address"]),
        ({"HOST": "localhost:8080"}, ["HOST must be an address"]),
        ({"PORT": "http"}, ['PORT must be a number from 0 to 65535 (0: any free one), not "http"']),
        ({"PORT": "65536"}, ["PORT must be a number"]),
        ({"PORT": "-1"}, ["PORT must be a number"]),
        ({"PORT": "8080.0"}, ["PORT must be a number"]),
        (
            {"PAGE_WEBHOOK_URL": "http://10.0.0.1/"},
            ["PAGE_WEBHOOK_URL must use https", "PAGE_WEBHOOK_SECRET is missing"],
        ),
        ({**PAGES, "PAGE_WEBHOOK_SECRET": "x" * 40}, ["PAGE_WEBHOOK_SECRET must be whsec_"]),
        ({**PAGES, "SMTP_HOST": ""}, ["SMTP_HOST is missing: SMTP_USER and SMTP_PASSWORD and SMTP_FROM"]),
        ({**PAGES, "SMTP_FROM": "Me <me@x.no>"}, ["SMTP_FROM must be an address alone"]),
        ({**PAGES, "SMTP_FROM": "", "SMTP_PORT": "0"}, ["SMTP_PORT must be a number from 1", "SMTP_FROM is missing"]),
        (
            {**PAGES, "SMTP_PASSWORD": "", "SMTP_TLS": "ssl"},
            ["SMTP_TLS must be one of starttls, tls", "belong together"],
        ),
        ({**PAGES, "SMTP_TLS": "None"}, ["would show SMTP_PASSWORD to everybody"]),
        ({**PAGES, "SMTP_HOST": "smtp://mail"}, ["SMTP_HOST must be a name"]),
        ({"METRICS_TOKEN": "short"}, ["METRICS_TOKEN has 5 characters: use at least 24"]),
        ({"METRICS_TOKEN": "a token of at least 24 letters"}, ["METRICS_TOKEN holds a blank"]),
        ({"LOG_LEVEL": "loud"}, ["LOG_LEVEL must be one of debug, info, warning, error"]),
        ({"INTAKE_SECRET_X": "short"}, ["INTAKE_SECRET_X has 5 characters: use at least 24"]),
        ({"INTAKE_SECRET_X": "whsec_" + base64.b64encode(b"x" * 23).decode()}, ["at least 24 bytes in base64"]),
        ({"INTAKE_SECRET_X": "whsec_" + "!" * 40}, ["at least 24 bytes in base64"]),
        ({"INTAKE_SECRET_X": "two words that are long enough"}, ["no sender could put it in a header"]),
        ({"INTAKE_SECRET_": WHSEC}, ["names no intake"]),
        ({"INTAKE_SECRET_ÆØÅ": WHSEC}, ["names no intake"]),
        ({"INTAKE_SECRET_MY_BLOG": WHSEC, "INTAKE_SECRET_My-Blog": WHSEC}, ["both mean /intake/my-blog"]),
        ({"PUBLIC_URL": "svarvakt.example.com"}, ["PUBLIC_URL must be an address such as https://svarvakt"]),
        ({"PUBLIC_URL": "http://svarvakt.example.com"}, ["PUBLIC_URL must use https"]),
        ({"PUBLIC_URL": "https://me:word@svarvakt.example.com"}, ["PUBLIC_URL must be the address alone"]),
        ({"PUBLIC_URL": "https://svarvakt.example.com/?a=b"}, ["PUBLIC_URL must be the address alone"]),
        ({"ROTA_CALENDAR_X": "http://calendar.example/hush.ics"}, ["ROTA_CALENDAR_X must use https"]),
        ({"ROTA_CALENDAR_X": "hush"}, ["ROTA_CALENDAR_X must be an address such as"]),
        ({"ROTA_CALENDAR_X": "https://calendar.example/hush hush"}, ["ROTA_CALENDAR_X holds a blank"]),
        ({"ROTA_CALENDAR_x-y": "https://calendar.example/a"}, ["ROTA_CALENDAR_x-y names no calendar"]),
        (
            {"SLACK_APP_TOKEN": APP, "PORT": "x", "DATABASE_URL": "mysql://", "INTAKE_SECRET_X": "y"},
            ["SLACK_BOT_TOKEN", "DATABASE_URL", "PORT", "INTAKE_SECRET_X"],
        ),
    ],
)
def test_problems_come_all_at_once_in_words(environment: dict[str, str], words: list[str]) -> None:
    found = problems(environment)
    assert len(found) == len(words)
    for problem, part in zip(found, words, strict=True):
        assert part in problem
        assert "hush" not in problem


@pytest.mark.parametrize(
    "environment",
    [
        {**SLACK, "SLACK_API_URL": "http://localhost:1/api/"},
        {**SLACK, "SLACK_API_URL": "http://[::1]:1/api/"},
        {**SLACK, "SLACK_API_URL": "https://slack.example/api"},
        {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SIGNING},
        {"DATABASE_URL": "sqlite:////srv/svarvakt.db"},
        {"HOST": "0.0.0.0"},
        {"HOST": "::"},
        {"HOST": "fe80::1%eth0"},
        {"PORT": "0"},
        {"INTAKE_SECRET_X": WHSEC.rstrip("=")},
        {"PUBLIC_URL": "http://localhost:8080"},
        {"PUBLIC_URL": "https://svarvakt.example.com/below/"},
        {"ROTA_CALENDAR_X": "http://127.0.0.1:1/a.ics"},
    ],
)
def test_what_is_good_passes(environment: dict[str, str]) -> None:
    assert isinstance(read_settings(environment, None), Settings)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("PORT=1111\nHOST=\"0.0.0.0\" # all\nexport LOG_LEVEL='error'\nDATABASE_URL=sqlite:///$x${y}.db\n")
    settings = read_settings({"PORT": "2222", "HOST": ""}, dotenv)
    assert (settings.port, settings.host, settings.log_level) == (2222, "0.0.0.0", "error")
    assert settings.database_url == "sqlite:///$x${y}.db"


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path / ".env") == Settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PORT=80\nthis is no line\n", "line 2, is no NAME=value"),
        (b"PORT=\xff", "is not UTF-8"),
        (b"SLACK_BOT_TOKN=xoxb-1", "SLACK_BOT_TOKN in"),
        (b"slack_bot_token=xoxb-1", "did you mean SLACK_BOT_TOKEN?"),
        (b"INTAKE_SECRTE_X=abc", "is no setting"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(content)
    (problem,) = problems({}, dotenv)
    assert words in problem


def test_any_setting_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    values = {**SLACK, **TEAMS, "SLACK_SIGNING_SECRET": SIGNING, "SLACK_API_URL": SLACK_API_URL} | {
        "DATABASE_URL": "sqlite:///x.db",
        "HANDBOOK": "h.toml",
        "HOST": "localhost",
        "PORT": "81",
        "PUBLIC_URL": "https://svarvakt.example",
        "LOG_LEVEL": "error",
        "METRICS_TOKEN": "a-token-of-at-least-24-letters",
        "INTAKE_SECRET_OUR_BLOG": WHSEC,
        "ROTA_CALENDAR_SUPPORT": "https://calendar.example/rota.ics",
    }
    switches = {
        "TEAMS_MANAGED_IDENTITY": "no",
        "TEAMS_UNAUTHENTICATED": "no",
        "TEAMS_CLOUD_URL": "https://teams.example",
    }
    values |= switches | PAGES | {"SMTP_PORT": "2525", "SMTP_TLS": "tls"}
    assert set(NAMES) < set(values)
    environment = {}
    for name, value in values.items():
        path = tmp_path / name
        path.write_text(f"\n {value} \n")
        environment[f"{name}_FILE"] = str(path)
    assert read_settings(environment, None) == read_settings(values, None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing", "SLACK_BOT_TOKEN_FILE names {path}, which cannot be read: No such file or directory."),
        ("folder", "SLACK_BOT_TOKEN_FILE names {path}, which cannot be read: Is a directory."),
        ("empty", "SLACK_BOT_TOKEN_FILE names {path}, which is empty."),
        ("binary", "SLACK_BOT_TOKEN_FILE names {path}, which is not UTF-8 text."),
    ],
)
def test_a_file_that_cannot_be_used_is_one_problem(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    path = str(tmp_path / name)
    assert problems({"SLACK_BOT_TOKEN_FILE": path, "SLACK_APP_TOKEN": APP}) == (words.format(path=path),)


def test_given_both_ways_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("81")
    assert problems({"PORT": "80", "PORT_FILE": str(tmp_path / "port")}) == (
        "PORT and PORT_FILE are both given in the environment: keep one of them.",
    )


def test_the_environment_wins_over_a_file_named_in_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT_FILE=/nowhere\n")
    assert read_settings({"PORT": "80"}, tmp_path / ".env").port == 80


SETTING = st.sampled_from([*NAMES, "INTAKE_SECRET_X", "INTAKE_SECRET_", "INTAKE_SECRET_Y_FILE", "PORT_FILE"])


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(SETTING, st.text(alphabet=st.characters(exclude_characters="\0"), max_size=60)))
def test_any_settings_give_settings_or_sentences(environment: dict[str, str]) -> None:
    told = None
    try:
        read_settings(environment, None)
    except SettingsError as error:
        told = error.problems
    assert told is None or (told and all(problem.endswith((".", "?")) for problem in told))


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        ({}, None), (TEAMS, "a password"), ({"TEAMS_UNAUTHENTICATED": "No"}, None),
        ({"TEAMS_APP_ID": APP_ID, "TEAMS_TENANT_ID": TENANT, "TEAMS_MANAGED_IDENTITY": "Yes"}, ""),
    ],
)  # fmt: skip
def test_teams_is_on_with_a_secret_or_a_managed_identity_and_off_without(
    environment: dict[str, str], on: str | None
) -> None:
    teams = read_settings(environment, None).teams
    password = teams.app_password.get_secret_value() if teams is not None and teams.app_password else ""
    assert (None if teams is None else password) == on
    assert teams is None or not teams.unauthenticated


def test_without_authentication_teams_has_no_identity_of_a_real_bot() -> None:
    teams = read_settings({"TEAMS_UNAUTHENTICATED": "yes"}, None).teams
    assert teams is not None
    assert (teams.unauthenticated, teams.app_id, teams.app_password) == (True, "svarvakt", None)
