"""Signals, sent to a process of their own."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio
from bot.stopping import until_stopped

async def work():
    try:
        print("at work", flush=True)
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)
        print("in good order", flush=True)

asyncio.run(until_stopped(work()))
print("done")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_work_in_good_order(number: signal.Signals) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        process.send_signal(number)
        told, _ = process.communicate(timeout=30)
    assert (told, process.returncode) == ("in good order\ndone\n", 0)
