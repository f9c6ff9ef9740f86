"""The script that makes the environment: it works once, and only when it must."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parent.parent.parent / "workshop" / "environment.py"


def load() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Workshop(NamedTuple):
    """The script, in a project of its own, with a note of what it would install."""

    script: ModuleType
    folder: Path
    lock: Path
    asked: list[str]

    def make(self) -> list[str]:
        """Ask for the environment; the commands that it took."""
        self.asked.clear()
        self.script.main(self.folder, self.lock)
        return list(self.asked)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A project whose environment takes no time to make."""
    script = load()
    asked: list[str] = []

    def venv(command: list[str], *, about: str) -> None:
        asked.append(about)
        python = script.python_in(Path(command[-1]))
        python.parent.mkdir(parents=True)
        python.touch()

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(script, "run", venv)
    monkeypatch.setattr(script, "install", lambda _folder, what, _expected: asked.append(what[0]))
    Path("pyproject.toml").write_text("[project]", encoding="utf-8")
    lock = Path("requirements.lock")
    lock.write_text("sphinx==9.0.4", encoding="utf-8")
    Path("requirements-dev.lock").write_text("pytest==9.2.0", encoding="utf-8")
    return Workshop(script, Path(".venv"), lock, asked)


def test_the_first_time_everything_is_made(workshop: Workshop) -> None:
    assert workshop.make() == ["make an environment", "--require-hashes", "--no-deps"]


def test_the_second_time_nothing_is_done(workshop: Workshop) -> None:
    workshop.make()
    assert workshop.make() == []


def test_a_new_lock_is_installed_into_what_is_there(workshop: Workshop) -> None:
    workshop.make()
    workshop.lock.write_text("sphinx==9.1.0", encoding="utf-8")
    assert workshop.make() == ["--require-hashes", "--no-deps"]


def test_a_second_lock_is_added_and_the_first_stays_good(workshop: Workshop) -> None:
    workshop.make()
    workshop._replace(lock=Path("requirements-dev.lock")).make()
    assert workshop.make() == []


def test_a_lock_that_another_one_includes_needs_nothing(workshop: Workshop) -> None:
    Path("requirements-dev.lock").write_text("pytest==9.2.0\nsphinx==9.0.4", encoding="utf-8")
    workshop._replace(lock=Path("requirements-dev.lock")).make()
    assert workshop.make() == []


def test_an_interrupted_set_up_starts_over(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    workshop.make()
    workshop.lock.write_text("sphinx==9.1.0", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(workshop.script, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            workshop.make()
    assert workshop.make()[0] == "make an environment"


def test_a_folder_that_was_moved_is_made_anew(workshop: Workshop) -> None:
    workshop.make()
    workshop.folder.rename(".venv-old")
    Path(".venv-old").rename("elsewhere")
    moved = workshop._replace(folder=Path("elsewhere"))
    assert moved.make()[0] == "make an environment"


def test_an_old_python_is_told_which_one_is_needed(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; .* is 3\.9"):
        workshop.make()


def test_the_script_can_be_read_by_an_old_python() -> None:
    assert ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7)).body
