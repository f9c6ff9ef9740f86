"""The gallery: several photos that were shown together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from broadsheet.saying import element

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec


class gallery(nodes.container):  # noqa: N801 - node classes are lower case
    """Photos that belong together, with a title where one was printed."""


class GalleryDirective(SphinxDirective):
    """A group of photos; the body holds them."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """Give the gallery's node."""
        node = gallery("", classes=["gallery"])
        if self.arguments:
            node += nodes.paragraph("", self.arguments[0], classes=["gallery-title"])
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the gallery."""
    app.add_node(gallery, html=element("div", role="group"))
    app.add_directive("gallery", GalleryDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
