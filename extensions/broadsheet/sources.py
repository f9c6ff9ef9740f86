"""The files of the archive: found in one walk, and each asked once whether it changed.

Sphinx holds every file, pictures too, against every pattern, and makes paths of tens of thousands
of names. The answers here are the same, for a third of the work; whatever is out of the ordinary is
left to Sphinx, which complains of it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

from sphinx.environment import BuildEnvironment
from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util.matching import compile_matchers

from broadsheet.config import THEME
from broadsheet.model.problems import BroadsheetError, Complaint, Problem
from broadsheet.report import complain, located

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    Outdated = tuple[set[str], set[str], set[str]]

EVERYTHING = ["**"]


class Sources(Project):
    """The documents of the archive, and their files."""

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = EVERYTHING
    ) -> set[str]:
        """Find all documents."""
        excluded = compile_matchers([*exclude_paths, *EXCLUDE_PATHS])
        root = f"{self.srcdir}/"
        every = list(_files(root, self.source_suffix, excluded))
        odd = {name for name in every if not _is_utf8(name)}
        files = [name for name in every if name not in odd]
        _complain_of_names(root, sorted(odd))
        found = {self._docname(file): file for file in files}
        readable = all(os.access(root + file, os.R_OK) for file in files)
        if list(include_paths) != EVERYTHING or len(found) < len(files) or not readable:
            return self._fit(super().discover(exclude_paths, include_paths))
        self.docnames.clear()
        self.docnames.update(found)
        self._path_to_docname = {}  # Sphinx makes the name anew of a path that is not there
        self._docname_to_path = cast("dict[str, Path]", found)  # a text does as well
        return self.docnames

    def _fit(self, docnames: set[str]) -> set[str]:
        """*docnames*, without those that no page can be called by."""
        for name in [name for name in docnames if not _is_utf8(name)]:
            docnames.remove(name)
            del self._path_to_docname[self._docname_to_path.pop(name)]
        return docnames

    def _docname(self, file: str) -> str:
        suffix = next(suffix for suffix in self.source_suffix if file.endswith(suffix))
        return file.removesuffix(suffix)

    def outdated(self, env: BuildEnvironment) -> Outdated:
        """The documents that are new, those that changed, and those that are gone."""
        known, found = env.all_docs.keys(), self._docname_to_path
        changed = {
            docname
            for docname, file in found.items()
            if docname in known and _changed(env, docname, f"{self.srcdir}/{file}")
        }
        return found.keys() - known, changed, known - found.keys()


def _files(
    root: str, suffixes: tuple[str, ...], excluded: Sequence[Callable[[str], Any]]
) -> Iterator[str]:
    """The files below *root* that are documents by their names; links are followed."""
    folders = [""]
    for inside in folders:
        for entry in _entries(root + inside):
            folder = _is_folder(entry)
            if folder or entry.name.endswith(suffixes):
                path = normalize("NFC", inside + entry.name)
                if any(matches(path) for matches in excluded):
                    continue
                if folder:
                    folders.append(f"{inside}{entry.name}/")
                else:
                    yield path


def _is_utf8(name: str) -> bool:
    """Whether the bytes of a file's name are text; Python passes others on as lone surrogates."""
    return name.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def _complain_of_names(root: str, files: Iterable[str]) -> None:
    """Complain of *files* below *root*, whose names no page could have."""
    for file in files:
        shown = Path(root, os.fsencode(file).decode("utf-8", "replace"))
        message = f"the name `{shown.relative_to(root)}` is not UTF-8, and the file is left out"
        advice = "rename it, or the folder that is called so"
        complain(located(Complaint(Problem.NOT_UTF8, message, advice), shown))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether *entry* is a folder, or leads to one; a link that leads to itself does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What lies in *folder*; nothing where it may not be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _changed(env: BuildEnvironment, docname: str, file: str) -> bool:
    """Whether *docname* must be read again: something it was made of is newer, or is gone."""
    if docname in env.reread_always or not os.path.isfile(f"{env.doctreedir}/{docname}.doctree"):  # noqa: PTH113 - quicker, for thousands, than a Path
        return True
    read = env.all_docs[docname] * 1000  # in nanoseconds
    try:
        return any(
            os.stat(made_of).st_mtime_ns > read  # noqa: PTH116
            for made_of in (file, *env.dependencies.get(docname, ()))
        )
    except OSError:
        return True


def _get_outdated_files(env: BuildEnvironment, config_changed: bool) -> Outdated:  # noqa: FBT001 - Sphinx's
    if config_changed or not isinstance(env.project, Sources):
        return of_sphinx(env, config_changed)
    return env.project.outdated(env)


of_sphinx = BuildEnvironment.get_outdated_files


def _take_place(app: Sphinx) -> None:
    """Take the place of Sphinx's project."""
    sources = Sources(app.srcdir, app.config.source_suffix)
    sources.restore(app.project)
    app.project = app.env.project = sources


def _require_front_page(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Ask for the document that every site begins with, before thousands of others are read."""
    name = app.config.root_doc
    if app.config.html_theme == THEME and name not in env.found_docs:
        raise BroadsheetError(f"{app.srcdir} has no `{name}.md`; write one, it is the front page")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look for the files of the archive in our own way."""
    host: Any = BuildEnvironment  # Sphinx offers no other way
    host.get_outdated_files = _get_outdated_files
    app.connect("builder-inited", _take_place)
    app.connect("env-before-read-docs", _require_front_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
