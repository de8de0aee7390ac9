"""Files at the page: attached to a direct message, and taken from one."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from bot.demo.serve import Demo
from bot.desks.slack import SlackDesk
from tests.browser.screen import screen_of

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

EVA = "U0EVA"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HANDBOOK = 'schema = 1\n[company]\nname = "Fjellrø"\n'


async def given_a_file(demo: Demo) -> str:
    """The bot puts a file into Eva's direct messages; returns the conversation."""
    assert demo.application is not None
    desk = demo.application.desks["slack"]
    assert isinstance(desk, SlackDesk)
    direct = demo.workspace.open_direct(EVA)
    await desk._api.client.files_upload_v2(
        channel=direct,
        filename="handbook.toml",
        content=HANDBOOK,
        initial_comment="*The handbook in force*, since Monday 09:00.\nSend it back to me when you have changed it.",
    )
    return direct


@pytest.mark.parametrize("width", [1440, 390], ids=["desk", "phone"])
async def test_a_file_is_taken_and_another_attached(
    browser: Browser, demo: Demo, width: int, tmp_path: Path, pictures: Path
) -> None:
    direct = await given_a_file(demo)
    changed = tmp_path / "handbook.toml"
    changed.write_text(HANDBOOK + "# changed\n", encoding="utf-8")
    other = tmp_path / "a-rather-long-name-of-another-file-that-nobody-needs-in-the-end.csv"
    other.write_bytes(b"a;b\n" * 3000)
    async with screen_of(browser, demo.workspace.url, width=width) as screen:
        await screen.becomes(EVA)
        if width < 760:
            await screen.by("drawer").click()
        await screen.opens("Svarvakt")
        card = screen.card("The handbook in force")
        async with screen.page.expect_download() as downloading:
            await card.get_by_test_id("file").click()
        download = await downloading.value
        assert download.suggested_filename == "handbook.toml"
        assert (await download.path()).read_text(encoding="utf-8") == HANDBOOK

        await expect(screen.by("composer-send")).to_be_disabled()
        await screen.by("composer-files").set_input_files([changed, other])
        await expect(screen.by("attached")).to_have_count(2)
        assert await screen.overflow() == ""
        for scheme in SCHEMES:
            await screen.page.emulate_media(color_scheme=scheme)
            await screen.picture(tmp_path / f"files-{scheme}-{width}.png")
        await screen.by("attached").last.get_by_role("button").click()
        await expect(screen.by("attached")).to_have_count(1)
        await screen.by("composer-send").click()
        await expect(screen.by("attached")).to_have_count(0)
        await expect(screen.by("composer-send")).to_be_disabled()
        await expect(screen.by("messages").get_by_test_id("file")).to_have_count(2)
        message = next(each for each in reversed(demo.workspace.history(direct)) if each["user"] == EVA)
        (file,) = message["files"]
        assert demo.workspace.files[file["id"]].content == changed.read_bytes()

        await screen.by("composer-files").set_input_files(changed)
        await screen.writes("/svar status")
        await expect(screen.page.locator(".notice", has_text="A command takes no files")).to_be_visible()
        assert await screen.overflow() == ""
