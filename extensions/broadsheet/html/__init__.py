"""How it reads on screen: the builder, the theme, and the pages that list stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.config import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the parts of the HTML output."""
    app.add_html_theme(THEME, str(Path(__file__).parent / "theme"))
    app.setup_extension("broadsheet.html.builder")
    app.setup_extension("broadsheet.html.changes")
    app.setup_extension("broadsheet.html.formulas")
    app.setup_extension("broadsheet.html.listings")
    app.setup_extension("broadsheet.html.translator")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
