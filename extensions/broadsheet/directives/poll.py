"""The poll: a question put to readers, with its answers and results as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet import spoken
from broadsheet.model.facts import Poll, PollOption
from broadsheet.model.problems import Problem
from broadsheet.saying import FactDirective, element, label, named, own, tell, woven
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class poll(nodes.container):  # noqa: N801 - node classes are lower case
    """A question with its answers."""


def poll_node(fact: Poll) -> poll:
    """The poll in words: the question, the answers with their results, and who answered when."""
    node = poll("", classes=["poll"])
    node += label(_("Reader poll"), kind="poll-kind")
    node += nodes.paragraph("", "", nodes.strong("", fact.question), classes=["poll-question"])
    if fact.options:
        node += nodes.bullet_list("", *(_answer(option) for option in fact.options), bullet="-")
    ending = _ending(fact)
    if ending:
        node += own(nodes.paragraph("", "", *ending, classes=["poll-total"]))
    tell(node, fact)
    return node


def _answer(option: PollOption) -> nodes.list_item:
    parts: list[nodes.Node] = [nodes.inline("", option.text, classes=["answer"])]
    if option.result:
        result = nodes.inline("", option.result, classes=["result"], dir="auto")
        parts += [nodes.Text(": "), result]
    return nodes.list_item("", nodes.paragraph("", "", *parts))


def _ending(fact: Poll) -> list[nodes.Node]:
    """How many answered, and when, of what is known."""
    parts = woven(_("%s answered"), named(fact.total)) if fact.total else []
    if fact.date:
        parts += [nodes.Text(_("; "))] if parts else []
        parts.append(nodes.Text(_("results of %s") % spoken.date(fact.date)))
    return parts


def answers(lines: list[str]) -> tuple[PollOption, ...]:
    """The answers on *lines*, each written as `- answer | result` or `- answer`."""
    found = []
    for line in lines:
        text, _bar, result = line.strip().lstrip("-*+ ").rpartition(" | ")
        text, result = (text, result) if text else (result, "")
        if text.strip():
            found.append(PollOption(text=text.strip(), result=result.strip()))
    return tuple(found)


class PollDirective(FactDirective):
    """A poll; the body lists its answers."""

    record: ClassVar[type[Poll]] = Poll

    def run(self) -> list[nodes.Node]:
        """Give the poll's node."""
        if not self.words:
            self.complain(
                Problem.EMPTY_DIRECTIVE, "the poll has no question", "write it after the name"
            )
        return [poll_node(self.said(question=self.words, options=answers(list(self.content))))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the poll."""
    app.add_node(poll, html=element("div"))
    app.add_directive("poll", PollDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
