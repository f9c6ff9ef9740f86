"""What the benches understand on their command lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import printing, runner, search
from .asking import command_line, measure, some_of
from .measure import RunFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_sizes_are_numbers_with_commas_between_them() -> None:
    parser = command_line("bench", "Measure.", (1, 2))
    assert parser.parse_args([]).sizes == [1, 2]
    assert parser.parse_args(["--sizes", "30,400"]).sizes == [30, 400]


def test_names_are_of_those_known() -> None:
    assert some_of(("hugo", "sphinx"))("sphinx,hugo") == ["sphinx", "hugo"]


@pytest.mark.parametrize(
    ("bench", "asked", "said"),
    [
        (runner, ["--sizes", "many"], "many"),
        (runner, ["--tools", "hugo,wordpad"], "wordpad is not one of"),
        (search, ["--engines", "altavista"], "altavista is not one of"),
        (printing, ["--sizes", "1;2"], "1;2"),
    ],
)
def test_a_bench_says_what_it_does_not_understand_and_measures_nothing(
    bench: object, asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        bench.main(asked)  # type: ignore[attr-defined]
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_row_is_told_before_the_next_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    def rows() -> Iterator[int]:
        yield 1
        assert capsys.readouterr().err == "row 1\n"
        yield 2

    assert measure(rows(), "row {}".format, str) == 0
    assert "[1, 2]" in capsys.readouterr().out


def test_what_was_measured_before_a_failure_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    def rows() -> Iterator[int]:
        yield 1
        raise RunFailedError("no hugo")

    assert measure(rows(), str, "all of {}".format) == 1
    told = capsys.readouterr().out
    assert "no hugo" in told
    assert "all of [1]" in told
