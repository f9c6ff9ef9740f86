"""Links from a document to pages that are made of the catalogue, where a format has such pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from broadsheet.config import THEME
from broadsheet.model import urls

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Linker:
    """Makes links from one page to others; where the format has no such pages, the text alone."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        """Make links from the page of *docname*."""
        self.here = urls.page(docname)
        self.pages = app.config.html_theme == THEME and app.builder.name == "html"

    def __call__(self, text: str, docname: str) -> nodes.Element:
        """The link to the page of *docname*."""
        if not self.pages:
            return nodes.inline("", text)
        return nodes.reference("", text, refuri=self.to(urls.page(docname)), internal=True)

    def to(self, address: str) -> str:
        """The way from this page to that at *address*."""
        return urls.relative(self.here, address)
