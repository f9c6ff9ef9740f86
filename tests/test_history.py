"""What was changed and when, where the archive's own history knows it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from broadsheet import history
from broadsheet.history import Change, History, Past

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org")
TEXT = "1926/strike/index.md"
FOLDERS = {TEXT: "1926/strike"}


class Repository:
    """An archive with a history."""

    def __init__(self, folder: Path, program: str) -> None:
        """Begin one in *folder*, with the *program* Git."""
        self.folder = folder
        self.archive = folder / "archive"
        self.kept = folder / "kept"
        self.program = program
        self.git("init", "-q")

    def git(self, *words: str, day: str = "2026-01-02") -> None:
        """Run Git on a given day."""
        subprocess.run(
            [self.program, "-C", self.folder, *WHO, *words],
            check=True,
            capture_output=True,
            env={"GIT_COMMITTER_DATE": f"{day}T10:00:00Z", "PATH": "/usr/bin:/bin"},
        )

    def write(self, path: str, text: str) -> None:
        """Write a file of the archive."""
        file = self.archive / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self, title: str, day: str = "2026-01-02") -> None:
        """Take all that was changed into the history."""
        self.git("add", "--all", "archive", day=day)
        self.git("commit", "-qm", title, day=day)

    def read(self) -> History:
        """What is known of the archive."""
        return history.read(self.archive, self.kept)

    def past(self) -> Past:
        """What became of the story of the strike."""
        return self.read().pasts(FOLDERS)[TEXT]


@pytest.fixture
def repository(tmp_path: Path, tool: Callable[[str], str]) -> Repository:
    """An archive with a history, and a story that was taken in."""
    made = Repository(tmp_path, tool("git"))
    made.write(TEXT, "one\n" * 20)
    made.commit("Take in", "2026-01-02")
    return made


def test_each_file_has_the_day_of_its_last_change(repository: Repository) -> None:
    repository.write("é b.md", "one")
    repository.commit("Another", "2026-03-04")
    assert repository.read().last_days() == {TEXT: "2026-01-02", "é b.md": "2026-03-04"}


def test_what_is_not_saved_is_known(repository: Repository) -> None:
    repository.write("b.md", "one")
    repository.commit("Another")
    for name in (TEXT, "b.md"):
        repository.write(name, "two")
    repository.git("add", "archive/b.md")
    assert history.unsaved(repository.archive) >= {TEXT, "b.md"}
    assert repository.past() == Past("2026-01-02")


def test_changes_since_are_told_the_newest_first(repository: Repository) -> None:
    for title, day in (("Correct a name", "2026-02-03"), ("Another", "2026-02-05")):
        repository.write(TEXT, title)
        repository.commit(title, day)
    changes = (Change("2026-02-05", "Another"), Change("2026-02-03", "Correct a name"))
    assert repository.past() == Past("2026-01-02", changes)


def test_a_change_of_a_picture_is_one_of_its_story(repository: Repository) -> None:
    repository.write("1926/strike/parts/quay.jpg", "a picture")
    repository.commit("Add a picture", "2026-02-03")
    assert repository.past().changes == (Change("2026-02-03", "Add a picture"),)


def test_a_change_of_a_story_within_the_folder_is_its_own(repository: Repository) -> None:
    repository.write("1926/strike/part-2/index.md", "two")
    repository.commit("The second part", "2026-02-03")
    inner = "1926/strike/part-2/index.md"
    pasts = repository.read().pasts(FOLDERS | {inner: "1926/strike/part-2"})
    assert (pasts[TEXT].changes, pasts[inner].taken_in) == ((), "2026-02-03")


def test_one_change_of_two_files_is_told_once(repository: Repository) -> None:
    repository.write(TEXT, "two")
    repository.write("1926/strike/quay.jpg", "a picture")
    repository.commit("Both", "2026-02-03")
    assert len(repository.past().changes) == 1


def test_what_lay_there_before_the_story_is_no_change_of_it(repository: Repository) -> None:
    repository.write("1926/fair/fair.jpg", "a picture")
    repository.commit("A picture", "2026-02-03")
    repository.write("1926/fair/index.md", "the story")
    repository.commit("The story", "2026-02-04")
    text = "1926/fair/index.md"
    assert repository.read().pasts({text: "1926/fair"}) == {text: Past("2026-02-04")}


def test_a_story_that_moved_keeps_its_past(repository: Repository) -> None:
    shutil.move(repository.archive / "1926", repository.archive / "1927")
    repository.commit("Move", "2026-02-03")
    text = "1927/strike/index.md"
    pasts = repository.read().pasts({text: "1927/strike"})
    assert pasts == {text: Past("2026-01-02", (Change("2026-02-03", "Move"),))}


def test_a_new_story_where_another_lay_has_its_own_past(repository: Repository) -> None:
    shutil.move(repository.archive / "1926", repository.archive / "1927")
    repository.commit("Move", "2026-02-03")
    repository.write(TEXT, "another story")
    repository.commit("Another story", "2026-02-04")
    assert repository.past() == Past("2026-02-04")


def test_what_lay_where_a_story_moved_to_is_none_of_its_past(repository: Repository) -> None:
    fair = "1926/fair/index.md"
    repository.write(fair, "another story")
    repository.commit("The fair", "2026-02-03")
    shutil.rmtree(repository.archive / "1926/fair")
    repository.commit("No fair", "2026-02-04")
    (repository.archive / "1926/strike").rename(repository.archive / "1926/fair")
    repository.commit("Move", "2026-02-05")
    pasts = repository.read().pasts({fair: ""})
    assert pasts == {fair: Past("2026-01-02", (Change("2026-02-05", "Move"),))}


def test_a_title_is_a_line_of_plain_text(repository: Repository) -> None:
    repository.write(TEXT, "two")
    repository.commit("A \x1b[1m<b>bold</b> title\n\nAnd a body.")
    assert repository.past().changes[0].title == "A  [1m<b>bold</b> title"


def test_git_is_not_asked_again_before_there_is_something_new(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repository.read()
    asked: list[str] = []
    real = subprocess.run

    def watched(command: list[str], **options: bool) -> object:
        asked.append(next(word for word in command if word in {"log", "rev-parse", "diff"}))
        return real(command, check=True, capture_output=options["capture_output"])

    monkeypatch.setattr(subprocess, "run", watched)
    assert repository.read() == first
    assert asked == ["rev-parse"]


def test_what_is_kept_is_not_taken_for_a_later_history(repository: Repository) -> None:
    repository.read()
    repository.write(TEXT, "two")
    repository.commit("Another", "2026-02-03")
    assert repository.read().last_days() == {TEXT: "2026-02-03"}


@pytest.mark.parametrize("spoilt", ["", "[]", '{"mark": "1"}', "\x00"])
def test_a_file_that_was_spoilt_is_made_anew(repository: Repository, spoilt: str) -> None:
    first = repository.read()
    (repository.kept / history.FILE).write_text(spoilt)
    assert repository.read() == first


def test_a_history_that_was_cut_off_is_not_told(repository: Repository, tmp_path: Path) -> None:
    repository.write(TEXT, "two")
    repository.commit("Another")
    place = tmp_path / "copy"
    repository.git("clone", "-q", "--depth", "1", f"file://{tmp_path}", str(place))
    assert history.read(place / "archive", tmp_path / "kept") == History()


def test_without_a_history_nothing_is_known(tmp_path: Path) -> None:
    assert history.read(tmp_path, tmp_path / "kept") == History()


def test_without_git_nothing_is_known(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert repository.read() == History()
