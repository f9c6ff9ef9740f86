"""Names of published pictures: the same in every build, whatever was read first.

Sphinx numbers pictures of the same name in the order in which it meets them, and looks through all
of them for each page that it forgets; here the name follows from the path, and forgetting takes one
step.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.util._files import FilenameUniqDict

from broadsheet.model import urls

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class PictureNames(FilenameUniqDict):
    """Published names of pictures by their path, with the documents that show them."""

    def __init__(self) -> None:
        super().__init__()
        self.of_document: dict[str, set[str]] = {}

    def add_file(self, docname: str, newfile: str | os.PathLike[str]) -> str:
        """The published name of *newfile*, which *docname* shows."""
        path = os.fspath(newfile)
        documents, name = self.setdefault(path, (set(), urls.picture(path.replace(os.sep, "/"))))
        documents.add(docname)
        self.of_document.setdefault(docname, set()).add(path)
        return name

    def purge_doc(self, docname: str) -> None:
        """Forget what *docname* shows."""
        for path in self.of_document.pop(docname, ()):
            documents, _name = self.get(path, (set(), ""))
            documents.discard(docname)
            if not documents:
                self.pop(path, None)

    def merge_other(self, docnames: object, other: dict[str, tuple[set[str], str]]) -> None:
        """Take over the pictures that another process found for *docnames*."""
        assert isinstance(other, PictureNames)
        assert isinstance(docnames, set | frozenset)
        for docname in docnames & other.of_document.keys():
            for path in other.of_document[docname]:
                self.add_file(docname, path)

    def __reduce__(self) -> tuple[object, ...]:
        """How the names are kept between builds: the documents of each, from which all follows."""
        return _restored, (self.of_document,)


def _restored(of_document: dict[str, set[str]]) -> PictureNames:
    """The names as they were kept."""
    names = PictureNames()
    for docname, paths in of_document.items():
        for path in sorted(paths):
            names.add_file(docname, path)
    return names


def _name_pictures(app: Sphinx) -> None:
    if not isinstance(app.env.images, PictureNames):
        app.env.images = PictureNames()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have the environment name pictures by their path."""
    app.connect("builder-inited", _name_pictures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
