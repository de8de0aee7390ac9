"""Every document drawn as the local workspace's page draws it: one picture each."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from playwright.async_api import Browser

from bot.workspace import Workspace
from routing.messages import Form
from tests.browser.screen import screen_of
from tests.gallery.checks import slack_message, slack_view
from tests.gallery.documents import Sample
from tests.stories.company import PEOPLE, TRIAGE

WIDTH = 560
AT = datetime(2026, 3, 4, 11, 0, tzinfo=ZoneInfo("Europe/Oslo")).timestamp()

_MESSAGE = """async (message) => {
  const { messageNode } = await import("/page/static/messages.js");
  document.getElementById("sample")?.remove();
  const holder = document.createElement("div");
  holder.id = "sample";
  Object.assign(holder.style, {
    position: "absolute", top: 0, left: 0, width: "WIDTHpx", zIndex: 9999, background: "var(--surface, Canvas)",
  });
  holder.append(messageNode(message, "CHANNEL", {}));
  document.body.append(holder);
}""".replace("WIDTH", str(WIDTH)).replace("CHANNEL", TRIAGE)

_FORM = """async (view) => {
  document.getElementById("sample")?.remove();
  const { showViews } = await import("/page/static/modal.js");
  showViews([]);
  showViews([view]);
}"""

_NO_FORM = """async () => (await import("/page/static/modal.js")).showViews([])"""


async def draw(
    browser: Browser, samples: Sequence[Sample], scheme: Literal["light", "dark"]
) -> AsyncIterator[tuple[str, bytes]]:
    """Name and picture of each sample, as PNG."""
    workspace = Workspace(now=lambda: AT, limits=False)
    await workspace.start()
    for name, real_name in PEOPLE.items():
        workspace.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
    workspace.add_channel("svar", id=TRIAGE)
    await workspace.post("U0BO", TRIAGE, "The gallery")
    try:
        async with screen_of(browser, workspace.url, scheme, width=1200, height=4000) as screen:
            page = screen.page
            for sample in samples:
                if isinstance(sample.document, Form):
                    await page.evaluate(_FORM, _view(sample.document))
                    yield sample.name, await page.locator("dialog").screenshot(animations="disabled")
                    await page.evaluate(_NO_FORM)
                else:
                    await page.evaluate(_MESSAGE, _message(workspace, slack_message(sample.document)))
                    yield sample.name, await page.locator("#sample").screenshot(animations="disabled")
            await page.evaluate("document.getElementById('sample')?.remove()")
            screen.complaints.clear()  # Pictures that customers sent stand at addresses that are not here.
    finally:
        await workspace.stop()


def _message(workspace: Workspace, drawn: dict[str, Any]) -> dict[str, Any]:
    author = {"name": "Svarvakt", "bot": True}
    return {**drawn, "type": "message", "ts": f"{AT:.6f}", "user": workspace.bot_user_id, "author": author}


def _view(form: Form) -> dict[str, Any]:
    return {**slack_view(form), "id": "V0SAMPLE"}
