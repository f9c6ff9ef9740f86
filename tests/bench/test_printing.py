"""The bench of PDFs: what it says of the figures, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import printing
from .measure import Cost

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def row(tool: str, size: int, what: str, cpu: float) -> printing.Row:
    return printing.Row(tool, size, what, Cost(cpu, cpu, 100))


OURS = [
    row("broadsheet", 300, printing.BOUND, 3),
    row("broadsheet", 1000, printing.READ, 10),
    row("broadsheet", 1000, printing.BOUND, 10),
    row("broadsheet", 3000, printing.BOUND, 36),
]


def test_the_largest_volume_is_held_against_the_smallest() -> None:
    assert list(printing.judged(OURS)) == ["A story in one volume at 3,000 against 300: 1.20 ×"]


def test_others_are_held_against_a_volume_of_the_same_size_with_reading_and_without() -> None:
    others = [
        row("pdflatex", 1000, printing.READ, 10),
        row("pdflatex", 1000, printing.BOUND, 50),
        row("weasyprint", 1000, printing.BOUND, 60),
    ]
    assert list(printing.judged([*OURS, *others]))[1:] == [
        "One volume of 1,000 by pdflatex: 5.00 ×; with reading on both sides 3.00 ×",
        "One volume of 1,000 by weasyprint: 6.00 ×",
    ]


def test_a_volume_that_memory_has_no_room_for_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = tmp_path / "meminfo"
    memory.write_text("MemTotal: 9000000 kB\nMemAvailable:    3000000 kB\n", "ascii")
    assert printing.fits(1000, memory)
    assert not printing.fits(3000, memory)
    assert "3,000 stories are left out" in capsys.readouterr().out


def test_where_nobody_tells_of_memory_nothing_is_left_out(tmp_path: Path) -> None:
    assert printing.fits(3000, tmp_path / "none")
