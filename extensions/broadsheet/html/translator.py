"""The HTML of the doctree: Sphinx's own, with two differences.

An element has the language and the direction that its node names. And none has a `style`, for a
strict Content-Security-Policy lets no page carry any: a width in percent becomes a class that the
style sheet knows, and every other style is left to the style sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FORMATS = ("html", "dirhtml", "singlehtml", "epub")
PERCENT = re.compile(r"(?:width: *)?(\d+(?:\.\d+)?)%")
STEP = 5
"""Widths are rounded to this many percent, so that twenty classes are enough."""


class ArchiveTranslator(HTML5Translator):
    """Sets `lang` and `dir` wherever a node has them, and never a `style`."""

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
            attributes.update(node.get("robust", {}) if tagname == "a" else {})
        if "style" in attributes or tagname == "img":
            _leave_style(attributes)
        return super().starttag(node, tagname, suffix, empty, **attributes)


def _leave_style(attributes: dict[str, Any]) -> None:
    """Take style, and sizes that are not in whole pixels, out of *attributes*."""
    style = attributes.pop("style", "")
    for side in ("height", "width"):
        if not str(attributes.get(side, "0")).isdecimal():
            style = attributes.pop(side)
    share = PERCENT.match(style)
    if share:
        kinds = attributes.pop("class", "")
        attributes["CLASS"] = f"{attributes.get('CLASS', '')} {kinds} {width(float(share[1]))}"


def width(percent: float) -> str:
    """The class of an element that is *percent* wide."""
    return f"w-{max(STEP, min(100, round(percent / STEP) * STEP))}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Use it for every format that is HTML."""
    for name in FORMATS:
        app.set_translator(name, ArchiveTranslator)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
