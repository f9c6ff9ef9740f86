"""The files of an archive: the same are found as by Sphinx, and the same count as changed."""

from __future__ import annotations

import os
import pickle
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from tests.conftest import CONF, Archive

from broadsheet import sources
from broadsheet.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIXES = (".md", ".rst")
EXCLUDED = ["_build", "**/notes", "drafts/*.md"]
READ = 10**9
"""When the documents were read, in microseconds."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with documents, and much else."""
    for name in (
        *("index.md", "about.rst", "conf.py", "1926/05/strike/index.md", "1926/05/strike/a.jpg"),
        *("_build/index.md", "1926/notes/index.md", "drafts/one.md", "drafts/in/two.md"),
        *(".#lock.md", "1926/.#index.md", "de.lproj/x.md", "1926/md", "odd.md/inside.md"),
        *("1926/cafe\u0301/other.txt", "undated/caf\u00e9/index.md"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    (tmp_path / "linked").symlink_to(tmp_path / "1926", target_is_directory=True)
    return tmp_path


def found(kind: type[Project], archive: Path, *included: str) -> dict[str, str]:
    """The documents that a project of that *kind* finds, with their files."""
    project = kind(archive, SUFFIXES)
    project.discover(EXCLUDED, list(included) or ["**"])
    return {name: str(project.doc2path(name, absolute=True)) for name in project.docnames}


def test_the_same_documents_are_found_as_by_sphinx(archive: Path) -> None:
    assert found(Sources, archive) == found(Project, archive)
    assert "linked/05/strike/index" in found(Sources, archive)


def test_patterns_of_what_to_include_hold(archive: Path) -> None:
    assert set(found(Sources, archive, "1926/**")) == {"1926/05/strike/index"}


def test_of_two_files_for_one_document_the_same_wins(archive: Path) -> None:
    (archive / "about.md").touch()
    assert found(Sources, archive) == found(Project, archive)


@pytest.mark.parametrize("included", ['["**"]', '["**", "1926/**"]'])
def test_a_file_whose_name_is_not_utf8_is_left_out_and_told(tmp_path: Path, included: str) -> None:
    archive = Archive.made_in(tmp_path)
    archive.write("conf.py", f"{CONF}include_patterns = {included}\n")
    archive.entry("---\ntitle: T\n---\n", os.fsdecode(b"1926/caf\xe9"))
    archive.entry("---\ntitle: T\n---\n", "1926/tea")
    built = archive.built()
    assert [(one.kind, one.file.rpartition("/1926/")[2]) for one in built.heard] == [
        ("not_utf8", "caf\N{REPLACEMENT CHARACTER}/index.md")
    ]
    assert list(built.records()) == ["1926/tea"]


def test_a_file_has_the_name_of_its_document(archive: Path) -> None:
    project = Sources(archive, SUFFIXES)
    project.discover()
    assert project.path2doc(archive / "1926/05/strike/index.md") == "1926/05/strike/index"


def test_the_next_build_knows_the_files_before_it_looks_for_them(archive: Path) -> None:
    project = Sources(archive, SUFFIXES)
    names = set(project.discover())
    kept = pickle.loads(pickle.dumps(project))  # noqa: S301
    for name in names:
        assert kept.doc2path(name, absolute=True) == project.doc2path(name, absolute=True)


def newer(path: Path) -> None:
    os.utime(path, ns=(READ * 1000 + 1, READ * 1000 + 1))


def leave(_archive: Path, _env: Any) -> None:  # noqa: ANN401
    """Change nothing."""


def edit(archive: Path, _env: Any) -> None:  # noqa: ANN401
    newer(archive / "index.md")


def edit_picture(archive: Path, _env: Any) -> None:  # noqa: ANN401
    newer(archive / "1926/05/strike/a.jpg")


def remove_picture(archive: Path, _env: Any) -> None:  # noqa: ANN401
    (archive / "1926/05/strike/a.jpg").unlink()


def remove_doctree(archive: Path, _env: Any) -> None:  # noqa: ANN401
    (archive / "_build/about.doctree").unlink()


def remove_document(archive: Path, env: Any) -> None:  # noqa: ANN401
    (archive / "about.rst").unlink()
    env.project.discover(EXCLUDED)


def forget(_archive: Path, env: Any) -> None:  # noqa: ANN401
    del env.all_docs["index"]


def ask_always(_archive: Path, env: Any) -> None:  # noqa: ANN401
    env.reread_always.add("index")


STRIKE, ABOUT = "1926/05/strike/index", "about"
NONE: set[str] = set()


@pytest.mark.parametrize(
    ("change", "outdated"),
    [
        (leave, (NONE, NONE, NONE)),
        (edit, (NONE, {"index"}, NONE)),
        (edit_picture, (NONE, {STRIKE}, NONE)),
        (remove_picture, (NONE, {STRIKE}, NONE)),
        (remove_doctree, (NONE, {ABOUT}, NONE)),
        (remove_document, (NONE, NONE, {ABOUT})),
        (forget, ({"index"}, NONE, NONE)),
        (ask_always, (NONE, {"index"}, NONE)),
    ],
)
def test_the_same_documents_are_outdated_as_for_sphinx(
    archive: Path,
    change: Callable[[Path, Any], None],
    outdated: tuple[set[str], set[str], set[str]],
) -> None:
    env = read(archive)
    change(archive, env)
    assert env.project.outdated(env) == outdated
    assert sources.of_sphinx(env, config_changed=False) == outdated


def read(archive: Path) -> Any:  # noqa: ANN401 - what is asked of an environment
    """An environment in which three documents were read; one of them depends on a picture."""
    for name in (".#lock.md", "odd.md/inside.md", "drafts/in/two.md"):
        (archive / name).unlink()
    (archive / "linked").unlink()
    (archive / "undated/caf\u00e9/index.md").unlink()
    project = Sources(archive, SUFFIXES)
    project.discover(EXCLUDED)
    for name in project.docnames:
        doctree = archive / f"_build/{name}.doctree"
        doctree.parent.mkdir(parents=True, exist_ok=True)
        doctree.touch()
    for path in archive.rglob("*"):
        os.utime(path, ns=(READ * 1000, READ * 1000))
    return SimpleNamespace(
        project=project,
        found_docs=project.docnames,
        all_docs=dict.fromkeys(project.docnames, READ),
        dependencies={STRIKE: {archive / "1926/05/strike/a.jpg"}},
        reread_always=set(),
        doctreedir=archive / "_build",
        doc2path=lambda name: project.doc2path(name, absolute=True),
    )


def test_sphinx_asks_here(tmp_path: Path) -> None:
    Archive.made_in(tmp_path).built()
    assert BuildEnvironment.get_outdated_files is not sources.of_sphinx
