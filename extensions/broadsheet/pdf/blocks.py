"""What stands on its own in a story: sections, lists, quotations, tables, notes."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.locale import admonitionlabels

from broadsheet.pdf.escape import literal, loosened, prose
from broadsheet.pdf.tables import table_source
from broadsheet.pdf.writer import DEEPEST, LONG, Writer

COMPONENTS = {  # of sphinx-design, those that have a look
    "card": "aside",
    "dropdown": "aside",
    "aside": "aside",
    "card-title": "block-title",
    "card-footer": "small",
}
LOWEST_HEADING = 6  # PDF 1.7 knows H1 to H6
NUMBERINGS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


class Blocks(Writer):
    """The visitors of blocks."""

    def visit_section(self, node: nodes.section) -> None:
        """Go one heading level down; the first is the story's own, and begins with its head."""
        self.level += 1
        if self.level == 1 and (head := _arrange(node)):
            words = sum(len(child.astext()) for child in node.children[:head])
            options = "long: true" if words > LONG else ""
            self.block("story-head", self.inside(node.children[:head]), options=options)
            for child in node.children[head:]:
                child.walkabout(self)
            self.level -= 1
            raise nodes.SkipNode

    def depart_section(self, _node: nodes.section) -> None:
        """Come one heading level up."""
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """A heading, or the title of a block; an empty one is left out."""
        if not node.astext().strip():
            raise nodes.SkipNode
        if isinstance(node.parent, nodes.section):
            self._heading(node, node.parent)
        else:
            self.block("block-title", self.inside(node.children))
        raise nodes.SkipNode

    def visit_subtitle(self, node: nodes.subtitle) -> None:
        """The lines below a title."""
        self.block("standfirst", self.inside(node.children))
        raise nodes.SkipNode

    def _heading(self, node: nodes.title, section: nodes.section) -> None:
        before, self.body = self.body, []
        self.mark(section)
        marks, self.body = "".join(self.body), before
        self.in_title = True
        words = self.inside(node.children)
        self.in_title = False
        level = max(1, min(self.level, LOWEST_HEADING))
        if level == 1:
            self.add(f"{marks}\n\n")
            marks = ""
        self.add(f"#heading(level: {level})[{marks}{words}]\n\n")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Words, in the voice that the paragraph's class names; a blank line ends them."""
        kind = next((name for name in node["classes"] if name in self.press.voices), "")
        if kind:
            self.block("voice", self.inside(node.children), options=f"kind: {literal(kind)}")
            raise nodes.SkipNode

    def depart_paragraph(self, _node: nodes.paragraph) -> None:
        """End the paragraph."""
        self.add("\n\n")

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        """A quotation, with whose words they are."""
        by = [child for child in node.children if isinstance(child, nodes.attribution)]
        rest = [child for child in node.children if child not in by]
        told = " ".join(self.inside(child.children) for child in by)
        kind = "epigraph" if "epigraph" in node["classes"] else self.own_function(node, "quotation")
        if len(node.astext()) > LONG:
            kind = "quotation"
        self.block(kind, self.inside(rest), attribution=told)
        raise nodes.SkipNode

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """A list with bullets."""
        self._list(node, "list")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """A numbered list, as it was numbered."""
        style = NUMBERINGS.get(node.get("enumtype", "arabic"), "1")
        pattern = f"{node.get('prefix', '')}{style}{node.get('suffix', '.')}"
        options = f"numbering: {literal(pattern)}, start: {int(node.get('start', 1))}"
        self._list(node, "enum", options=options)

    def _list(self, node: nodes.Element, function: str, *, options: str = "") -> None:
        items = [self.inside(item.children) for item in node.children if _is_element(item)]
        if items:
            self.block(function, *items, options=options)
        raise nodes.SkipNode

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        """Terms with their definitions."""
        self._terms(node, (nodes.definition,))

    def visit_field_list(self, node: nodes.field_list) -> None:
        """Names with their values."""
        self._terms(node, (nodes.field_body,))

    def visit_option_list(self, node: nodes.option_list) -> None:
        """A program's options with what they do."""
        self._terms(node, (nodes.description,))

    def _terms(self, node: nodes.Element, meanings: tuple[type[nodes.Element], ...]) -> None:
        items = []
        for item in filter(_is_element, node.children):
            element = cast("nodes.Element", item)
            heads = [child for child in element.children if not isinstance(child, meanings)]
            bodies = [child for child in element.children if isinstance(child, meanings)]
            term = '#", "'.join(filter(None, (self.inside([head]).strip() for head in heads)))
            items.append((term, "\n\n".join(self.inside(body.children) for body in bodies)))
        if self.depth > DEEPEST:
            self.add("".join(f"{term}\n\n{meaning}\n\n" for term, meaning in items))
        elif items:
            told = ", ".join(f"terms.item([{term}], [{meaning}])" for term, meaning in items)
            self.add(f"#terms({told})\n\n")
        raise nodes.SkipNode

    def visit_option_group(self, node: nodes.option_group) -> None:
        """The spellings of one option."""
        self.add(f"#code({literal(node.astext())})")
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.line_block) -> None:
        """Lines that stay as they are: verse, or an address."""
        lines = [self.inside([child]) for child in node.children]
        nested = isinstance(node.parent, nodes.line_block)
        self.block("indented-lines" if nested else "line-block", *lines)
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Text in a typewriter's face, line for line."""
        self.add(f"#code-block({literal(loosened(node.astext()))})\n\n")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        """A formula on lines of its own, with its number where it has one."""
        number = node.get("number")
        self.add(self.formula(node, block=True, number=f"({number})" if number else ""))
        self.add("\n\n")
        raise nodes.SkipNode

    def visit_table(self, node: nodes.table) -> None:
        """A table with its title."""
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        caption = "".join(self.inside(title.children) for title in titles)
        for child in node.children:
            if isinstance(child, nodes.tgroup):
                self._table(child, caption)
            elif child not in titles:
                child.walkabout(self)
        raise nodes.SkipNode

    def _table(self, group: nodes.tgroup, caption: str) -> None:
        if self.depth > DEEPEST:
            self.add(self.inside(group.findall(nodes.entry)))
        else:
            self.add(table_source(self, group, caption) + "\n\n")

    def visit_container(self, node: nodes.container) -> None:
        """Something of sphinx-design's, or only what it holds."""
        if look := COMPONENTS.get(str(node.get("design_component", ""))):
            self.block(look, self.inside(node.children))
            raise nodes.SkipNode

    def visit_transition(self, node: nodes.transition) -> None:
        """A break between parts; none before footnotes, which go to the foot of the page."""
        if "footnotes" not in node["classes"]:
            self.add("#transition()\n\n")
        raise nodes.SkipNode

    def visit_rubric(self, node: nodes.rubric) -> None:
        """A heading that is none."""
        self.block("rubric", self.inside(node.children))
        raise nodes.SkipNode

    def visit_topic(self, node: nodes.Element) -> None:
        """Something set apart, with a title of its own."""
        self.block("aside", self.inside(node.children))
        raise nodes.SkipNode

    def visit_dropdown_title(self, node: nodes.Element) -> None:
        """The title of something that is folded on screen."""
        self.block("block-title", self.inside(node.children))
        raise nodes.SkipNode

    def visit_Admonition(self, node: nodes.Element) -> None:  # noqa: N802
        """A note, a warning and their like, with the name of its kind or its own title."""
        kind = node.tagname
        children, title = list(node.children), ""
        if children and isinstance(children[0], nodes.title):
            title = self.inside(cast("nodes.Element", children.pop(0)).children)
        elif kind in admonitionlabels:
            title = f"#{prose(str(admonitionlabels[kind]))}"
        self.block("admonition", self.inside(children), title=title)
        raise nodes.SkipNode


def _arrange(story: nodes.section) -> int:
    """Put the line that names the paper above the headline, and corrections before the text.

    Gives how many children make the head of the story.
    """
    for line in list(story.findall(_is_kicker))[:1]:
        line.parent.remove(line)
        story.insert(0, line)
    corrections = [child for child in story.children if _has_class(child, "correction")]
    heads = [child for child in story.children if _has_class(child, "article-head")]
    for correction in corrections if heads else []:
        story.remove(correction)
        story.insert(story.index(heads[0]) + 1 + corrections.index(correction), correction)
    return story.index(heads[0]) + 1 if heads else 0


def _has_class(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node["classes"]


def _is_kicker(node: nodes.Node) -> bool:
    """Whether this is the line of publication, edition, section and page."""
    return isinstance(node, nodes.paragraph) and _has_class(node, "kicker")


def _is_element(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and not isinstance(node, nodes.comment)
