"""The local Slack in a process of its own (`python -m tests.benchmarks.chat`): what it costs is not counted as ours."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.workspace import Workspace

CONVERSATIONS = tuple(f"C0BENCH{number:02}" for number in range(16))
USUAL = ("C0INTAKE", "C0TRIAGE", "C0MANAGERS")


@dataclass(frozen=True)
class Chat:
    """Where it listens, and what the bot needs to speak to it."""

    api_url: str
    bot_token: str
    signing_secret: str


@asynccontextmanager
async def chat() -> AsyncIterator[Chat]:
    """Started, and stopped at the end; Slack's rate limits are off."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.chat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Chat(**json.loads(await process.stdout.readline()))
    finally:
        process.stdin.close()
        await process.wait()


async def _serve() -> None:
    workspace = Workspace(now=Clock().epoch, limits=False)
    for channel in (*CONVERSATIONS, *USUAL):
        workspace.add_channel(channel.lower(), id=channel)
    await workspace.start()
    listening = Chat(workspace.api_url, workspace.bot_token, workspace.signing_secret)
    print(json.dumps(listening.__dict__), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await workspace.stop()


if __name__ == "__main__":
    asyncio.run(_serve())
