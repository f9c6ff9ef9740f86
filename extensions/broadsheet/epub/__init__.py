"""How it reads as a book on a screen: an EPUB of each volume, made by Sphinx's own builder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.epub.builder import BOOK_THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the parts of the EPUB output."""
    app.add_html_theme(BOOK_THEME, str(Path(__file__).parent / "theme"))
    app.setup_extension("broadsheet.epub.builder")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
