"""What the tests share: an archive to write into, and tools that must be there."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from PIL import Image

from broadsheet import building

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from broadsheet.building import Heard

CONF = 'project = "Test"\nextensions = ["broadsheet"]\nhtml_theme = "broadsheet"\n'
FRONT = "# Test\n"
OLD_MYST = r"'(myst_parser|sphinx)\.[\w.]+\.app' is deprecated"
"""MyST asks for what Sphinx 11 will not have any more."""
DEMONSTRATION = Path(__file__).parent.parent / "archive"


@dataclass(frozen=True)
class Built:
    """What a build made: its folder, and what was complained of."""

    out: Path
    heard: list[Heard]

    @property
    def kinds(self) -> list[str]:
        """The kinds of complaints, in the order of files and lines."""
        return [complaint.kind for complaint in self.heard]

    def text(self, path: str) -> str:
        """The file *path* as text."""
        return (self.out / path).read_text(encoding="utf-8")

    def in_book(self, path: str) -> str:
        """The page *path* of the one EPUB that was made."""
        (book,) = self.out.rglob("*.epub")
        with zipfile.ZipFile(book) as file:
            return file.read(f"EPUB/{path}").decode()

    def page(self, path: str) -> html.HtmlElement:
        """The page *path*, parsed."""
        return html.document_fromstring(self.text(path))

    def article(self, entry: str = "1926/05/strike") -> html.HtmlElement:
        """The article on the page of *entry*."""
        found: list[html.HtmlElement] = self.page(f"{entry}/index.html").xpath(
            "//*[contains(concat(' ', @class, ' '), ' article ')]"
        )
        return found[0]

    def words(self, entry: str = "1926/05/strike") -> str:
        """The words of the article on the page of *entry*, with one space between them."""
        return " ".join(self.article(entry).text_content().split())

    def records(self) -> dict[str, dict[str, Any]]:
        """The records of the catalogue, by the folder of the entry."""
        entries = json.loads(self.text("catalogue.json"))["entries"]
        return {record["path"]: record for record in entries}

    def files(self) -> dict[str, bytes]:
        """Every published file, by its path."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file() and path.name != ".buildinfo"
        }


@dataclass(frozen=True)
class Archive:
    """An archive in a temporary folder."""

    root: Path

    @classmethod
    def made_in(cls, folder: Path) -> Archive:
        """An archive without entries, in *folder*."""
        made = cls(folder / "archive")
        made.write("conf.py", CONF)
        made.write("index.md", FRONT)
        return made

    def write(self, path: str, content: str | bytes) -> Path:
        """Write *content* to the file *path* of the archive, byte for byte."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def entry(self, content: str | bytes, path: str = "1926/05/strike") -> Path:
        """Write an entry."""
        return self.write(f"{path}/index.md", content)

    def built(self, builder: str = "html", *, jobs: int = 1, into: str = "_build") -> Built:
        """What *builder* makes of the archive, upon what it made in the same place before."""
        place = self.root.parent / into
        job = building.Job(self.root, builder, place / builder, place / "doctrees", jobs=jobs)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", OLD_MYST)
            return Built(job.out, building.run(job, None))

    def broadsheet(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command `broadsheet` from the folder that holds the archive."""
        return broadsheet(*words, folder=self.root.parent)

    def check(self) -> list[str]:
        """The lines that `broadsheet check` prints, without the summary."""
        return self.broadsheet("check", "--archive", self.root.name).stdout.splitlines()[:-1]


def broadsheet(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command `broadsheet` from *folder*."""
    return subprocess.run(
        [sys.executable, "-m", "broadsheet", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """A function that runs the command `broadsheet` from a folder."""
    return broadsheet


@pytest.fixture(scope="session")
def archive_in() -> Callable[[Path], Archive]:
    """A function that makes an archive without entries in a folder."""
    return Archive.made_in


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without entries."""
    return Archive.made_in(tmp_path)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration archive, built once from a copy."""
    folder = tmp_path_factory.mktemp("demonstration")
    ignored = shutil.ignore_patterns("_build", "_pictures", "__pycache__")
    shutil.copytree(DEMONSTRATION, folder / "archive", ignore=ignored)
    return Archive(folder / "archive").built()


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A small picture, as a PNG file."""
    held = io.BytesIO()
    Image.new("RGB", (6, 4), "grey").save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def tool() -> Callable[[str], str]:
    """The path of a program that a test needs; the test fails, and says so, where it is missing."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if not found:
            pytest.fail(f"this test needs the program `{name}`, which is not installed")
        return found

    return find


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test has not tested anything, so it counts as failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {call.excinfo and call.excinfo.value}"
    return report
