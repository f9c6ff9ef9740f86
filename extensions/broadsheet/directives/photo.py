"""The photo: a picture with its caption, its credit, and what it shows in words."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms import SphinxTransform

from broadsheet import images, spoken
from broadsheet.config import is_entry
from broadsheet.model.facts import Photo
from broadsheet.model.problems import Complaint, Problem, did_you_mean
from broadsheet.model.urls import PICTURES
from broadsheet.pictures import EM, GALLERY, LEAD, TEXT, Offer, PictureNames, Room
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
    from collections.abc import Iterator, Sequence

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
    fact = _with(said, seen)
    complain_of(env, docname, _oddities(fact, seen, line))
    return fact


def _with(said: Photo, seen: images.Look) -> Photo:
    """*said* with what the file says of itself."""
    words = seen.words
    return said.model_copy(
        update={
            "src": posixpath.normpath(said.src),
            "width": seen.width,
            "height": seen.height,
            "sha256": seen.sha256,
            "alt": said.alt or words.alt,
            "caption": said.caption or words.caption,
            "credit": said.credit or words.credit or words.creator,
            "creator": words.creator,
            "rights": said.rights or words.rights,
        }
    )


def _oddities(fact: Photo, seen: images.Look, line: int) -> Iterator[Complaint]:
    """What is to be said of a picture that is shown all the same."""
    if not fact.alt:
        yield _no_alt(fact, line)
    if seen.cut:
        message = f"the file of the picture `{fact.src}` ends too early; the rest is left grey"
        advice = "get the file again from where it came, if you can"
        yield Complaint(Problem.CUT_PHOTO, message, advice, line=line)
    if seen.several:
        message = f"the picture `{fact.src}` moves or has several pages; the first is shown"
        advice = "save what matters of the others as pictures of their own"
        yield Complaint(Problem.ANIMATED_PHOTO, message, advice, line=line)


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
    try:
        real = Path(os.path.realpath(path))
        if real.is_relative_to(os.path.realpath(folder)):
            env.note_dependency(path)
            return path, path.stat().st_mtime_ns
    except (OSError, ValueError):
        raise _UnusableError(
            Problem.MISSING_PHOTO, f"the picture `{src}` is not there", _advice(folder, src)
        ) from None
    raise _UnusableError(
        Problem.OUTSIDE,
        f"the picture `{src}` lies outside the entry's folder",
        "copy it beside the entry",
    )


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
    words = list(caption) or ([nodes.Text(fact.caption)] if fact.caption else [])
    told = fact.model_copy(update={"caption": "".join(word.astext() for word in words)})
    if not fact.missing:
        node += _picture(env, told)
    if words:
        node += nodes.caption("", "", *words)
    lines = _legend(fact)
    if lines:
        node += nodes.legend("", *lines)
    _cover(env, node, fact)
    tell(node, told)
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
    return picture(uri=uri, alt=fact.alt, photo=fact, lead=fact.lead)


def take_image(env: BuildEnvironment, image: nodes.image, fact: Photo) -> picture:
    """The picture that takes the place of *image*, an image of Markdown's or docutils' own.

    In an entry it is a fact, like any photo; its caption is that of the figure it stands in.
    """
    figure = image.parent
    captions = [child for child in figure.children if isinstance(child, nodes.caption)]
    caption = captions[0].astext() if captions else fact.caption
    node = picture("", **image.attributes)
    node["alt"] = fact.alt
    node["photo"] = fact.model_copy(update={"caption": caption})
    node["classes"] += [f"align-{image['align']}"] if "align" in image else []
    node["lead"], node["covered"] = False, bool(env.temp_data.get(WARNING))
    image.replace_self(node)
    return node


class TakeImages(SphinxTransform):
    """Makes pictures of the images of a page that is no entry, and notes them for the site."""

    default_priority = 210

    def apply(self, **_kwargs: object) -> None:
        """Take what can be read; of the rest Sphinx complains, or publishes it as it is."""
        if is_entry(self.config, self.env.docname):
            return
        for image in list(self.document.findall(nodes.image)):
            fact = None if isinstance(image, picture) else self._fact(image)
            if fact is not None:
                take_image(self.env, image, fact)
        taken = list(self.document.findall(picture))
        if taken and isinstance(self.env.images, PictureNames):
            folder = posixpath.dirname(self.env.docname)
            self.env.images.on_pages[self.env.docname] = [
                (posixpath.normpath(posixpath.join(folder, node["photo"].src)), node["photo"])
                for node in taken
            ]

    def _fact(self, image: nodes.image) -> Photo | None:
        """The photo that an image shows, where it is a file of the archive that can be read."""
        name, path = self.env.relfn2path(image["uri"], self.env.docname)
        root = os.path.realpath(self.env.srcdir)
        try:
            if not Path(os.path.realpath(path)).is_relative_to(root):
                return None
            seen = images.look(Path(path), Path(path).stat().st_mtime_ns)
        except (OSError, ValueError, images.NotAPictureError):
            return None
        folder = posixpath.dirname(self.env.docname)
        src = posixpath.relpath(name, folder or ".")
        return _with(Photo(src=src, alt=str(image.get("alt", ""))), seen)


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
    return woven(_("Shown: %s"), names)


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
    """A `picture` that offers copies in several widths; below a warning, a link in its place."""
    builder = translator.builder
    if not getattr(builder, "publishes_copies", False):
        _visit_original(translator, node)
    root = builder.imgpath.removesuffix(PICTURES)
    offer = Offer(node["photo"], root, _room(node))
    if node.get("covered") or _above(node, "content-warning"):
        translator.body.append(offer.covered(*node["ids"]))
        raise nodes.SkipNode
    image = translator.emptytag(node, "img", "", **offer.attributes, **_loading(node))
    whole = "" if _above(node, None) else offer.enlarged
    start, end = (f'<a class="enlarged" href="{whole}">', "</a>") if whole else ("", "")
    translator.body.append(f"{start}<picture>{offer.source}{image}</picture>{end}")
    raise nodes.SkipNode


def _visit_original(translator: HTML5Translator, node: picture) -> None:
    """An `img` of the file itself, as books have it (EPUB)."""
    fact, uri = node["photo"], node["uri"]
    name = translator.builder.images.get(uri)
    said = {
        "src": posixpath.join(translator.builder.imgpath, quote(name)) if name else uri,
        "alt": fact.alt,
        "width": str(fact.width),
        "height": str(fact.height),
    }
    translator.body.append(translator.emptytag(node, "img", "\n", **said))
    raise nodes.SkipNode


def _room(node: picture) -> Room:
    """How wide the page shows it: as the author asks, or as its place is."""
    wanted = str(node.get("width", "")).removesuffix("px")
    if wanted.isdigit():
        return Room(max(1, int(wanted)) / EM)
    if node["lead"]:
        return LEAD
    return GALLERY if _above(node, "gallery") else TEXT


def _above(node: nodes.Element, kind: str | None) -> bool:
    """Whether *node* stands in something of that class; with None, in a link."""
    above = node.parent
    while above is not None:
        if kind in above["classes"] if kind else isinstance(above, nodes.reference):
            return True
        above = above.parent
    return False


def _loading(node: picture) -> dict[str, str]:
    """The lead photo is fetched at once; others when they come into view."""
    when = {"fetchpriority": "high"} if node["lead"] else {"loading": "lazy"}
    return {"decoding": "async", **when}


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
    app.add_transform(TakeImages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
