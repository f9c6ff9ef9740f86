"""What the benches have in common: their command lines, what they tell meanwhile and in the end."""

from __future__ import annotations

import argparse
import platform
import sys
import time
from typing import TYPE_CHECKING, TypeVar

from .measure import RunFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

T = TypeVar("T")


def command_line(module: str, purpose: str, sizes: Iterable[int]) -> argparse.ArgumentParser:
    """The parser of a bench, which first asks how large the archives are to be."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=purpose)
    usual = list(sizes)
    shown = ",".join(map(str, usual))
    parser.add_argument("--sizes", type=numbers, default=usual, metavar=shown)
    return parser


def numbers(text: str) -> list[int]:
    """The numbers in *text*, with commas between them."""
    return [int(number) for number in text.split(",")]


def some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    """What reads names of *known*, with commas between them."""

    def names(text: str) -> list[str]:
        found = text.split(",")
        for name in found:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name} is not one of {', '.join(known)}")
        return found

    return names


def measure(rows: Iterable[T], line: Callable[[T], str], report: Callable[[list[T]], str]) -> int:
    """Tell each of *rows* by its *line* as soon as it is measured, then *report* on all there are.

    Gives what the program ends with: 1 where one could not be measured, after those before it.
    """
    found: list[T] = []
    try:
        for row in rows:
            print(line(row), file=sys.stderr, flush=True)
            found.append(row)
    except RunFailedError as failure:
        print(f"\n{failure}")
        return 1
    finally:
        print_table(report(found))
    return 0


def print_table(table: str) -> None:
    """Print what was measured, with where and when."""
    machine = f"{platform.system()} {platform.machine()}"
    print(f"\nPython {platform.python_version()}, {machine}, {time.strftime('%Y-%m-%d')}\n")
    print(f"{table}\n")
