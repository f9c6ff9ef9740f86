"""What stands in a line: words, links, signs of footnotes; and pictures with their captions."""

from __future__ import annotations

from docutils import nodes

from broadsheet.pdf.escape import literal, loosened, prose
from broadsheet.pdf.writer import STORY, Writer
from broadsheet.words import _

SCHEMES = ("http://", "https://", "mailto:", "ftp://", "tel:", "doi:", "urn:")


class Words(Writer):
    """The visitors of words, pictures and footnotes."""

    def visit_literal(self, node: nodes.Element) -> None:
        """Words in a typewriter's face."""
        self.add(f"#code({prose(loosened(node.astext()))})")
        raise nodes.SkipNode

    def visit_math(self, node: nodes.math) -> None:
        """A formula in a line."""
        self.add(self.formula(node, block=False))
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.raw) -> None:
        """Nothing that was written for another format, but the end of a line."""
        if node.get("format") == "html" and node.astext().strip().startswith("<br"):
            self.add("#linebreak()")
        raise nodes.SkipNode

    def visit_sd_line_break(self, _node: nodes.Element) -> None:
        """The end of a line."""
        self.add("#linebreak()")
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.Element) -> None:
        """A link, where it leads to a safe place; else its words."""
        words = self.inside(node.children)
        block = any(not isinstance(child, (nodes.Inline, nodes.Text)) for child in node.children)
        self.add(self._linked(node, words) + ("\n\n" if block else ""))
        raise nodes.SkipNode

    def _linked(self, node: nodes.Element, words: str) -> str:
        target, refid = str(node.get("refuri", "")), str(node.get("refid", ""))
        if refid or target.startswith("#"):
            return self._inner_link(refid or target[1:], words)
        if target.startswith(STORY) and node.get("internal"):
            return self.call("to-story", words, options=f"place: {literal(target)}")
        if target.lower().startswith(SCHEMES):
            return self.call("web-link", words, options=f"to: {prose(target.strip())}")
        return words

    def _inner_link(self, name: str, words: str) -> str:
        if name not in self.wanted or self.in_title:
            return words
        return self.call("to-place", words, options=f"to: {literal(self.place(name))}")

    def visit_image(self, node: nodes.image) -> None:
        """A picture on its own, or one among words."""
        source = self.picture_source(node)
        if _among_words(node):
            self.add(f"#box({source})")
        else:
            self.add(f"#{source}\n\n")
        raise nodes.SkipNode

    def picture_source(self, node: nodes.image) -> str:
        """The call that shows a picture, or says that it is missing. It has a line of its own."""
        alt = str(node.get("alt") or "").strip() or _("No description was recorded.")
        name = prose(str(node.get("uri", "")))
        if self.press.leaves_out(node):
            told = _("The picture is left out of this edition, for it stands under a warning.")
            return f"left-out-picture({prose(told)})"
        picture = self.press.picture(node)
        if picture is None:
            return f"missing-picture({name}, {prose(alt)})"
        size = "({}, {})".format(*picture.size) if picture.size else "none"
        shown = f"image({literal(picture.path)}, alt: {prose(alt)})"
        return f"picture(\n{literal(picture.path)}, {name}, {prose(alt)}, {size}, () => {shown}\n)"

    def visit_figure(self, node: nodes.figure) -> None:
        """A picture with its caption and what belongs to it."""
        picture = self.inside(child for child in node.children if not _is_words(child))
        caption, legend = self._parts(node, nodes.caption), self._parts(node, nodes.legend)
        long = self.told_long(node)
        self.block("photo", picture, options=long, caption=caption, legend=legend)
        raise nodes.SkipNode

    def _parts(self, node: nodes.Element, kind: type[nodes.Element]) -> str:
        """The contents of the children that are of one *kind*."""
        parts = (child for child in node.children if isinstance(child, kind))
        return "\n\n".join(self.inside(part.children) for part in parts)

    def visit_caption(self, node: nodes.Element) -> None:
        """A caption that stands elsewhere than in a figure."""
        self.block("block-title", self.inside(node.children))
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """A footnote at the foot of the page that calls it; called again, only its sign."""
        name, sign = str(node.get("refid", "")), node.astext()
        note = self.footnotes.get(name)
        if note is None or self.in_title or name in self.set_footnotes:
            self.add(f"#super({prose(sign)})")
        else:
            self.set_footnotes.add(name)
            told = self.inside(child for child in note.children if not _is_label(child))
            self.add(f"#note-below({prose(sign)}, [{told}])")
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        """The label of a work, which leads to its entry in the list."""
        words = f"#{prose(f'[{node.astext()}]')}"
        self.add(self._inner_link(str(node.get("refid", "")), words))
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """A footnote that nothing calls is printed where it stands."""
        if not set(node["ids"]) & self.footnotes.keys():
            self._labelled(node)
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        """An entry of a list of works, with its label."""
        self._labelled(node)
        raise nodes.SkipNode

    def _labelled(self, node: nodes.Element) -> None:
        labels = "".join(child.astext() for child in node.children if _is_label(child))
        told = self.inside(child for child in node.children if not _is_label(child))
        self.block("labelled", told, options=f"mark: {prose(labels)}")


def _is_label(node: nodes.Node) -> bool:
    return isinstance(node, nodes.label)


def _is_words(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.caption, nodes.legend))


def _among_words(node: nodes.image) -> bool:
    """Whether a picture stands in a line of text."""
    holder = node.parent
    if isinstance(holder, nodes.reference):
        holder = holder.parent
    alone = isinstance(holder, nodes.paragraph) and len(holder.astext().strip()) == 0
    return isinstance(holder, nodes.TextElement) and not alone
