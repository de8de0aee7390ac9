"""The second legs of pages: how each try ends, what `check` finds of them, and what `page-test` tells."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.check_pages import check_legs, check_quiet
from bot.check_parts import Grade
from bot.cli_pages import _send_all
from bot.legs.email import EmailLeg
from bot.legs.webhook import WebhookLeg
from bot.settings import Settings
from bot.settings_pages import PageWebhook, Smtp
from bot.workspace import Workspace
from handlers.parcels import Alarm
from routing.delivery import GaveUp, RetryAfter, Sent
from routing.handbook_text import read_handbook
from routing.item import Place
from tests.stories.company import COMPANY
from tests.stories.receivers import WEBHOOK_SECRET, pager, post_office

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
ALARM = Alarm(
    token="t", desk="page_webhook", conversation="person:dee", key="page.3.1.1772617320", person="dee", name="Dee Æik",
    email="dee@fjellro.example", phone="+4791234567", language="nb", items=(7,), due_at=NOW,
    heading="Du har vakt: 1 sak må besvares innen kl. 23 · æøå", lines=("Hilsen Ærøy.",),
    chat=Place("slack", "D1", "17.01"),
)  # fmt: skip
LEGS = COMPANY.replace(
    'slack = "U0DEE"', 'slack = "U0DEE"\nemail = "dee@fjellro.example"\npage_also = ["webhook", "email"]'
)


def link(place: Place) -> str:
    return f"https://chat.example/{place.conversation}/{place.message}"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Sent), (204, Sent), (301, GaveUp("http_301")), (400, GaveUp("http_400")), (401, GaveUp("http_401")),
        (408, RetryAfter(2.0)), (410, GaveUp("http_410")), (429, RetryAfter(2.0)), (500, RetryAfter(2.0)),
        (503, RetryAfter(2.0)),
    ],
)  # fmt: skip
async def test_how_a_webhook_ends(status: int, outcome: Any) -> None:
    async with pager() as service:
        service.answers += [status]
        leg = WebhookLeg(PageWebhook(service.url, SecretStr(WEBHOOK_SECRET)), lambda: NOW, link)
        ended = await leg.send(ALARM)
        await leg.close()
        (call,) = service.calls
    assert ended == (Sent(Place("page_webhook", "person:dee", ALARM.key)) if outcome is Sent else outcome)
    assert (call.id, call.at, call.body["data"]["link"]) == (ALARM.key, NOW, "https://chat.example/D1/17.01")
    assert call.body["data"]["says"] == ALARM.heading


async def test_nobody_there_is_tried_again() -> None:
    gone = WebhookLeg(PageWebhook("http://127.0.0.1:9/", SecretStr(WEBHOOK_SECRET)), lambda: NOW, link)
    assert await gone.send(ALARM) == RetryAfter(2.0)
    await gone.close()
    await gone.close()
    mail = EmailLeg(Smtp("127.0.0.1", 9, "none", "svarvakt@fjellro.example"), lambda: NOW, link)
    assert await mail.send(ALARM) == RetryAfter(2.0)


@pytest.mark.parametrize(
    ("refused", "more", "outcome"),
    [
        ("", {}, Sent),
        ("450 later", {}, RetryAfter(2.0)),
        ("550 nobody here", {}, GaveUp("smtp_550")),
        ("", {"password": SecretStr("wrong")}, GaveUp("smtp_535")),
        ("", {"tls": "starttls"}, GaveUp("not_supported")),
    ],
    ids=["taken", "later", "unknown", "wrong password", "no TLS there"],
)
async def test_how_a_mail_ends(refused: str, more: dict[str, Any], outcome: Any) -> None:
    async with post_office() as post:
        post.refuses += [refused] if refused else []
        settings = Settings(**post.settings).smtp
        assert settings is not None
        leg = EmailLeg(Smtp(**{**vars(settings), **more}), lambda: NOW, link)
        ended = await leg.send(ALARM)
    assert ended == (Sent(Place("page_webhook", "person:dee", ALARM.key)) if outcome is Sent else outcome)
    if outcome is Sent:
        (mail,) = post.mails
        assert (mail["To"], mail["Subject"], mail["Content-Language"]) == ("dee@fjellro.example", ALARM.heading, "nb")
        assert mail.get_content().splitlines() == ["Hilsen Ærøy.", "https://chat.example/D1/17.01"]


async def test_check_looks_at_them_and_page_test_sends_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "handbook.toml"
    file.write_text(LEGS, encoding="utf-8")
    book = read_handbook(LEGS)
    dee = book.person("dee")
    assert dee is not None
    alone = Settings(handbook=file, database_url=f"sqlite:///{tmp_path}/x.db")
    assert [one.sentences[0].partition(",")[0] for one in await check_legs(alone)] == [
        'page_also has "webhook" for dee', 'page_also has "email" for dee',
    ]  # fmt: skip
    async with pager() as service, post_office() as post:
        settings = alone.model_copy(update={**service.settings, **post.settings})
        found = await check_legs(settings)
        assert [(one.subject, one.grade) for one in found] == [("Page webhook", Grade.OK), ("Page e-mail", Grade.OK)]
        assert (service.calls, post.mails) == ([], [])
        wrong = settings.model_copy(update={"smtp_password": SecretStr("wrong-one")})
        assert "refuses SMTP_USER or SMTP_PASSWORD (535)" in (await check_legs(wrong))[1].sentences[0]
        service.answers += [204, 410]
        assert await _send_all(settings, book, dee)
        assert not await _send_all(settings, book, dee)
        (first, _), (mail, _) = service.calls, post.mails
    assert (first.body["type"], first.body["data"]["items"]) == ("page.test", [])
    assert "This is a test of a page" in mail.get_content()
    told = capsys.readouterr()
    assert "webhook: taken for Dee Eik" in told.out
    assert "webhook: refused (http_410)." in told.err
    assert not await _send_all(alone, book, dee)
    assert "webhook: not set up; PAGE_WEBHOOK_URL is missing" in capsys.readouterr().err


async def test_check_tells_of_quiet_times_that_cover_a_shift(tmp_path: Path) -> None:
    file = tmp_path / "handbook.toml"
    file.write_text(COMPANY.replace('slack = "U0GRO"', 'teams = "11111111-2222-3333-4444-555555555555"'), "utf-8")
    workspace = Workspace(now=NOW.timestamp, limits=False)
    await workspace.start()
    workspace.add_person("dee", id="U0DEE")
    teams = {"teams_app_id": "a", "teams_tenant_id": "t", "teams_app_password": SecretStr("p")}
    settings = Settings(
        handbook=file, database_url=f"sqlite:///{tmp_path}/x.db", slack_bot_token=SecretStr(workspace.bot_token),
        slack_app_token=SecretStr(workspace.app_token), slack_api_url=workspace.api_url, **teams,
    )  # fmt: skip
    try:
        (found,) = await check_quiet(settings, NOW)
        assert found.sentences[0] == "None that Slack tells covers a shift of dee in the coming week."
        assert found.sentences[1].startswith("gro: Teams tells no bot")
        at = NOW.timestamp() + 12 * 3600
        workspace.do_not_disturb("U0DEE", at, at + 36_000)
        (found,) = await check_quiet(settings, NOW)
        assert found.grade is Grade.WARNING
        quiet = "Dee Eik is on call, but their chat is quiet from Wed 4 Mar 22:00 until Thu 5 Mar 08:00"
        assert found.sentences[0].startswith(quiet)
        workspace.scopes.discard("dnd:read")
        (found,) = await check_quiet(settings, NOW)
        assert found.sentences[0] == "Slack does not tell them (missing_scope)."
    finally:
        await workspace.stop()
