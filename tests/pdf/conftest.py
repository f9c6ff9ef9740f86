"""What the tests of the PDFs share: archives that are printed, and the text of a page."""

from __future__ import annotations

import subprocess
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.pdf import verapdf

from broadsheet import building

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from broadsheet.building import Heard

CONF = (
    'project = "The Test Archive"\nlanguage = "en"\nextensions = ["broadsheet", "broadsheet.pdf"]\n'
    'broadsheet_volumes = ["all"]\n'
)


LEFT_OUT = pytest.StashKey[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs veraPDF, where that is missing; the reason stands at the end."""
    asked = [item for item in items if item.get_closest_marker("verapdf")]
    reason = verapdf.missing() if asked else ""
    if reason:
        config.stash[LEFT_OUT] = f"{len(asked)} tests were left out: {reason}"
        config.hook.pytest_deselected(items=asked)
        items[:] = [item for item in items if item not in asked]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which tests were left out, and why."""
    if told := config.stash.get(LEFT_OUT, ""):
        terminalreporter.write_line(told)


@dataclass(frozen=True)
class Printed:
    """An archive that was printed: its folder, the PDFs' folder, and what was complained of."""

    root: Path
    out: Path
    heard: list[Heard]

    @property
    def volume(self) -> Path:
        """The volume of all stories."""
        return self.out / "volumes" / "the-test-archive.pdf"

    def pdf(self, entry: str) -> Path:
        """The PDF of an entry, which is named by its folder."""
        return self.out / f"{entry}.pdf"

    def text(self, entry: str) -> str:
        """The words of an entry's PDF, in reading order."""
        return text_of(self.pdf(entry))

    def bound(self) -> str:
        """The words of the volume, in reading order."""
        return text_of(self.volume)

    def again(self) -> Printed:
        """The same archive, printed as it is now."""
        return print_again(self.root)

    def times(self) -> dict[Path, int]:
        """When each PDF was made."""
        return {path: path.stat().st_mtime_ns for path in self.out.rglob("*.pdf")}

    def kinds(self) -> set[str]:
        """The kinds of complaints."""
        return {complaint.kind for complaint in self.heard}


def text_of(pdf: Path) -> str:
    """The words in *pdf*, with one space between them."""
    told = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"],  # noqa: S607 - as the machine has it
        capture_output=True,
        check=True,
    ).stdout
    return " ".join(told.decode().split())


def print_archive(root: Path, files: Mapping[str, str | bytes], *, conf: str = "") -> Printed:
    """Write *files* to the folder *root*, and print it as an archive."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in {"conf.py": CONF + conf, "index.md": "# Front\n", **files}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return print_again(root)


def print_again(
    root: Path, *, out: str = "out", settings: Mapping[str, object] | None = None
) -> Printed:
    """Print the archive in *root*, as it is now, into the folder *out* beside it."""
    place = root.parent / out
    with warnings.catch_warnings():
        # What Sphinx and docutils will drop one day is told by the tests that are about that.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        doctrees = root.parent / "doctrees"
        job = building.Job(root, "pdf", place, doctrees, settings=settings or {})
        heard = building.run(job, None)
    return Printed(root, place, heard)


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., Printed]:
    """A function that prints an archive of the given files."""

    def made(files: Mapping[str, str | bytes], *, conf: str = "") -> Printed:
        return print_archive(tmp_path / "archive", files, conf=conf)

    return made


@pytest.fixture(scope="session")
def print_in() -> Callable[..., Printed]:
    """A function that prints an archive of the given files in a given folder."""
    return print_archive


@pytest.fixture(scope="session")
def run_tool() -> Callable[..., str]:
    """A function that runs a program with its arguments, and gives what it prints."""

    def run(*words: object) -> str:
        command = [str(word) for word in words]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode(
            "utf-8", "replace"
        )

    return run
