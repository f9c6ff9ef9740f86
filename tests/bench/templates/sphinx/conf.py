"""Bare Sphinx with MyST: basic theme, no toctree, no index, no search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "The Bench Gazette"
extensions = ["myst_parser"]
html_theme = "basic"
html_use_index = False
html_copy_source = False
suppress_warnings = ["toc.not_included"]


def setup(app: Sphinx) -> None:
    """Switch Sphinx's own search off; no setting does it."""
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
