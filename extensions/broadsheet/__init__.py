"""Broadsheet: an archive of stories, kept as printed, published as a site and as PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

PARTS = (
    "myst_parser",
    "sphinx_design",
    "broadsheet.config",
    "broadsheet.language",
    "broadsheet.lean",
    "broadsheet.sources",
    "broadsheet.pictures",
    "broadsheet.domain",
    "broadsheet.gathering",
    "broadsheet.parser",
    "broadsheet.article",
    "broadsheet.directives",
    "broadsheet.html",
    "broadsheet.search.gathering",
    "broadsheet.pdf",
    "broadsheet.epub",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every part of Broadsheet, in the order in which they stand on each other."""
    for part in PARTS:
        app.setup_extension(part)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
