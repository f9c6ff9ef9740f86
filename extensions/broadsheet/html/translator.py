"""The HTML of the doctree: Sphinx's own, with the language and the direction that a node names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FORMATS = ("html", "dirhtml", "singlehtml", "epub")


class ArchiveTranslator(HTML5Translator):
    """Sets `lang` and `dir` wherever a node has them."""

    def starttag(
        self,
        node: Any,  # noqa: ANN401 - an element, or nothing
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,  # noqa: FBT001, FBT002 - docutils calls it so
        **attributes: Any,  # noqa: ANN401 - as docutils has it
    ) -> str:
        """The opening tag of *node*."""
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.document):
            for name in ("lang", "dir"):
                if node.get(name):
                    attributes.setdefault(name, node[name])
        return super().starttag(node, tagname, suffix, empty, **attributes)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Use it for every format that is HTML."""
    for name in FORMATS:
        app.set_translator(name, ArchiveTranslator)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
