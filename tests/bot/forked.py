"""The command line in a process of its own that need not import the program: forked off one that has done so.

Importing is nine tenths of a short command. The server (`multiprocessing`'s own) runs one thread and no test, so what
is forked off it is as a fresh process is.
"""

import io
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.cli import main

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload([__name__])

LONGEST = 60.0
"""Real seconds that a command may take."""


def run_forked(arguments: Sequence[str], folder: Path, settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What `python -m bot` with these arguments does and says in the folder, with nothing else in its environment."""
    outside = folder.with_name(f"{folder.name}-said")
    outside.mkdir(exist_ok=True)
    out, err = outside / "out", outside / "err"
    process = _FORKING.Process(target=_run, args=(tuple(arguments), str(folder), dict(settings), str(out), str(err)))
    process.start()
    process.join(LONGEST)
    if process.exitcode is None:
        process.kill()
        raise subprocess.TimeoutExpired(list(arguments), LONGEST)
    code = process.exitcode
    process.close()
    return subprocess.CompletedProcess(list(arguments), code, out.read_text("utf-8"), err.read_text("utf-8"))


def _run(arguments: tuple[str, ...], folder: str, settings: dict[str, str], out: str, err: str) -> None:
    for number, file, flags in ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY), (2, err, os.O_WRONLY)):
        opened = os.open(file, flags | (os.O_CREAT | os.O_TRUNC if number else 0))
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(number, "w", closefd=False), "utf-8", write_through=True) for number in (1, 2)
    )
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(settings)
    sys.argv = ["svarvakt", *arguments]
    main()
