"""`make gallery`: one picture a desk of everything that the bot can show, from what the stories meet.

python -m tests.gallery            docs/pictures/gallery-slack.jpg and gallery-teams.jpg
python -m tests.gallery FOLDER     the same into another folder, from what an earlier run has kept there, in dark too
"""

import asyncio
import base64
import html
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser

from tests.browser.screen import browsing
from tests.gallery import on_slack, on_teams
from tests.gallery.documents import KEPT_IN, Sample, kept

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
COLUMN = 380
COLUMNS = 8
CAPTION = 60
QUALITY = 45
"""Of the picture as JPEG: its words can be read, and it takes a fifth of a PNG."""

Draw = Callable[[Browser, Sequence[Sample], Literal["light", "dark"]], AsyncIterator[tuple[str, bytes]]]
DESKS: dict[str, Draw] = {"slack": on_slack.draw, "teams": on_teams.draw}

STYLE = f"""
body {{ margin: 0; padding: 24px; font: 13px/1.4 sans-serif; color: #1d1c1d; background: #e8e8ec; }}
main {{ display: flex; gap: 18px; align-items: flex-start; }}
section {{ width: {COLUMN}px; flex: none; }}
figure {{ margin: 0 0 18px; padding: 8px; background: #fff; border-radius: 8px; }}
figcaption {{ padding: 0 0 6px; color: #555; overflow-wrap: anywhere; }}
img {{ display: block; max-width: 100%; }}
.dark {{ color: #ddd; background: #101114; }}
.dark figure {{ background: #1a1d21; }}
.dark figcaption {{ color: #aaa; }}
"""


def meet_everything(folder: Path) -> None:
    """Runs the stories, and keeps what they meet."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "logical", "tests/stories"]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, KEPT_IN: str(folder)})


async def picture(browser: Browser, drawn: list[tuple[str, bytes]], scheme: str, file: Path) -> None:
    """All of them on one page, in columns."""
    columns: list[list[str]] = [[] for _ in range(COLUMNS)]
    heights = [0] * COLUMNS
    for name, png in drawn:
        width, height = struct.unpack(">II", png[16:24])
        shortest = heights.index(min(heights))
        heights[shortest] += round(height * min(1, COLUMN / width)) + CAPTION
        columns[shortest].append(
            f"<figure><figcaption>{html.escape(name)}</figcaption>"
            f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}"></figure>'
        )
    figures = "".join(f"<section>{''.join(column)}</section>" for column in columns)
    page = await browser.new_page(viewport={"width": COLUMNS * (COLUMN + 18) + 48, "height": 1000})
    await page.set_content(f'<style>{STYLE}</style><body class="{scheme}"><main>{figures}</main>')
    await page.screenshot(path=file, full_page=True, type="jpeg", quality=QUALITY)
    await page.close()


async def draw_all(samples: Sequence[Sample], folder: Path, schemes: Sequence[Any]) -> None:
    async with browsing() as browser:
        for desk, draw in DESKS.items():
            for scheme in schemes:
                drawn = [one async for one in draw(browser, samples, scheme)]
                file = folder / f"gallery-{desk}{'' if scheme == 'light' else f'-{scheme}'}.jpg"
                await picture(browser, drawn, scheme, file)
                print(f"{file}: {len(drawn)} messages and forms, {file.stat().st_size // 1024} KiB")


def main() -> None:
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        asyncio.run(draw_all(list(kept(folder)), folder, ("light", "dark")))
        return
    with tempfile.TemporaryDirectory() as found:
        meet_everything(Path(found))
        asyncio.run(draw_all(list(kept(Path(found))), PICTURES, ("light",)))


if __name__ == "__main__":
    main()
