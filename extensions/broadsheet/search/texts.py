"""What of an entry is searched, field by field, and what a list of answers shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from broadsheet.article import published
from broadsheet.html import pages
from broadsheet.model import copies, tongues
from broadsheet.search import files, stems
from broadsheet.search.store import Row
from broadsheet.search.vocabulary import line
from broadsheet.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Photo

    Piece = tuple[str, str]
    Fragment = dict[str, Any]

ROWS = 2
"""The form of what is kept of an entry; where it was kept in another, all are read again."""

SNIPPET = 6000
"""How many characters of a text its fragment has at most."""

THUMBNAIL = 320

PASSED_OVER = (
    nodes.Invisible,
    nodes.system_message,
    nodes.image,
    nodes.figure,
    nodes.label,
    nodes.title,
)
"""What is no part of the text, or is searched as a field of its own."""

ASIDES = (*PASSED_OVER, nodes.footnote_reference)
"""What is no part of a sentence."""

ELSEWHERE = frozenset({"article-head", "article-foot", "related", "byline"})
"""Classes of what is searched as a field, or belongs to another story."""

OWN_YET_TOLD = "archivist-note"
"""The class of a text that is the archive's own, and is searched like the story's."""


class Passage(NamedTuple):
    """A block of the text, such as a paragraph, and whether it stands under a content warning."""

    text: str
    covered: bool


def row(record: Record, doctree: nodes.document) -> Row:
    """What is kept of the entry *record*, which was read as *doctree*, and of its photographs."""
    passages = list(_passages(doctree))
    photos = _photos(record)
    spoken = stems.primary(record.language or language())
    lines = [line(_story(record, passages)), *(line(_photograph(photo)) for photo, _id in photos)]
    shared = _shared(record)
    told = [_told(record, passages), *(_told_photo(record, *photo) for photo in photos)]
    fragments = (_without_empty(shared | one) for one in told)
    return Row.made(record.docname, spoken, lines, map(files.packed, map(files.told, fragments)))


# The words that are searched.


def _story(record: Record, passages: Iterable[Passage]) -> Iterator[Piece]:
    yield "text", record.standfirst
    yield "text", record.dateline
    for passage in passages:
        yield "text", passage.text
    yield "headline", record.title
    bylines = (byline.text for byline in record.bylines)
    yield from (("byline", words) for words in _once([record.byline, *bylines]))
    for photo in record.photos:
        yield "caption", photo.caption
        yield "caption", photo.alt
    yield from (("credit", credit) for credit in _once(photo.credit for photo in record.photos))
    yield from _warned(record)
    yield from (("places", name) for name in record.places)
    yield from (("topics", name) for name in record.topics)
    for name in (record.publication, record.edition, record.section, record.series):
        yield "publication", name
    yield from (("source", name) for name in _once(source.name for source in record.sources))
    shown = (name for photo in record.photos for name in photo.people)
    yield from (("people", name) for name in _once(shown))


def _warned(record: Record) -> Iterator[Piece]:
    """The words and the kinds of all warnings, each once."""
    said = [record.warning, *record.warnings, *(photo.warning for photo in record.photos)]
    words = (words for warning in said if warning for words in (warning.text, *warning.kinds))
    yield from (("warning", each) for each in _once(words))


def _once(words: Iterable[str]) -> Iterable[str]:
    """Each of *words* once, in the order in which they come."""
    return dict.fromkeys(words)


def _photograph(photo: Photo) -> Iterator[Piece]:
    yield "caption", photo.caption
    yield "caption", photo.alt
    yield "credit", photo.credit
    if photo.warning:
        yield "warning", photo.warning.text
        yield from (("warning", kind) for kind in photo.warning.kinds)
    yield from (("people", name) for name in photo.people)


def size(record: Record) -> int:
    """How many documents the entry is: the story, and the photographs that say something."""
    return 1 + len(_photos(record))


def _photos(record: Record) -> list[tuple[Photo, str]]:
    """The photographs that say something, each with its id in the story's page."""
    return [
        (photo, anchor)
        for photo, anchor in zip(record.photos, record.anchors, strict=True)
        if not photo.missing and (photo.caption or photo.credit or photo.alt)
    ]


def _passages(doctree: nodes.document) -> Iterator[Passage]:
    for child in doctree.children:
        yield from _of(child, covered=False)


def _of(node: nodes.Node, *, covered: bool) -> Iterator[Passage]:
    """The passages in *node*, block by block; lines of verse are one block."""
    if not isinstance(node, nodes.Element) or isinstance(node, PASSED_OVER):
        return
    classes = node["classes"]
    if not ELSEWHERE.isdisjoint(classes) or (node.get("own") and OWN_YET_TOLD not in classes):
        return
    if isinstance(node, nodes.TextElement):
        yield Passage(_words(node), covered)
        return
    below = covered or "content-warning" in classes
    if isinstance(node, nodes.line_block):
        lines = [passage.text for child in node.children for passage in _of(child, covered=below)]
        yield Passage(" ".join(lines), below)
        return
    for child in node.children:
        yield from _of(child, covered=below)


def _words(node: nodes.Element) -> str:
    """The text in *node*, without marks of footnotes and without the archive's own words."""
    return "".join(
        str(child)
        if isinstance(child, nodes.Text)
        else _words(child)
        if isinstance(child, nodes.Element) and not _is_aside(child)
        else ""
        for child in node.children
    )


def _is_aside(node: nodes.Element) -> bool:
    return isinstance(node, ASIDES) or bool(node.get("own"))


# What an answer shows.


def _told(record: Record, passages: Iterable[Passage]) -> Fragment:
    """The fragment of a story; nothing of it stands under a content warning."""
    said = (record.warning, *record.warnings, *(photo.warning for photo in record.photos))
    kinds = dict.fromkeys(kind for warning in said if warning for kind in warning.kinds)
    seen = [passage.text for passage in passages if not passage.covered]
    return {
        "k": "story",
        "a": record.address,
        "x": _snippet([record.standfirst, *seen]),
        "w": pages.warning(record),
        "wk": list(kinds),
        "i": _thumbnail(record.share_photo),
    }


def _told_photo(record: Record, photo: Photo, anchor: str) -> Fragment:
    """The fragment of a photograph: of one that is covered, only what it is and its warning."""
    warning = photo.warning or (record.warning if photo.covered else None)
    return {
        "k": "photograph",
        "a": f"{record.address}#{anchor}",
        "c": photo.credit,
        "x": "" if photo.covered else _snippet([photo.caption or photo.alt]),
        "w": pages.warning(record, photo) if photo.covered else "",
        "wk": list(warning.kinds) if warning else [],
        "i": None if photo.covered else _thumbnail(photo),
    }


def _shared(record: Record) -> Fragment:
    """What the fragments of a story and of its photographs have in common."""
    return {
        "t": record.title,
        "d": published(record),
        "e": record.published,
        "b": record.byline,
        "p": record.publication,
        "l": tongues.tag(record.language) if record.language else "",
        "r": record.written if record.language or record.direction else "",
    }


def _snippet(texts: Iterable[str]) -> str:
    """The beginning of *texts*, a line each, cut after a whole word."""
    text = "\n".join(filter(None, (" ".join(text.split()) for text in texts)))
    return text if len(text) <= SNIPPET else text[:SNIPPET].rsplit(" ", 1)[0] + " …"


def _thumbnail(photo: Photo | None) -> list[str | int] | None:
    copy = copies.small(photo, THUMBNAIL) if photo else None
    return [copy.jpeg, copy.width, copy.height] if copy else None


def _without_empty(fragment: Fragment) -> Fragment:
    return {name: value for name, value in fragment.items() if value}
