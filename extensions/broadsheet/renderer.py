"""How Markdown becomes nodes in an entry: MyST's renderer with its doors closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives as registry
from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import get_language
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import MystWarnings

from broadsheet.directives import DIRECTIVES, ROLES
from broadsheet.directives.photo import found, photo_node
from broadsheet.fences import plain_options
from broadsheet.model.facts import Photo
from broadsheet.model.problems import Complaint, Problem, did_you_mean
from broadsheet.report import complain_of

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

PLAIN_DIRECTIVES = frozenset({
    "admonition", "attention", "caution", "code", "code-block", "danger", "epigraph", "error",
    "figure", "highlights", "hint", "image", "important", "list-table", "math", "note",
    "pull-quote", "rubric", "seealso", "sidebar", "sourcecode", "table", "tip", "topic", "warning",
    "card", "card-carousel", "dropdown", "grid", "grid-item", "grid-item-card", "tab-item",
    "tab-set",
})  # fmt: skip
PLAIN_ROLES = frozenset({
    "abbr", "code", "doc", "emphasis", "kbd", "literal", "math", "ref", "strong", "sub",
    "subscript", "sup", "superscript", "title-reference",
})  # fmt: skip
ALLOWED_DIRECTIVES = PLAIN_DIRECTIVES | DIRECTIVES.keys()
ALLOWED_ROLES = PLAIN_ROLES | ROLES.keys()
DEEPEST = 60
DEEPEST_DIRECTIVE = 12
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[|<\?")
STRAY = re.compile(r":{3,}\s*")
NAMED = re.compile(r"Unknown option key: '([^']*)' \(allowed: \[(.*)\]\)")


class line_break(nodes.inline):  # noqa: N801 - node classes are lower case
    """The place where an author broke a line; a space, where lines cannot be broken."""


class EntryRenderer(SphinxRenderer):
    """Renders an entry below a section that already stands, and complains in our words."""

    def begin(self, section: nodes.section, *, title_from_heading: bool) -> None:
        """Render the next text below *section*; its first heading may be the title itself."""
        self._article = section
        self._skip_title = title_from_heading
        self._depth = 0
        self._html_told = False

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Make ready for one entry, without the document that MyST makes and throws away."""
        self.md_env, self.md_options, self.md_config = env, options, options["myst_config"]
        self.document = self.current_node = options["document"]
        self.reporter = self.document.reporter
        self.language_module_rst: Any = get_language(self.document.settings.language_code)
        self._heading_offset = 0
        self._heading_slugs: dict[str, tuple[int | None, str, str]] = {}

    def _render_initialise(self) -> None:
        """Start inside the article's section."""
        self.current_node = self._article
        self._level_to_section = {0: self.document, 1: self._article}

    def _render_tokens(self, tokens: list[Token]) -> None:
        """Render *tokens*; a block that is nested beyond reason is shown as it was written."""
        super()._render_tokens(_flattened(self, tokens))

    def complain(self, problem: Problem, message: str, advice: str, line: int | None) -> None:
        """Complain of the entry that is being read."""
        fault = Complaint(problem, message, advice, line=line or 1)
        complain_of(self.sphinx_env, self.sphinx_env.docname, [fault])

    def create_warning(
        self,
        message: str,
        subtype: MystWarnings | str,
        *,
        wtype: str | None = None,  # noqa: ARG002
        line: int | None = None,
        append_to: nodes.Element | None = None,  # noqa: ARG002
    ) -> None:
        """Turn what MyST complains of into a complaint of ours."""
        if subtype == MystWarnings.MD_HEADING_NON_CONSECUTIVE:
            return
        unknown = NAMED.search(message)
        if unknown:
            known = [name.strip(" '") for name in unknown[2].split(",")]
            advice = did_you_mean(unknown[1], known, otherwise=f"it can have: {', '.join(known)}")
            self.complain(Problem.UNKNOWN_OPTION, f"unknown option `{unknown[1]}`", advice, line)
            return
        self.complain(
            Problem.BAD_VALUE, message.rstrip("."), "look at the markup of this line", line
        )

    def inline(self, text: str, line: int) -> list[nodes.Node]:
        """The nodes of one line of markup."""
        holder = nodes.Element()
        with self.current_node_context(holder):
            self.nested_render_text(text, line - 1, inline=True)
        return list(holder.children)

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Leave front matter out; it was read before."""

    def render_text(self, token: SyntaxTreeNode) -> None:
        """Give text as it is; HTML in it is text, and that is said once an entry."""
        if "<" in token.content and not self._html_told and TAG.search(token.content):
            self._html_told = True
            line = token_line(token, 0)
            self.complain(
                Problem.RAW_HTML, "HTML is shown as text", "use Markdown, or a directive", line
            )
        super().render_text(token)

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Give a heading below the title, with no level left out."""
        if self._skip_title and token.tag == "h1":
            self._skip_title = False
            return
        self._skip_title = False
        level = min(max(int(token.tag[1]), 2), max(self._level_to_section) + 1)
        assert token.token is None or token.nester_tokens is not None
        opening = token.nester_tokens.opening if token.nester_tokens else None
        if opening is not None:
            opening.tag = f"h{min(level, 6)}"
        super().render_heading(token)

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Give a paragraph; one that is nothing but a picture is a photo."""
        self._skip_title = False
        if token.children and STRAY.fullmatch(token.children[0].content or ""):
            message = "a line of colons closes no directive, and is shown as text"
            self.complain(
                Problem.UNCLOSED_DIRECTIVE, message, "take it out, or open one", token_line(token)
            )
        only = _only_picture(token)
        if only is None:
            super().render_paragraph(token)
            _set_as_lines(self.current_node)
            return
        line = token_line(token)
        said = Photo(
            src=self.md.normalizeLinkText(str(only.attrGet("src") or "")),
            alt=self.renderInlineAsText(only.children or []),
            caption=str(only.attrGet("title") or ""),
        )
        self.current_node += photo_node(self.sphinx_env, found(self.sphinx_env, said, line))

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:  # noqa: ARG002 - MyST's signature
        """Mark where a line ends by the author's will; a paragraph with such is set as lines."""
        self.current_node += line_break("", " ")

    def render_directive(
        self,
        token: SyntaxTreeNode,
        name: str,
        arguments: str,
        *,
        additional_options: dict[str, str] | None = None,
    ) -> None:
        """Run a directive that entries may use; the text of any other is shown."""
        if _unclosed(token):
            self.complain(
                Problem.UNCLOSED_DIRECTIVE,
                f"the directive `{name}` is never closed",
                f"write a line of `{token.markup}` where it ends",
                token_line(token),
            )
        name = name.strip().lower()
        if name not in ALLOWED_DIRECTIVES:
            self._refuse(token, name, arguments)
        elif self._depth >= DEEPEST_DIRECTIVE:
            self._too_deep(token)
        else:
            self._depth += 1
            self._run(token, name, arguments, additional_options)
            self._depth -= 1

    def _run(
        self, token: SyntaxTreeNode, name: str, arguments: str, options: dict[str, str] | None
    ) -> None:
        """Run a directive; where it fails, its text is shown, and the rest of the entry stays."""
        node, number = self.current_node, len(self.current_node)
        try:
            super().render_directive(token, name, arguments, additional_options=options)
        except RecursionError:
            raise
        except Exception as fault:  # noqa: BLE001 - one bad directive must not end the entry
            self.current_node = node
            del node[number:]
            message = f"the directive `{name}` failed ({type(fault).__name__}); its text is shown"
            line = token_line(token)
            self.complain(Problem.BAD_VALUE, message, "look at its markup", line)
            self._show(token, arguments)

    def run_directive(  # noqa: PLR0913 - MyST gives these
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,
        *,
        block_text: str | None = None,
    ) -> list[nodes.Element]:
        """The nodes of a directive, whose options are text and no YAML."""
        text = plain_options(content)
        return super().run_directive(
            name, first_line, text, position, additional_options, block_text=block_text
        )

    def _refuse(self, token: SyntaxTreeNode, name: str, arguments: str) -> None:
        line = token_line(token)
        known = registry.directive(name, self.language_module_rst, self.document)[0]
        if known is not None or name == "eval-rst":
            advice = "take it out; an entry holds its text itself"
            message = f"the directive `{name}` may not be used in an entry; its text is shown"
            self.complain(Problem.REFUSED_DIRECTIVE, message, advice, line)
        else:
            advice = did_you_mean(name, ALLOWED_DIRECTIVES, otherwise="look it up in the manual")
            message = f"there is no directive `{name}`; its text is shown"
            self.complain(Problem.UNKNOWN_DIRECTIVE, message, advice, line)
        self._show(token, arguments)

    def _show(self, token: SyntaxTreeNode, arguments: str) -> None:
        """Show what is written in a directive."""
        text = f"{arguments}\n{token.content}".strip("\n")
        self.current_node += nodes.literal_block(text, text, language="text")

    def _too_deep(self, token: SyntaxTreeNode) -> None:
        advice = "nest less deeply"
        message = "directives are nested too deeply; the text is shown as written"
        self.complain(Problem.TOO_DEEP, message, advice, token_line(token))
        self._show(token, "")

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse reStructuredText, which has every door open."""
        self._refuse(token, "eval-rst", "")

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Run a role that entries may use; the text of any other is shown."""
        name = str(token.meta["name"]).lower()
        if name in ALLOWED_ROLES:
            super().render_myst_role(token)
            return
        self._refuse_role(name, token_line(token, 0))
        self.current_node += nodes.Text(token.content)

    def _refuse_role(self, name: str, line: int) -> None:
        if roles.role(name, self.language_module_rst, line, self.reporter)[0] is not None:
            message = f"the role `{name}` may not be used in an entry; its text is shown"
            self.complain(Problem.REFUSED_ROLE, message, "take it out", line)
            return
        advice = did_you_mean(name, ALLOWED_ROLES, otherwise="look it up in the manual")
        message = f"there is no role `{name}`; its text is shown"
        self.complain(Problem.UNKNOWN_ROLE, message, advice, line)

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Set a footnote; one with the sign of another is set as a part of the text."""
        sign = str(token.meta["label"])
        if not self.document.nametypes.get(sign):
            super().render_footnote_reference(token)
            return
        message = f"two footnotes are called `{sign}`; the words of the second stand in the text"
        self.complain(Problem.BAD_VALUE, message, "give one another name", token_line(token, 0))
        self.render_children(token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Set a link; of one to a file, of whose name no disk can have any, the words alone."""
        node, number = self.current_node, len(self.current_node)
        try:
            super().render_link(token)
        except (OSError, ValueError):
            self.current_node = node
            del node[number:]
            message = f"the link to `{str(token.attrGet('href'))[:60]}` leads nowhere"
            self.complain(Problem.BROKEN_LINK, message, "correct it", token_line(token, 0))
            self.render_children(token)

    def render_link_inventory(self, token: SyntaxTreeNode) -> None:
        """Show the words of a link into the inventory of another project; entries have none."""
        message = f"the link to `{str(token.attrGet('href'))[:60]}` is left out"
        line = token_line(token, 0)
        self.complain(Problem.UNSAFE_LINK, message, "write an address of the web", line)
        self.render_children(token)

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:  # noqa: FBT001
        """Show a substitution as it is written; entries have none."""
        text = nodes.Text(f"{{{{{token.content}}}}}")
        self.current_node += text if inline else nodes.paragraph("", "", text)


def _set_as_lines(holder: nodes.Element) -> None:
    """Make the last paragraph of *holder* a block of lines, where its author broke lines."""
    paragraph = holder.children[-1]
    broken = [place for place, node in enumerate(paragraph.children) if type(node) is line_break]
    if not broken:
        return
    block = nodes.line_block("")
    block.line, block.source = paragraph.line, paragraph.source
    for first, last in zip([0, *(place + 1 for place in broken)], [*broken, None], strict=True):
        block += nodes.line("", "", *paragraph.children[first:last], indent=0)
    holder.replace(paragraph, block)


def _only_picture(token: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The picture that a paragraph consists of, if it does."""
    inline = token.children[0] if token.children else None
    parts = (inline.children or []) if inline else []
    return parts[0] if len(parts) == 1 and parts[0].type == "image" else None


def _unclosed(token: SyntaxTreeNode) -> bool:
    """Whether the fence's closing line is missing: then it has one line less than it should."""
    if "closed" in token.meta:
        return not token.meta["closed"]
    if not token.map:
        return False
    first, last = token.map
    return last - first < token.content.count("\n") + 2


def _flattened(renderer: EntryRenderer, tokens: list[Token]) -> list[Token]:
    """*tokens* with every block that is nested beyond reason replaced by its own source."""
    if all(token.level <= DEEPEST for token in tokens):
        return tokens
    kept: list[Token] = []
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            kept += (
                block if all(part.level <= DEEPEST for part in block) else _shown(renderer, block)
            )
            block = []
    return kept


def _shown(renderer: EntryRenderer, block: list[Token]) -> list[Token]:
    """A paragraph of the words in *block*, which is too deep to be set."""
    opening = block[0]
    line = opening.map[0] + 1 if opening.map else 1
    message = "blocks are nested too deeply; their words are shown without the nesting"
    renderer.complain(Problem.TOO_DEEP, message, "nest less deeply", line)
    text = "\n".join(token.content for token in block if token.content)
    plain = opening.copy(
        type="code_block", tag="code", nesting=0, level=0, content=text, children=[]
    )
    return [plain]
