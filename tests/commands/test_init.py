"""A new archive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from broadsheet import __main__ as command_line
from broadsheet.model import ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

STORY = "1926/05/lighthouse-lit-again/index.md"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A new archive."""
    assert command_line.main(["init", str(tmp_path / "harbour-post")]) == 0
    return tmp_path / "harbour-post"


def test_a_new_archive_is_in_order(made: Path, run: Run) -> None:
    told = run("check", folder=made)
    assert (told.stdout, told.stderr) == (".: everything is in order.\n", "")


def test_a_new_archive_can_be_built_where_it_is(made: Path, run: Run) -> None:
    told = run("build", "html", folder=made)
    assert told.stderr == ""
    assert (made / "_build/html/1926/05/lighthouse-lit-again/index.html").is_file()


def test_the_name_is_the_folder_s(made: Path) -> None:
    assert (made / "index.md").read_text(encoding="utf-8").startswith("# Harbour post\n")


def test_a_name_can_be_anything(tmp_path: Path) -> None:
    name = 'The "Post" \\ *Echo* [1] ${x}'
    command_line.main(["init", str(tmp_path / "a"), "--name", name])
    settings: dict[str, object] = {}
    exec((tmp_path / "a/conf.py").read_text(encoding="utf-8"), settings)  # noqa: S102 - our own
    assert settings["project"] == name


def test_the_sample_story_has_an_id_of_its_own(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        command_line.main(["init", str(tmp_path / name)])
        story = (tmp_path / name / STORY).read_text(encoding="utf-8")
        found += re.findall(r"^id: (\w+)$", story, re.MULTILINE)
    assert [ids.check(found[0]), ids.check(found[1]), found[0] != found[1]] == [True] * 3


def test_nothing_is_left_beside_a_new_archive(made: Path) -> None:
    assert list(made.parent.iterdir()) == [made]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert command_line.main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "conf.py").is_file()


def test_a_folder_with_something_in_it_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").touch()
    assert command_line.main(["init", str(tmp_path)]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").touch()
    assert command_line.main(["init", str(tmp_path / "mine.txt")]) == 1
    assert "is a file" in capsys.readouterr().err
