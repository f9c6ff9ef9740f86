"""The rules of the house, read from the sources themselves."""

from __future__ import annotations

import ast
import statistics
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extensions" / "broadsheet"
NAME = "broadsheet"

FLOORS = {
    "model": 0,
    "words": 0,
    "accession": 1,
    "cards": 1,
    "history": 1,
    "images": 1,
    "colours": 1,
    "inscription": 1,
    "signs": 1,
    "fixity": 1,
    "program": 1,
    "publishing": 1,
    "importers": 1,
    "spoken": 1,
    "mathematics": 1,
    "volumes": 1,
    "exports": 1,
    "config": 2,
    "report": 2,
    "domain": 2,
    "gathering": 2,
    "door": 2,
    "fences": 2,
    "language": 2,
    "links": 2,
    "lean": 2,
    "sources": 2,
    "parser": 2,
    "pictures": 2,
    "renderer": 2,
    "saying": 2,
    "surroundings": 2,
    "directives": 2,
    "article": 2,
    "html": 3,
    "pdf": 3,
    "epub": 3,
    "search": 3,
    "building": 3,
    "commands": 4,
    "__main__": 5,
    NAME: 5,
}
"""The floor of every room; a module imports from lower floors and from its own."""

SIBLINGS = {"directives", "importers", "exports", "commands"}
"""Folders whose modules never import each other."""

FRAMEWORK = {"sphinx", "docutils"}
"""Libraries that live on floors 2 and 3, and there may be imported anywhere."""

DOOR = {"parser", "renderer", "fences"}
"""How entries are read: one thing, too large for one module."""

OWNERS = {
    "PIL": {"images", "colours", "cards"},
    "babel": {"spoken"},
    "typst": {"pdf.typesetter"},
    "latex2mathml": {"mathematics"},
    "yaml": {"model.frontmatter"},
    "markupsafe": {"html.builder", "html.citations", "html.head"},
    "citeproc": {"exports.cited"},
    "myst_parser": DOOR,
    "markdown_it": DOOR,
    "numpy": {
        "search.commonness",
        "search.packing",
        "search.pairs",
        "search.postings",
        "search.sharding",
        "search.spool",
        "search.terms",
    },
    "snowballstemmer": {"search.stems"},
    "sphinx_autobuild": {"commands.serve"},
}
"""Every other outside library, and the one module that imports it; pydantic belongs to model."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
LONGEST_FUNCTION = 40
LONG_FUNCTION = 20
MEDIAN_FUNCTION = 6
LONGEST_MODULE = 400


When = Literal["load", "run", "never"]


class Import(NamedTuple):
    """An import: of what, in which line, and when.

    That is when the module is loaded, when a function runs, or never: for type checkers only.
    """

    of: str
    line: int
    when: When


class Module:
    """One source file of the package."""

    def __init__(self, path: Path) -> None:
        """Read and parse the file."""
        inside = path.relative_to(PACKAGE).with_suffix("").parts
        parts = inside[:-1] if inside[-1] == "__init__" else inside
        self.path = path
        self.name = ".".join(parts)
        self.room = parts[0] if parts else NAME
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)

    def __str__(self) -> str:
        """The path below the package."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def floor(self) -> float:
        """The floor it stands on."""
        return FLOORS.get(self.room, -1)

    def imports(self) -> Iterator[Import]:
        """Every import, with `from x import y` as `x.y` where that is a module of the package."""
        for node, when in walk(self.tree, when="load"):
            if isinstance(node, ast.Import):
                yield from (Import(alias.name, node.lineno, when) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = "." * node.level + (node.module or "")
                for alias in node.names:
                    whole = f"{source}.{alias.name}"
                    of = whole if is_module(whole) else source
                    yield Import(of, node.lineno, when)

    def functions(self) -> Iterator[tuple[str, int]]:
        """The name of each function and how many lines of code it has."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name, code_lines(self.text, node)


def walk(node: ast.AST, *, when: When) -> Iterator[tuple[ast.AST, When]]:
    """Every node below *node*, and when it runs."""
    for child in ast.iter_child_nodes(node):
        inner = when
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            inner = "never"
        elif isinstance(child, ast.FunctionDef | ast.Lambda) and when == "load":
            inner = "run"
        yield child, inner
        yield from walk(child, when=inner)


def is_module(name: str) -> bool:
    """Whether *name* is a module or a folder of the package."""
    if not name.startswith(NAME + "."):
        return False
    place = PACKAGE.joinpath(*name.split(".")[1:])
    return place.is_dir() or place.with_suffix(".py").is_file()


def code_lines(text: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of *node* that are neither empty nor comment nor docstring."""
    lines = text.splitlines()
    first = node.lineno
    described = set[int]()
    if ast.get_docstring(node) is not None:
        statement = node.body[0]
        described = set(range(statement.lineno, (statement.end_lineno or 0) + 1))
    numbers = (n for n in range(first, (node.end_lineno or first) + 1) if n not in described)
    code = [line for n in numbers if (line := lines[n - 1].strip()) and not line.startswith("#")]
    return len(code)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    return tuple(
        Module(path) for path in sorted(PACKAGE.rglob("*.py")) if "template" not in path.parts
    )


def breaches(check: object) -> list[str]:
    """*check* run on every module, as readable lines."""
    assert callable(check)
    return [f"{module}: {line}" for module in modules() for line in check(module)]


def test_every_module_stands_on_a_floor() -> None:
    assert [str(module) for module in modules() if module.room not in FLOORS] == []


def test_imports_go_down() -> None:
    def up(module: Module) -> Iterator[str]:
        for made in module.imports():
            if not made.of.startswith(NAME + "."):
                continue
            room = made.of.split(".")[1]
            if room != module.room and FLOORS.get(room, -1) > module.floor:
                yield f"line {made.line} imports {made.of}, which stands higher"

    assert breaches(up) == []


def test_nothing_imports_the_package_root() -> None:
    def root(module: Module) -> Iterator[str]:
        for made in module.imports():
            if made.of == NAME:
                yield f"line {made.line}"

    assert breaches(root) == []


def test_no_import_is_relative() -> None:
    def relative(module: Module) -> Iterator[str]:
        for made in module.imports():
            if made.of.startswith("."):
                yield f"line {made.line}"

    assert breaches(relative) == []


def test_siblings_do_not_import_each_other() -> None:
    def sideways(module: Module) -> Iterator[str]:
        own = f"{NAME}.{module.room}"
        if module.room in SIBLINGS and module.name != module.room:
            for made in module.imports():
                if made.of.startswith(own + ".") and made.of != f"{NAME}.{module.name}":
                    yield f"line {made.line} imports {made.of}"

    assert breaches(sideways) == []


def test_no_imports_run_in_circles() -> None:
    graph = {
        f"{NAME}.{module.name}": {
            made.of for made in module.imports() if made.when == "load" and is_module(made.of)
        }
        for module in modules()
    }
    assert circle(graph) == []


def circle(graph: dict[str, set[str]]) -> list[str]:
    """What remains of *graph* after taking out, again and again, what needs nothing of it."""
    left = dict(graph)
    while free := [name for name, needs in left.items() if not (needs - {name}) & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def test_sphinx_stays_on_its_floors() -> None:
    def strays(module: Module) -> Iterator[str]:
        inside = module.floor in {FLOORS["domain"], FLOORS["html"]}
        for made in module.imports():
            if made.of.split(".")[0] in FRAMEWORK and made.when == "load" and not inside:
                yield f"line {made.line} imports {made.of}"

    assert breaches(strays) == []


def test_an_outside_library_is_imported_in_one_module() -> None:
    def strays(module: Module) -> Iterator[str]:
        for made in module.imports():
            library = made.of.split(".")[0]
            known = {NAME, "__future__", *FRAMEWORK, *sys.stdlib_module_names}
            if library.startswith("pydantic"):
                at_home = module.room == "model"
            else:
                at_home = library in known or module.name in OWNERS.get(library, ())
            if made.when != "never" and not at_home:
                yield f"line {made.line} imports {made.of}, which belongs elsewhere"

    assert breaches(strays) == []


def test_no_owner_is_named_for_nothing() -> None:
    used = {made.of.split(".")[0] for module in modules() for made in module.imports()}
    assert sorted(OWNERS.keys() - used) == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(module) for module in modules() if VAGUE & set(module.name.split("."))] == []


def test_no_module_is_too_long() -> None:
    lengths = {str(module): module.text.count("\n") for module in modules()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    def long(module: Module) -> Iterator[str]:
        for name, lines in module.functions():
            if lines > LONGEST_FUNCTION:
                yield f"{name} has {lines} lines of code"

    assert breaches(long) == []


def test_most_functions_are_short() -> None:
    sizes = sorted(lines for module in modules() for _, lines in module.functions())
    nine_in_ten = sizes[len(sizes) * 9 // 10]
    assert (statistics.median(sizes) <= MEDIAN_FUNCTION, nine_in_ten <= LONG_FUNCTION) == (
        True,
        True,
    )


@pytest.mark.parametrize("folder", ["directives", "importers", "exports", "commands"])
def test_a_room_of_siblings_holds_no_rooms(folder: str) -> None:
    inner = [path.name for path in (PACKAGE / folder).iterdir() if path.is_dir()]
    assert [name for name in inner if name not in {"__pycache__", "template"}] == []


def test_no_ignored_rule_is_without_a_code() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("extensions", "tests", "workshop", "docs")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.rstrip().endswith(("# no" + "qa", "# type: " + "ignore"))
    ]
    assert bare == []
