"""An environment for Broadsheet, made from a lock file, once.

    python3 workshop/environment.py FOLDER LOCK

The folder becomes a virtual environment that holds exactly what the lock file names, and
Broadsheet itself. When it already does, nothing is done and nothing is fetched. Two of these may
run at the same time, and one that was interrupted is started over the next time.

Only the standard library is used, and only what old Pythons understand, so that a Python that is
too old is told so in words.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = (3, 11)
STAMP = "broadsheet-installed"


def main(folder: Path, lock: Path) -> None:
    """Make *folder* hold what *lock* names, unless it already does."""
    require_python()
    if ready(folder, lock):
        return
    with one_at_a_time(folder):
        if not ready(folder, lock):
            make(folder, lock)
            say("Ready.")


def require_python() -> None:
    """Stop with a plain sentence when this Python is too old."""
    if sys.version_info[:2] < OLDEST:
        has = ".".join(str(part) for part in sys.version_info[:2])
        stop(
            "Broadsheet needs Python 3.11 or newer; this one (" + sys.executable + ") is " + has,
            "Install a newer one, then name it: make PYTHON=python3.12",
        )


def ready(folder: Path, lock: Path) -> bool:
    """Whether *folder*, made here and by this Python, holds what *lock* names, or more."""
    lines = installed(folder)
    held = (other for other in locks() if contents(other) in lines)
    return place(folder) in lines and any(pins(lock) <= pins(other) for other in held)


def locks() -> list[Path]:
    """Every lock file."""
    return sorted(Path().glob("requirements*.lock"))


def pins(lock: Path) -> set[str]:
    """Each package that *lock* names, with its version."""
    text = lock.read_text(encoding="utf-8")
    return set(re.findall(r"^[A-Za-z0-9._-]+==[^\s;]+", text, re.MULTILINE))


def place(folder: Path) -> str:
    """A line for where an environment is, and by which Python it was made."""
    return digest(str(folder.resolve()).encode(), sys.version.encode()) + " place"


def contents(lock: Path) -> str:
    """A line for what a lock file, and the project itself, ask for."""
    return digest(lock.read_bytes(), Path("pyproject.toml").read_bytes()) + " " + lock.name


def digest(*parts: bytes) -> str:
    """One checksum of all *parts*."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed(folder: Path) -> set[str]:
    """The lines that say what *folder* holds; none when it was never finished."""
    try:
        return set((folder / STAMP).read_text(encoding="utf-8").splitlines())
    except OSError:
        return set()


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other run works on *folder*; the system lets go if a run is killed."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and there nobody waits
    except ImportError:
        yield
        return
    with Path(str(folder) + ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make(folder: Path, lock: Path) -> None:
    """Add what *lock* names to the environment; make it anew when it is not fit for that."""
    say("Setting up in " + str(folder) + " (once, about a minute) ...")
    kept = {line for line in installed(folder) if line in still_true(folder)}
    if place(folder) in kept and python_in(folder).exists():
        (folder / STAMP).unlink()
    else:
        kept = set()
        shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, "-m", "venv", str(folder)], about="make an environment")
    install(folder, ["--require-hashes", "--requirement", str(lock)], len(pins(lock)))
    say("  adding Broadsheet itself ...")
    install(folder, ["--no-deps", "--no-build-isolation", "--editable", "."], 0)
    lines = sorted({place(folder), contents(lock), *kept})
    (folder / STAMP).write_text("\n".join(lines) + "\n", encoding="utf-8")


def still_true(folder: Path) -> set[str]:
    """The lines that would be written today."""
    return {place(folder), *map(contents, locks())}


def python_in(folder: Path) -> Path:
    """The Python of the environment *folder*."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(folder: Path, what: list[str], expected: int) -> None:
    """Run pip, telling how far it is."""
    command = [str(python_in(folder)), "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", *what]
    heard: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout or ():
            heard.append(line)
            if expected:
                tell_progress(heard, expected)
    if pip.returncode:
        stop("Broadsheet could not be installed. pip said:", "".join(heard[-12:]))


def tell_progress(heard: list[str], expected: int) -> None:
    """Say now and then how many packages pip has found so far."""
    if heard[-1].startswith("Installing collected packages"):
        say("  installing ...")
    elif heard[-1].startswith("Collecting "):
        count = sum(line.startswith("Collecting ") for line in heard)
        if count % 10 == 0:
            say("  fetched " + str(count) + " of about " + str(expected) + " packages ...")


def run(command: list[str], *, about: str) -> None:
    """Run *command*; when it fails, say what could not be done."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(
            "This Python could not " + about + ". It said:\n" + done.stdout + done.stderr,
            "On Debian and Ubuntu, `apt-get install python3-venv` is often what is missing.",
        )


def say(line: str) -> None:
    """Tell the person who waits, at once."""
    print(line, flush=True)


def stop(*lines: str) -> None:
    """End with *lines*, and without a traceback."""
    sys.exit("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
