"""The manual: whatever Broadsheet can do is in it, and it is built without a warning."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from broadsheet.commands import COMMANDS
from broadsheet.config import PREFIX, Settings
from broadsheet.directives import DIRECTIVES, LISTS, ROLES
from broadsheet.model.catalogue import Record
from broadsheet.model.entry import Entry
from broadsheet.model.problems import Problem

if TYPE_CHECKING:
    from tests.conftest import Archive

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted({*DIRECTIVES, *ROLES})
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The manual as HTML, and what Sphinx complained of."""
    out = tmp_path_factory.mktemp("manual")
    words = ["-q", "-n", "-d", str(out / "doctrees"), str(DOCS), str(out / "html")]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *words], capture_output=True, text=True, check=True
    )
    return out / "html", done.stderr


def page(manual: tuple[Path, str], name: str) -> str:
    """The text of a page of the manual, without its tags."""
    markup = (manual[0] / f"{name}.html").read_text(encoding="utf-8")
    return re.sub(r"<[^>]+>", "", markup)


def test_the_manual_is_built_without_a_warning(manual: tuple[Path, str]) -> None:
    assert manual[1] == ""


@pytest.mark.parametrize("name", WRITTEN)
def test_each_directive_and_role_has_a_page(name: str) -> None:
    assert (DOCS / f"reference/directives/{name}.md").is_file()


@pytest.mark.parametrize("name", WRITTEN)
def test_each_directive_and_role_has_an_example(name: str) -> None:
    found = [*DOCS.glob(f"examples/{name}.md"), *DOCS.glob(f"examples/{name}-*.md")]
    fence = ":{" + name + "}" if name in DIRECTIVES else "{" + name + "}`"
    using = [path for path in found if fence in path.read_text(encoding="utf-8")]
    assert using != []


def test_each_list_for_front_pages_is_in_the_manual(manual: tuple[Path, str]) -> None:
    told = page(manual, "reference/directives/archive-lists").split()
    assert [name for name in LISTS if name not in told] == []


def test_each_field_is_in_the_manual(manual: tuple[Path, str]) -> None:
    told = page(manual, "reference/fields").split()
    assert [name for name in Entry.names() if name not in told] == []


def test_each_field_of_a_record_is_in_the_manual(manual: tuple[Path, str]) -> None:
    told = (page(manual, "reference/fields") + page(manual, "reference/catalogue")).split()
    assert [name for name in Record.model_fields if name not in told] == []


def test_each_kind_of_complaint_is_in_the_manual(manual: tuple[Path, str]) -> None:
    told = page(manual, "reference/complaints").split()
    assert [problem.kind for problem in Problem if problem.kind not in told] == []


def test_each_setting_is_in_the_manual(manual: tuple[Path, str]) -> None:
    told = page(manual, "reference/settings").split()
    names = [PREFIX + field.name for field in dataclasses.fields(Settings)]
    assert [name for name in names if name not in told] == []


def test_the_example_of_the_settings_sets_each_and_is_right(archive: Archive) -> None:
    told = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", told, re.DOTALL)
    names = [PREFIX + field.name for field in dataclasses.fields(Settings)]
    assert [name for name in names if f"{name} =" not in example] == []
    archive.write("conf.py", example)
    archive.entry("---\ntitle: Bridge\npublished: 1926\n---\nIt opened.\n")
    assert archive.built("dummy").heard == []


def test_each_command_is_in_the_manual(manual: tuple[Path, str]) -> None:
    told = page(manual, "reference/commands")
    assert [row.name for row in COMMANDS if f"usage: broadsheet {row.name}" not in told] == []


def test_each_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=]", wanted)[0] for wanted in project["dependencies"]]
    told = (DOCS / "explanation/dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in names if f"\n| {name} |" not in told] == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_links_of_the_front_door_lead_somewhere(name: str) -> None:
    targets = LINK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_each_module_is_on_the_map() -> None:
    told = (DOCS / "explanation/architecture.md").read_text(encoding="utf-8")
    package = ROOT / "extensions/broadsheet"
    rooms = [f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").is_file()]
    modules = [path.name for path in package.glob("*.py") if not path.name.startswith("__")]
    assert [name for name in sorted(rooms + modules) if f"`{name}`" not in told] == []
