"""The bot in a process of its own, started as a service manager starts it, and killed without warning."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.faults.stage import Stage

ROOT = Path(__file__).parents[2]


class Process:
    """`python -m bot run` against the stage's workspace and database."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self._stage = stage
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Returns when it keeps watch: connected and caught up."""
        settings = self._stage.settings
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=self._folder,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "SLACK_BOT_TOKEN": self._stage.workspace.bot_token,
                "SLACK_APP_TOKEN": self._stage.workspace.app_token,
                "SLACK_API_URL": settings.slack_api_url,
                "DATABASE_URL": settings.database_url,
                "HANDBOOK": str(settings.handbook),
                "PORT": "0",
            },
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        assert self._process.stderr is not None
        told = []
        while line := await self._process.stderr.readline():
            told.append(line.decode())
            if "keeps watch" in told[-1]:
                return
        raise AssertionError("the bot did not start:\n" + "".join(told))

    async def kill(self) -> None:
        """SIGKILL; returns when nothing of it is left."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; returns its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode
