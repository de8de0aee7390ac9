"""A person at the demo's page: a Chromium that is on the machine already, driven by Playwright."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDED = "SVARVAKT_NEEDS_BROWSER"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # Whatever asks for another machine finds none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def chromium() -> str:
    """Where a browser is. Skips the test when there is none, and fails it where one is needed."""
    found = next(filter(None, (shutil.which(name) or shutil.which(name, path="/usr/bin") for name in NAMES)), None)
    if found is not None:
        return found
    reason = "no Chromium on this machine (Debian and Ubuntu: apt-get install chromium)"
    if os.environ.get(NEEDED) == "1":
        pytest.fail(f"{reason}, but {NEEDED}=1")
    pytest.skip(reason)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Screen:
    """One window. `complaints` are errors on the console, exceptions, and requests to other machines."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def by(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)

    @property
    def cards(self) -> Locator:
        """The messages of the open conversation, those in the thread left out."""
        return self.by("messages").get_by_test_id("message")

    @property
    def private(self) -> Locator:
        """What only the present person sees, the newest one."""
        return self.by("messages").get_by_test_id("message-ephemeral").last

    def card(self, words: str) -> Locator:
        """The newest message that holds these words."""
        return self.cards.filter(has_text=words).last

    async def becomes(self, person: str) -> None:
        """Switch by the menu, which holds everybody, and wait until it is done: what was being written goes then."""
        await self.by("person-switcher").click()
        await self.by(f"person-{person}").click()
        await expect(self.page.locator(".menu")).to_have_count(0)
        await self.page.wait_for_url(re.compile(rf"#as={person}&"))

    async def opens(self, conversation: str) -> None:
        await self.by(f"conversation-{conversation}").click()
        await expect(self.by(f"conversation-{conversation}")).to_have_attribute("aria-current", "page")

    async def writes(self, text: str) -> None:
        await self.by("composer").fill(text)
        await self.by("composer-send").click()

    async def moves_the_clock(self, button: Literal["clock-15m", "clock-1h", "clock-morning"]) -> None:
        """Press and wait until it has moved."""
        await self.by(button).click()
        await self.page.locator("#clock[aria-busy=true]").wait_for(state="detached", timeout=30_000)

    async def customer_writes(self, sample: str) -> None:
        await self.by("customers").click()
        await self.by(f"sample-{sample}").click()

    async def picture(self, path: Path) -> int:
        """Take one with nothing hovered, focused or announced; returns its size in bytes."""
        await self.page.mouse.move(0, 0)
        await self.page.evaluate("document.activeElement?.blur()")
        await self.page.evaluate("document.querySelectorAll('.notice').forEach((notice) => notice.remove())")
        return len(await self.page.screenshot(path=path, animations="disabled"))

    async def overflow(self) -> str:
        """What is wider than the screen, "" for nothing."""
        return str(await self.page.evaluate(_OVERFLOW))


_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide && document.body.scrollWidth <= wide) return "";
  const guilty = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 1);
  return `${document.documentElement.scrollWidth} px: ` + guilty.slice(0, 5).map((one) => one.className).join(", ");
}"""


@asynccontextmanager
async def screen_of(
    browser: Browser, url: str, scheme: Literal["light", "dark"] = "light", width: int = 1440, height: int = 900
) -> AsyncIterator[Screen]:
    """Open the page in a window of its own; at the end nothing may have gone wrong in it."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=width < 760, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    page = await context.new_page()
    screen = Screen(page)
    here = urlsplit(url).netloc

    def asked(address: str) -> None:
        if urlsplit(address).netloc != here and not address.startswith(("data:", "blob:")):
            screen.complaints.append(f"asked for {address}")

    def told(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            screen.complaints.append(message.text)

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("console", told)
    page.on("pageerror", lambda error: screen.complaints.append(str(error)))
    try:
        await page.goto(url)
        await expect(page.locator("body.starting")).to_have_count(0)
        await expect(screen.cards.first).to_be_visible()
        yield screen
        assert screen.complaints == []
    finally:
        await context.close()
