"""Kills the bot for minutes instead of seconds: `python -m tests.faults.soak_kill [seconds] [seed]`."""

import os
import sys
from pathlib import Path

import pytest

LONG = "300"


def main(arguments: list[str]) -> int:
    os.environ["SVARVAKT_SOAK_SECONDS"] = arguments[0] if arguments else LONG
    if len(arguments) > 1:
        os.environ["SVARVAKT_SOAK_SEED"] = arguments[1]
    test = Path(__file__).with_name("test_kill.py")
    return int(pytest.main([str(test), "-k", "any_moment", "-s", "-q", "-p", "no:cacheprovider"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
