"""The photo: a picture with its caption, its credit, and what it shows in words."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from docutils import nodes

from broadsheet import images, spoken
from broadsheet.model.facts import Photo
from broadsheet.model.problems import Complaint, Problem, did_you_mean
from broadsheet.report import complain_of
from broadsheet.saying import (
    WARNING,
    FactDirective,
    named,
    own,
    technical,
    tell,
    waiting_for_cover,
    woven,
)
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.text import TextTranslator


class photo(nodes.figure):  # noqa: N801 - node classes are lower case
    """A picture with caption and credit."""


class picture(nodes.image):  # noqa: N801 - node classes are lower case
    """The picture of a photo, with its size known."""


def found(env: BuildEnvironment, said: Photo, line: int) -> Photo:
    """*said* with what its file adds: the size, and words of the file where nothing was said.

    Complains, at *line*, of a file that is missing, broken or outside the entry's folder, and of a
    picture without alternative text.
    """
    docname = env.docname
    try:
        seen = images.look(*_file(env, said.src))
    except _UnusableError as fault:
        return _missing(env, said, fault, line)
    except images.NotAPictureError as fault:
        message = f"the picture `{said.src}` cannot be shown: {fault}"
        advice = "replace the file; the text is kept as it is"
        return _missing(env, said, _UnusableError(Problem.BAD_PHOTO, message, advice), line)
    if not said.alt:
        complain_of(env, docname, [_no_alt(said, line)])
    return said.model_copy(
        update={
            "src": posixpath.normpath(said.src),
            "width": seen.width,
            "height": seen.height,
            "caption": said.caption or seen.caption,
            "credit": said.credit or seen.credit,
            "rights": said.rights or seen.rights,
        }
    )


class _UnusableError(Exception):
    """A picture that cannot be used, with what is to be said of it."""

    def __init__(self, problem: Problem, message: str, advice: str) -> None:
        super().__init__(message)
        self.problem, self.message, self.advice = problem, message, advice


def _missing(env: BuildEnvironment, said: Photo, fault: _UnusableError, line: int) -> Photo:
    """*said* without its file, after the complaint."""
    complaint = Complaint(fault.problem, fault.message, fault.advice, line=line)
    complain_of(env, env.docname, [complaint])
    return said.model_copy(update={"missing": True})


def _file(env: BuildEnvironment, src: str) -> tuple[Path, int]:
    """The picture's file and its time of change."""
    folder = env.doc2path(env.docname).parent
    if not src:
        raise _UnusableError(
            Problem.MISSING_PHOTO, "the photo names no file", "write the file's name"
        )
    if "://" in src or src.startswith(("data:", "//")):
        raise _UnusableError(
            Problem.REMOTE_PHOTO,
            f"the picture `{src[:60]}` is not in the archive",
            "save it beside the entry and name the file",
        )
    path = folder / src
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(folder)):
        raise _UnusableError(
            Problem.OUTSIDE,
            f"the picture `{src}` lies outside the entry's folder",
            "copy it beside the entry",
        )
    env.note_dependency(path)
    try:
        return path, path.stat().st_mtime_ns
    except (OSError, ValueError):
        raise _UnusableError(
            Problem.MISSING_PHOTO, f"the picture `{src}` is not there", _advice(folder, src)
        ) from None


def _advice(folder: Path, src: str) -> str:
    """What to do about a missing file: another spelling, or to put it there."""
    near = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return did_you_mean(src, near, otherwise="put it beside the entry, or correct the name")


def _no_alt(said: Photo, line: int) -> Complaint:
    return Complaint(
        Problem.NO_ALT,
        f"the picture `{said.src}` has no alternative text",
        "say in `alt` what it shows, for those who cannot see it",
        line=line,
    )


def photo_node(env: BuildEnvironment, fact: Photo, caption: Sequence[nodes.Node] = ()) -> photo:
    """The photo in words: the only place where a picture's words become nodes.

    *caption* is the caption with its markup; where it is empty, the fact's own caption is used.
    """
    node = photo("", classes=["photo"])
    if fact.missing:
        node += own(nodes.paragraph("", "", *_absence(fact), classes=["missing"]))
    else:
        node += _picture(env, fact)
    words = list(caption) or ([nodes.Text(fact.caption)] if fact.caption else [])
    if words:
        node += nodes.caption("", "", *words)
    lines = _legend(fact)
    if lines:
        node += nodes.legend("", *lines)
    text = "".join(word.astext() for word in words)
    _cover(env, node, fact)
    tell(node, fact.model_copy(update={"caption": text}))
    return node


def _cover(env: BuildEnvironment, node: photo, fact: Photo) -> None:
    """Ask that *node* be put under its own warning, or the entry's, once the page is read."""
    warning = fact.warning or env.temp_data.get(WARNING)
    if warning:
        # The warning of the whole entry is told once: by the lead photo, or above the text.
        told = fact.warning is not None or fact.lead
        waiting_for_cover(env).append((node, warning, told))


def _picture(env: BuildEnvironment, fact: Photo) -> picture:
    uri = "/" + posixpath.join(posixpath.dirname(env.docname), fact.src)
    return picture(uri=uri, alt=fact.alt, size=(fact.width, fact.height), lead=fact.lead)


def _absence(fact: Photo) -> list[nodes.Node]:
    """That the picture is missing, its file, and what it shows."""
    words: list[nodes.Node] = [nodes.Text(_("The picture is not in the archive"))]
    if fact.src:
        words += [nodes.Text(" ("), technical(fact.src), nodes.Text(")")]
    words.append(nodes.Text("."))
    return [*words, nodes.Text(" "), named(fact.alt)] if fact.alt else words


def _legend(fact: Photo) -> list[nodes.Node]:
    """The lines below the caption: credit, people, date, rights."""
    lines = [nodes.paragraph("", fact.credit, classes=["credit"])] if fact.credit else []
    if fact.people:
        lines.append(own(nodes.paragraph("", "", *_shown(fact), classes=["shown"])))
    if fact.date:
        text = _("Taken: %s") % spoken.date(fact.date)
        lines.append(own(nodes.paragraph("", text, classes=["taken"])))
    if fact.rights:
        lines.append(nodes.paragraph("", fact.rights, classes=["rights"]))
    return [*lines]


def _shown(fact: Photo) -> list[nodes.Node]:
    """Who is on the picture, each name in its own direction."""
    names: list[nodes.Node] = []
    for name in fact.people:
        names += [*([nodes.Text(_("; "))] if names else []), named(name)]
    return woven(_("Shown: %s"), nodes.inline("", "", *names))


class PhotoDirective(FactDirective):
    """A photo; the body is its caption."""

    record: ClassVar[type[Photo]] = Photo

    def run(self) -> list[nodes.Node]:
        """Give the photo's node."""
        said = self.said()
        if self.words and not said.src:
            said = said.model_copy(update={"src": self.words})
        fact = found(self.env, said, self.lineno)
        return [photo_node(self.env, fact, self._caption())]

    def _caption(self) -> list[nodes.Node]:
        """The body; paragraphs of a caption are set as one, with line breaks between."""
        body = self.fill(nodes.Element())
        words: list[nodes.Node] = []
        for block in body.children:
            if words:
                words.append(nodes.Text("\n"))
            plain = isinstance(block, nodes.paragraph)
            words += block.children if plain else [nodes.Text(block.astext())]
        return words


def _visit_photo(translator: HTML5Translator, node: photo) -> None:
    translator.visit_figure(node)


def _depart_photo(translator: HTML5Translator, node: photo) -> None:
    translator.depart_figure(node)


def _visit_picture(translator: HTML5Translator, node: picture) -> None:
    """An `img` with its size, so that the page does not jump, loaded when it comes into view."""
    uri = node["uri"]
    name = translator.builder.images.get(uri)
    source = posixpath.join(translator.builder.imgpath, quote(name)) if name else uri
    width, height = node["size"]
    translator.body.append(
        translator.emptytag(
            node,
            "img",
            "\n",
            src=source,
            alt=node["alt"],
            width=str(width),
            height=str(height),
            **_loading(node),
        )
    )
    raise nodes.SkipNode


def _loading(node: picture) -> dict[str, Any]:
    """The lead photo is fetched at once, unless it is covered; others when they come into view."""
    return {"decoding": "async"} if node["lead"] else {"loading": "lazy", "decoding": "async"}


def _say_picture(translator: TextTranslator, node: picture) -> None:
    """What the picture shows, in brackets, with a space before what follows."""
    if node["alt"]:
        translator.add_text(_("[image: %s]") % node["alt"] + " ")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the photo."""
    app.add_node(photo, html=(_visit_photo, _depart_photo))
    app.add_node(picture, html=(_visit_picture, None), text=(_say_picture, None))
    app.add_directive("photo", PhotoDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
