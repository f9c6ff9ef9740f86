"""The last look at an entry before it is kept: where its links and pictures lead."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from broadsheet.directives.photo import found, picture, take_image
from broadsheet.model.facts import Photo
from broadsheet.model.problems import Complaint, Problem
from broadsheet.model.said import SAFE_SCHEMES
from broadsheet.report import complain_of
from broadsheet.saying import tell

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

SCHEME = re.compile(r"[\x00-\x20]*[a-zA-Z][a-zA-Z0-9+.\s-]*:")
LINE_ENDS = frozenset({"<br />\n", "\\\\\n"})  # what MyST makes of a hard line break
ODD = re.compile(r"[\x00-\x20]")
ADVICE = "point to a page of the archive, to a file beside the entry, or to the web"
KEPT_FILES = frozenset({
    ".pdf", ".txt", ".csv", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff",
    ".mp3", ".ogg", ".wav", ".flac", ".mp4", ".webm", ".epub", ".warc", ".gz", ".wacz",
})  # fmt: skip


def check_targets(env: BuildEnvironment, document: nodes.document) -> None:
    """Take away every target in *document* that could run code or lead out of the entry's folder.

    The words of such a link, and a note in the place of such a picture, stay.
    """
    notes = {
        name for note in (*document.footnotes, *document.autofootnotes) for name in note["names"]
    }
    for node in list(document.findall(nodes.Element)):
        if isinstance(node, nodes.footnote_reference) and node["refname"] not in notes:
            _make_text(env, document, node)
        elif isinstance(node, addnodes.download_reference):
            # It is a kind of reference, so it comes first.
            _check_download(env, node)
        elif isinstance(node, nodes.reference):
            _check_reference(env, node)
        elif isinstance(node, addnodes.pending_xref):
            _check_mention(env, node)
        elif isinstance(node, nodes.image) and not isinstance(node, picture):
            _check_image(env, node)
        elif isinstance(node, nodes.raw) and node.astext() not in LINE_ENDS:
            node.replace_self(nodes.literal_block(node.astext(), node.astext(), language="text"))


def check_downloads(env: BuildEnvironment, document: nodes.document) -> None:
    """Take away links to files whose names no disk can have, in a *document* that is no entry.

    Sphinx ends a build that meets the character zero in one.
    """
    for node in list(document.findall(addnodes.download_reference)):
        if "\0" in node["reftarget"]:
            _check_download(env, node)


def _make_text(
    env: BuildEnvironment, document: nodes.document, node: nodes.footnote_reference
) -> None:
    """Show the sign of a footnote that is not there as it was written."""
    name = str(node["refname"])
    advice = f"write `[^{name}]:` and its words below the text, or take the sign out"
    _complain(env, Problem.BROKEN_LINK, f"the footnote `{name}` is not there", node, advice)
    document.footnote_refs.pop(name, None)
    if node in document.autofootnote_refs:
        document.autofootnote_refs.remove(node)
    node.parent.replace(node, nodes.Text(f"[^{name}]"))


def _check_reference(env: BuildEnvironment, node: nodes.reference) -> None:
    target = str(node.get("refuri", ""))
    if not target or target.startswith("#") or ODD.sub("", target).lower().startswith(SAFE_SCHEMES):
        return
    if not SCHEME.match(target) and not target.startswith("/"):
        return
    _complain(env, Problem.UNSAFE_LINK, f"the link to `{target[:60]}` is left out", node)
    node.replace_self(nodes.inline("", "", *node.children))


def _check_download(env: BuildEnvironment, node: addnodes.download_reference) -> None:
    target = str(node.get("reftarget", ""))
    problem = _fault_of_file(os.path.realpath(env.doc2path(env.docname).parent), target)
    if problem:
        _complain(env, problem, f"the link to the file `{target[:60]}` is left out", node)
        node.replace_self(nodes.inline("", "", *node.children))


def _fault_of_file(folder: str, target: str) -> Problem | None:
    """What is wrong with *target* as a file of the entry in *folder*, if anything is."""
    try:
        real = Path(os.path.realpath(Path(folder, target)))
        kept = real.suffix.lower() in KEPT_FILES and real.is_file()
    except (OSError, ValueError):  # no disk can have a file of that name
        return Problem.UNSAFE_LINK
    if not real.is_relative_to(folder):
        return Problem.OUTSIDE
    return None if kept else Problem.UNSAFE_LINK


def _check_mention(env: BuildEnvironment, node: addnodes.pending_xref) -> None:
    """Only documents of the archive can be pointed to; they are looked up, never opened."""
    if node.get("reftype") != "myst" or node.get("refdomain") == "doc":
        return
    target = str(node.get("reftarget", ""))
    docname = _document(env, target)
    if docname:
        node["refdomain"], node["reftarget"] = "doc", docname
        node["reftargetid"] = target.partition("#")[2] or None
        return
    if SCHEME.match(target):
        _complain(env, Problem.UNSAFE_LINK, f"the link to `{target[:60]}` is left out", node)
    else:
        _complain(env, Problem.BROKEN_LINK, f"the link to `{target[:60]}` leads nowhere", node)
    node.replace_self(nodes.inline("", "", *node.children))


def _document(env: BuildEnvironment, target: str) -> str:
    """The document that a relative *target* names, if there is one."""
    path = target.partition("#")[0].removesuffix(".md").removesuffix(".html")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(env.docname), path.lstrip("/")))
    for docname in (joined, f"{joined}/index"):
        if docname in env.found_docs:
            return docname
    return ""


def _check_image(env: BuildEnvironment, node: nodes.image) -> None:
    said = Photo(src=str(node["uri"]), alt=str(node.get("alt", "")))
    fact = found(env, said, node.line or 1)
    if fact.missing:
        words = f"[{said.alt or said.src[:60]}]"
        inside_text = isinstance(node.parent, nodes.TextElement)
        note = nodes.inline("", words) if inside_text else nodes.paragraph("", words)
        node.replace_self(note)
        return
    taken = take_image(env, node, fact)
    tell(taken, taken["photo"])


def _complain(
    env: BuildEnvironment, problem: Problem, message: str, node: nodes.Node, advice: str = ADVICE
) -> None:
    line, here = node.line, node
    while line is None and here.parent is not None:
        here = here.parent
        line = here.line
    complain_of(env, env.docname, [Complaint(problem, message, advice, line=line or 1)])
