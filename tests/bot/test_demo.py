"""The demo: how it starts and stops as a person meets it, and what its company and its customers are made of."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.cli import DEMO_FOLDER
from bot.demo.customers import SAMPLES, Sample
from bot.demo.seed import DAY
from bot.demo.serve import COMPANY, Demo, first_moment, handbook_of, next_morning
from bot.demo.stage import MANAGERS, PLAYABLE, TRIAGE
from routing.handbook_text import read_handbook
from routing.item import Post, Urgency
from routing.kind import guess as guess_kind
from routing.language import guess as guess_language
from routing.match import match
from routing.rota import on_call

ROOT = Path(__file__).parents[2]
WEDNESDAY = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)

ROUTED = {
    "pakke": ("delivery", "question"),
    "igjen": ("delivery", "question"),
    "paket": ("delivery", "critique"),
    "tilbage": ("billing", "question"),
    "stropp": ("gear", "question"),
    "brenner": ("gear", "question"),
    "faktura": ("billing", "critique"),
    "advokat": ("billing", "question"),
    "snail": ("delivery", "question"),
    "storlek": ("gear", "question"),
    "sovepose": ("gear", "question"),
    "waterproof": ("gear", "question"),
    "blogg": ("gear", "question"),
    "reparasjon": ("gear", "question"),
    "gavekort": ("billing", "question"),
    "invoice": ("billing", "question"),
    "tack": ("gear", "praise"),
    "takk": ("gear", "praise"),
    "clowns": ("gear", "critique"),
}
"""Where each sample goes, and as what."""

DANGEROUS = {"stropp", "brenner"}


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The demo in a process of its own, in an empty folder; nothing of it is left afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def address(process: "subprocess.Popen[str]") -> str:
    """The one address that it prints once it can be opened."""
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(line)
        if found := re.search(r"Open (http://127\.0\.0\.1:\d+)", line):
            return found[1]
    assert process.stderr is not None
    raise AssertionError("".join(told) + process.stderr.read())


def test_it_starts_once_and_stops_without_a_trace(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as first:
        url = address(first)
        port = url.rpartition(":")[2]
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        for folder, sentence in (
            (tmp_path, "A demo is running in this folder already"),
            (elsewhere, f"Port {port} on 127.0.0.1 is taken"),
        ):
            with started(folder, "--port", port) as second:
                told, complained = second.communicate(timeout=60)
                assert (second.returncode, told) == (1, "")
                assert complained.startswith(sentence)
                assert "Traceback" not in complained
        assert first.poll() is None, "a second start must not disturb the first"
        first.send_signal(signal.SIGINT)
        told, complained = first.communicate(timeout=30)
        assert (first.returncode, complained) == (0, "")
        with pytest.raises(ProcessLookupError):
            os.killpg(first.pid, 0)


def test_a_service_manager_stops_it_too(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as demo:
        address(demo)
        demo.send_signal(signal.SIGTERM)
        _, complained = demo.communicate(timeout=30)
        assert (demo.returncode, complained) == (0, "")


def test_git_ignores_what_it_writes() -> None:
    ignored = subprocess.run(["git", "check-ignore", "-q", f"{DEMO_FOLDER}/demo.db"], cwd=ROOT, check=False)
    if ignored.returncode == 128:
        assert "var/" in (ROOT / ".gitignore").read_text("utf-8").split()
    else:
        assert ignored.returncode == 0


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = Demo(tmp_path, lambda sentence: None, WEDNESDAY)
    try:
        await demo.start("127.0.0.1", 0)
        yield demo
    finally:
        await demo.stop()


def shown(demo: Demo, user: str, channel: str = TRIAGE) -> str:
    return "\n".join(json.dumps(message, ensure_ascii=False) for message in demo.workspace.history(channel, user))


async def test_the_first_screen_has_something_of_everything(demo: Demo) -> None:
    cards = shown(demo, "U0BO")
    for words in ("nobody has taken it yet", "took it", "answered", "declined", "critical"):
        assert words in cards
    await demo.workspace.command("U0EVA", TRIAGE, "/svar", "status")
    await demo.workspace.idle()
    figures = demo.workspace.history(TRIAGE, "U0EVA")[-1]["blocks"][1]["fields"]
    assert [field["text"] for field in figures[:3]] == ["*Open*\n*6*", "*At risk*\n*🟡 1*", "*Late*\n*0*"]
    assert demo.workspace.direct("U0BO") is None, "the visitor's own screen begins with the channel"
    assert demo.workspace.history(MANAGERS, "U0EVA") == []


async def test_impatient_visitors(demo: Demo) -> None:
    async with aiohttp.ClientSession() as session:

        async def press(path: str, **body: object) -> int:
            async with session.post(f"{demo.workspace.url}/page/{path}", json=body) as response:
                return response.status

        before = demo.clock.now()
        pressed = [press("clock", forward=900) for _ in range(4)] + [press("customers", count=5) for _ in range(2)]
        assert set(await asyncio.gather(*pressed)) == {200}
        assert (demo.clock.now() - before).total_seconds() == pytest.approx(3600, abs=60)
        await demo.forward(0)
        assert len(demo.workspace.history(TRIAGE)) == sum(event.does is None for event in DAY) + 10


async def test_ctrl_c_while_the_clock_moves(demo: Demo) -> None:
    moving = asyncio.create_task(demo.next_morning())
    await asyncio.sleep(0)
    async with asyncio.timeout(20):
        await demo.stop()
    await asyncio.gather(moving, return_exceptions=True)
    assert moving.done()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_every_sample_goes_where_its_label_suggests(sample: Sample) -> None:
    handbook = read_handbook(COMPANY.read_text("utf-8"))
    language = guess_language(sample.text, handbook.company.language).language
    kind, _ = guess_kind(sample.text, language)
    post = Post(source=sample.source, external_id=sample.id, text=sample.text, posted_at=WEDNESDAY)
    found = match(handbook, post, kind, language)
    assert (found.domain, kind.value) == ROUTED[sample.id]
    assert (found.urgency is Urgency.CRITICAL) == (sample.id in DANGEROUS)
    assert language == sample.language


def test_the_company_has_no_problems_and_knows_everybody_on_the_stage() -> None:
    handbook = read_handbook(COMPANY.read_text("utf-8"))
    assert handbook.warnings == ()
    assert {person.slack for person in handbook.people} == {user for user, *_ in PLAYABLE}


@pytest.mark.parametrize("day", [datetime(2026, month, 22, 15, tzinfo=UTC) for month in range(1, 13)])
def test_whenever_it_is_tried_it_is_wednesday_and_dee_is_on_call(day: datetime) -> None:
    begins = first_moment(day)
    assert begins.strftime("%a %H:%M") == "Wed 11:00"
    assert abs(begins - day) < timedelta(days=5)
    shift = on_call(read_handbook(handbook_of(begins)), begins)
    assert shift is not None
    assert shift.person == "dee"


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 3, 4, 13, 0, tzinfo=UTC), "2026-03-05T08:15:00+01:00"),
        (datetime(2026, 3, 5, 1, 0, tzinfo=UTC), "2026-03-05T08:15:00+01:00"),
        (datetime(2026, 3, 5, 7, 15, tzinfo=UTC), "2026-03-06T08:15:00+01:00"),
        # The night in which clocks go forward.
        (datetime(2026, 3, 28, 20, 0, tzinfo=UTC), "2026-03-29T08:15:00+02:00"),
    ],
)
def test_the_next_morning(now: datetime, morning: str) -> None:
    assert next_morning(now).isoformat() == morning
