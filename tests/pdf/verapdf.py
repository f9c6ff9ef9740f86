"""The script that asks veraPDF, for tests; and what is missing for that, if anything is."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[2]


@cache
def script() -> ModuleType:
    """The script, which also finds the engine where `make validate-pdf` put it."""
    spec = importlib.util.spec_from_file_location("v", ROOT / "workshop" / "validate_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def missing() -> str:
    """What is missing, in the script's own words; or nothing."""
    try:
        script().java()
        with _engine_in_reach():
            script().classpath()
    except script().MissingError as told:
        return str(told)
    return ""


def failed(*places: Path) -> bool:
    """Whether a check of a PDF in *places* fails; which, is printed."""
    with _engine_in_reach():
        return bool(script().main(list(map(str, places))))


@contextmanager
def _engine_in_reach() -> Iterator[None]:
    """Let the engine be found in the environment that `make validate-pdf` made, too."""
    with pytest.MonkeyPatch.context() as patch:
        folders = map(str, ROOT.glob(".venv-validate/lib/*/site-packages"))
        patch.setattr(sys, "path", [*sys.path, *folders])
        yield
