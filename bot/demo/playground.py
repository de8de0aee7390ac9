"""Microsoft 365 Agents Playground as a child process: a Teams in the browser, with nothing behind it."""

import asyncio
import json
import os
import shutil
import socket
from pathlib import Path

import aiohttp

from bot.cannot_start import CannotStart

PACKAGE = "@microsoft/m365agentsplayground"
VERSION = "0.2.28"
INSTALLED = Path(".venv/playground")
"""Where `make demo-teams` installs it."""

LONGEST_START = 60.0

PERSONAL_CHAT = "chat-bo"

CONFIG = """\
version: "0.1.1"
tenantId: 00000000-0000-0000-0000-000000000001
bot:
  id: svarvakt
  name: Svarvakt
currentUser:
  id: user-bo
  name: Bo Berg
  userPrincipleName: bo@fjellro.example
  aadObjectId: 00000000-0000-0000-0000-0000000000b0
  givenName: Bo
  surname: Berg
  email: bo@fjellro.example
users:
{users}personalChat:
  id: chat-bo
groupChat:
  id: chat-group
  name: Service
team:
  id: fjellro
  name: Fjellro
  aadGroupId: 00000000-0000-0000-0000-000000000031
  channels:
    - id: svar
      name: Svar
"""


COLLEAGUES = ("Finn Grønvold", "Cy Dahl", "Dee Eriksson", "Eva Foss", "Gro Holm")
"""The Playground wants five people beside the visitor."""


def config() -> str:
    """The Playground's own settings: the organisation that it plays."""
    return CONFIG.format(users="".join(map(_colleague, COLLEAGUES)))


def missing(root: Path) -> str:
    """What has to be there and is not, in words; "" when all of it is."""
    if shutil.which("node") is None:
        return "Node.js is missing: Microsoft's Agents Playground runs on it. Install Node.js 18 or newer (nodejs.org)."
    if not _program(root).exists():
        return f"{PACKAGE} {VERSION} is not installed in {root}: `make demo-teams` does that."
    return ""


class Playground:
    """One running Playground. It listens on all addresses of the machine: that cannot be told otherwise."""

    def __init__(self, root: Path, folder: Path, port: int, bot_url: str) -> None:
        self._root = root
        self._folder = folder
        self._port = port
        self._bot_url = bot_url
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    @property
    def connector(self) -> str:
        """Where the bot sends to, as the Playground itself names it."""
        return f"http://localhost:{self._port}/_connector"

    async def start(self) -> None:
        """Returns when it answers. CannotStart, in words."""
        problem = missing(self._root)
        if problem:
            raise CannotStart(problem)
        if not _is_free(self._port):
            # The Playground itself would go to another port in silence.
            mend = f"Name another: `svarvakt demo-teams --port {self._port + 1}`."
            raise CannotStart(f"Port {self._port} is taken. {mend}")
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / ".m365agentsplayground.yml").write_text(config(), encoding="utf-8")
        options = ("start", "-e", self._bot_url, "-c", "msteams", "-p", str(self._port), "--disable-telemetry")
        self._process = await asyncio.create_subprocess_exec(
            "node", str(_program(self._root).resolve()), *options, cwd=self._folder,
            env={**os.environ, "TEAMSAPPTESTER_BROWSER": "none"},
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            async with asyncio.timeout(LONGEST_START), aiohttp.ClientSession() as session:
                await self._answering(session)
        except TimeoutError:
            await self.stop()
            raise CannotStart(f"Microsoft's Playground did not answer on {self.url}.") from None

    async def stop(self) -> None:
        """Ends it; may be called twice."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 5)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _answering(self, session: aiohttp.ClientSession) -> None:
        answers = False
        while not answers:
            answers = await self._answers(session)
            await asyncio.sleep(0 if answers else 0.2)

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        if self._process is not None and self._process.returncode is not None:
            raise CannotStart(f"Microsoft's Playground ended at once; perhaps port {self._port} is taken.")
        try:
            async with session.get(self.url) as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False


def _is_free(port: int) -> bool:
    try:
        with socket.create_server(("", port)):
            return True
    except OSError:
        return False


def _colleague(name: str) -> str:
    first, last = name.split()
    mail = f"{first.lower()}@fjellro.example"
    fields = {
        "id": f"user-{first.lower()}", "name": name, "userPrincipleName": mail, "givenName": first, "surname": last,
        "email": mail, "aadObjectId": f"00000000-0000-0000-0000-{first.lower().encode().hex():0>12}",
    }  # fmt: skip
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def _program(root: Path) -> Path:
    return root / "node_modules" / PACKAGE / "cli.js"
