"""How it reads on paper: one PDF per entry, and volumes of them, set by Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.pdf.builder import PdfBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

VERSION = 1  # of what this part keeps in the environment


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make `sphinx-build -b pdf` known."""
    app.add_builder(PdfBuilder)
    return {
        "version": str(VERSION),
        "env_version": VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
