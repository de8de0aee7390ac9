"""How much somebody does in a page, counted by the browser itself: no test that acts there can leave anything out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Page


@dataclass
class Effort:
    """`clicks`: every press of the mouse or of a key that does what one would do, so a menu opened and an entry chosen
    are two. `texts`: the fields in which something was written; that one goes to the field is part of it."""

    clicks: int = 0
    texts: int = 0


_BEGIN = """() => {
  const begun = window.effort !== undefined;
  const effort = (window.effort ??= {});
  Object.assign(effort, { clicks: 0, fields: new Set() });
  if (begun) return;
  const writes = (field) => field.matches?.("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]");
  const presses = (event) => ["Enter", "Escape"].includes(event.key) || (event.key === " " && !writes(event.target));
  const listen = (kind, heard) => window.addEventListener(kind, heard, { capture: true });
  listen("pointerdown", () => { effort.clicks += 1; });
  listen("keydown", (event) => { if (presses(event)) effort.clicks += 1; });
  // A menu of the system's own: it is opened, and an entry is chosen.
  listen("change", (event) => { if (event.target.matches("select")) effort.clicks += 2; });
  listen("input", (event) => { if (writes(event.target)) effort.fields.add(event.target); });
}"""


@asynccontextmanager
async def counted(page: Page) -> AsyncIterator[Effort]:
    """Counts what is done in the block, from nothing; the result is there after it. The page is not to be loaded again
    meanwhile."""
    await page.evaluate(_BEGIN)
    effort = Effort()
    yield effort
    effort.clicks, effort.texts = await page.evaluate("[effort.clicks, effort.fields.size]")
