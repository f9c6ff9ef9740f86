"""Formulas on a page: MathML, which browsers and readers of books set without a script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from broadsheet.mathematics import UntranslatableError, markup

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "mathml"


def _visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(_set(node, block=False))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    place = translator.starttag(node, "div", CLASS="math", suffix="")
    translator.body.append(f"{place}{number}{_set(node, block=True)}</div>\n")
    raise nodes.SkipNode


def _set(node: nodes.Element, *, block: bool) -> str:
    """The formula; its LaTeX, where that cannot be read."""
    tex = node.astext()
    try:
        return markup(tex, block=block)
    except UntranslatableError:
        return f'<code class="math">{escape(tex)}</code>'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Offer the renderer, which archives use."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
