"""The day of the last change, where the archive's own history knows it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from broadsheet import history

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org")


@pytest.fixture
def git(tmp_path: Path, tool: Callable[[str], str]) -> Callable[..., None]:
    """A function that runs Git in a new history, on a given day."""
    program = tool("git")

    def run(*words: str, day: str = "2026-01-02") -> None:
        subprocess.run(
            [program, "-C", tmp_path, *WHO, *words],
            check=True,
            capture_output=True,
            env={"GIT_COMMITTER_DATE": f"{day}T10:00:00Z", "PATH": "/usr/bin:/bin"},
        )

    run("init", "-q")
    return run


def test_each_file_has_the_day_of_its_last_change(tmp_path: Path, git: Callable[..., None]) -> None:
    archive = tmp_path / "archive"
    for name in ("a.md", "é b.md"):
        (archive / name).parent.mkdir(exist_ok=True)
        (archive / name).write_text("one")
    git("add", ".")
    git("commit", "-qm", "one")
    (archive / "a.md").write_text("two")
    git("commit", "-qam", "two", day="2026-03-04")
    assert history.last_changes(archive) == {"a.md": "2026-03-04", "é b.md": "2026-01-02"}


def test_a_file_that_was_changed_since_has_no_day(tmp_path: Path, git: Callable[..., None]) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("one")
    git("add", ".")
    git("commit", "-qm", "one")
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("two")
    git("add", "b.md")
    assert history.last_changes(tmp_path) == {}


def test_without_a_history_nothing_is_known(tmp_path: Path) -> None:
    assert history.last_changes(tmp_path) == {}
