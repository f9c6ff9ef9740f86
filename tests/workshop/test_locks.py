"""The lock files: everybody installs the same, from anywhere, and nothing unchecked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-bench.lock",
    "requirements-validate.lock",
)
PINNED = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def lock(name: str) -> str:
    """The text of a lock file."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry_and_no_folder(name: str) -> None:
    assert re.findall(r"(?i)https?:|file:|--(?:extra-)?index|--find-links|/", lock(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_checksums(name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9.-]+==)", lock(name), flags=re.MULTILINE)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_one_version_of_each_package_for_every_python(name: str) -> None:
    names = [package for package, _ in PINNED.findall(lock(name))]
    assert sorted(names) == sorted(set(names))
    assert "python_full_version" not in lock(name)


def test_what_developers_install_includes_what_everybody_does() -> None:
    assert set(PINNED.findall(lock(LOCKS[0]))) <= set(PINNED.findall(lock(LOCKS[1])))


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    names = {re.split(r"[<>=]", wanted)[0] for wanted in asked}
    assert names - dict(PINNED.findall(lock(LOCKS[0]))).keys() == set()
