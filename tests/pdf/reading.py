"""What a reader should find in a story's PDF, by its doctree; and what is found there."""

from __future__ import annotations

import difflib
import re
import subprocess
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.locale import admonitionlabels

from broadsheet.pdf.builder import PdfBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNSEEN = (
    nodes.comment,
    nodes.system_message,
    nodes.substitution_definition,
    nodes.raw,
    nodes.label,
    nodes.footnote,
)
UNREAD = (nodes.math, nodes.math_block)  # signs, whose order on a page is no line of text
PAGE = {"-x": 0, "-y": 70, "-W": 600, "-H": 700}  # an A4 page without what stands above and below


def letters(text: str) -> str:
    """Only the letters and digits of *text*: a page may cut lines and words where it likes."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain if character.isalnum())


@contextmanager
def remembered() -> Iterator[dict[str, nodes.document]]:
    """The doctrees that are printed in the meantime, by the names of their documents."""
    seen: dict[str, nodes.document] = {}
    write = PdfBuilder.write_doc

    def remember(builder: PdfBuilder, docname: str, doctree: nodes.document) -> None:
        seen[docname] = doctree.deepcopy()
        write(builder, docname, doctree)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PdfBuilder, "write_doc", remember)
        yield seen


def differences(document: nodes.document, pdf: Path) -> list[str]:
    """What is in the story and not in its PDF, or the other way round, or elsewhere."""
    got = letters(found(pdf))
    lost = []
    for note in map(letters, notes(document)):
        lost += [] if note in got else [f"no footnote {note}"]
        got = got.replace(note, "", 1)
    want = letters(" ".join(story(document)))
    for head in (letters(head.astext()) for head in document.findall(nodes.thead)):
        # The head of a table stands again on each page that the table reaches to.
        before, said, after = got.partition(head)
        again = got.count(head) - want.count(head)
        got = before + said + after.replace(head, "", max(0, again))
    steps = difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes()
    return lost + [f"{want[a:b]} ≠ {got[c:d]}" for step, a, b, c, d in steps if step != "equal"]


def story(document: nodes.document) -> Iterator[str]:
    """The words of the story in the order of print, without its footnotes."""
    section = next(node for node in document.children if isinstance(node, nodes.section))
    kickers = [node for node in section.findall(nodes.paragraph) if "kicker" in node["classes"]]
    corrections = [child for child in section.children if _is(child, "correction")]
    for kicker in kickers[:1]:
        yield kicker.astext()
        kicker.parent.remove(kicker)
    has_head = any(_is(child, "article-head") for child in section.children)
    for child in section.children:
        if not (has_head and child in corrections):
            yield from told(child)
        if _is(child, "article-head"):
            for correction in corrections:
                yield from told(correction)


def told(node: nodes.Node) -> Iterator[str]:
    """The words of *node*."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, (*UNSEEN, *UNREAD)):
        return
    elif isinstance(node, nodes.enumerated_list):
        start = int(node.get("start", 1))
        for number, item in enumerate(node.children, start):
            yield f"{number}."
            yield from told(item)
    else:
        kind = type(node).__name__
        if kind in admonitionlabels and not _titled(node):
            yield str(admonitionlabels[kind])
        for child in node.children:
            yield from told(child)


def notes(document: nodes.document) -> list[str]:
    """The words of each footnote."""
    return ["".join(told_note(note)) for note in document.findall(nodes.footnote)]


def told_note(note: nodes.footnote) -> Iterator[str]:
    """The sign of a footnote, then its words."""
    for child in note.children:
        yield from [child.astext()] if isinstance(child, nodes.label) else told(child)


def found(pdf: Path) -> str:
    """The words on the pages of *pdf*, as a program reads them out."""
    crop = [str(word) for pair in PAGE.items() for word in pair]
    run = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", *crop, str(pdf), "-"],  # noqa: S607
        capture_output=True,
        check=True,
    )
    return re.sub(r"[\u2066-\u2069\u202a-\u202e\u200b]", "", run.stdout.decode())


def _titled(node: nodes.Node) -> bool:
    return bool(node.children) and isinstance(node.children[0], nodes.title)


def _is(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node["classes"]
