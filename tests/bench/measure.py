"""What a program costs: CPU, time and memory of it and of everything it starts."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLING = 0.2


@dataclass(frozen=True)
class Cost:
    """What one run took; memory is that of the largest process, and of all together if asked."""

    cpu: float
    wall: float
    peak_mb: float
    peak_together_mb: float | None = None


class RunFailedError(Exception):
    """A program that was to be measured ended with an error; holds what it printed."""


def run(command: list[str], *, folder: Path, together: bool = False) -> Cost:
    """Run *command* in *folder* and give its cost.

    The kernel counts the CPU of the program with that of all its descendants that were waited for.
    *together* adds up the memory of all of them several times a second (Linux only).
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, env=_environment()
        )
        with _watched(process.pid, together=together) as peaks:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RunFailedError(f"{' '.join(command)}\n{said.read()}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(cpu, wall, usage.ru_maxrss / 1000 * 1.024, max(peaks) if peaks else None)


def _environment() -> dict[str, str]:
    """Our own environment, but compiled modules are kept, as they are on a reader's machine."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONHASHSEED": "0"}


@contextlib.contextmanager
def _watched(pid: int, *, together: bool) -> Iterator[list[float]]:
    """Gather the memory of a process and its descendants, now and then, while it runs."""
    peaks: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLING):
            peaks.append(sum(map(_memory, _family(pid))))

    watcher = threading.Thread(target=watch, daemon=True)
    if together:
        watcher.start()
    yield peaks
    done.set()
    if together:
        watcher.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text(encoding="ascii").split():
                yield from _family(int(child))


def _memory(pid: int) -> float:
    """Megabytes of a process; what it shares with others is divided among them."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1.024 / 1000
    return 0.0
