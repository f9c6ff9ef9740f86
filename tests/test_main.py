"""The command line as a whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import broadsheet
from broadsheet import __main__ as command_line
from broadsheet.commands import COMMANDS
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from tests.conftest import Archive

HEAVY = ("sphinx", "docutils", "pydantic", "yaml", "PIL", "typst", "jinja2", "myst_parser")
HELP_IN_SECONDS = 0.15


def loaded_by(words: str) -> set[str]:
    """The modules that are loaded once `broadsheet WORDS` has answered."""
    program = f"import sys; from broadsheet.__main__ import main; main({words.split()!r});"
    program += "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert [row.name for row in COMMANDS if f"  {row.name} " not in told] == []


def test_no_words_print_the_help_as_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main([]) == 2
    assert "usage: broadsheet" in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help").isdisjoint(HEAVY)


def test_help_answers_at_once() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "broadsheet", "--help"], stdout=subprocess.DEVNULL, check=True
        )
        times.append(time.perf_counter() - start)
    assert min(times) <= HELP_IN_SECONDS


@pytest.mark.parametrize("name", [row.name for row in COMMANDS])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: broadsheet {name}" in capsys.readouterr().out


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--version"]) == 0
    assert capsys.readouterr().out == f"broadsheet {broadsheet.__version__}\n"


def test_a_misspelt_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line.main(["biuld"]) == 2
    assert "did you mean `build`?" in capsys.readouterr().err


def test_an_unknown_command_is_answered_with_where_they_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line.main(["zzz"]) == 2
    assert "`broadsheet --help` lists them" in capsys.readouterr().err


class Failing:
    """A command that ends with an error."""

    def __init__(self, error: BaseException) -> None:
        """Keep the error."""
        self.error = error

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take nothing."""

    def run(self, options: argparse.Namespace) -> int:
        """End with the error."""
        assert options is not None
        raise self.error


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Make every command end with an error."""

    def fail(error: BaseException) -> None:
        monkeypatch.setattr("importlib.import_module", lambda _: Failing(error))

    return fail


def test_a_wrong_setting_is_one_line_and_status_1(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(BroadsheetError("no archive"))
    assert command_line.main(["check"]) == 1
    assert capsys.readouterr().err == "broadsheet: no archive\n"


def test_an_interruption_gives_status_130(failing: Callable[[BaseException], None]) -> None:
    failing(KeyboardInterrupt())
    assert command_line.main(["check"]) == 130


def test_an_unexpected_error_asks_to_be_reported(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(RuntimeError("oh"))
    assert command_line.main(["check"]) == 1
    told = capsys.readouterr().err
    assert "RuntimeError: oh\nPlease report it" in told


def test_an_unexpected_error_can_be_traced(failing: Callable[[BaseException], None]) -> None:
    failing(RuntimeError("oh"))
    with pytest.raises(RuntimeError):
        command_line.main(["--traceback", "check"])


@pytest.mark.parametrize("words", [["--help"], ["build", "html"], ["build", "pdf"]])
def test_a_reader_that_goes_away_ends_it_without_a_word(words: list[str], archive: Archive) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", *words],
        cwd=archive.root,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")
