"""Pictures on their way to the built site: their names, their copies, and their HTML.

Sphinx numbers pictures of the same name in the order in which it meets them, and looks through all
of them for each page that it forgets; here the name follows from the path, and forgetting takes one
step.
"""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from sphinx.util._files import FilenameUniqDict

from broadsheet.model import copies, urls
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.facts import Photo


class Room(NamedTuple):
    """How wide the style sheet shows a picture: so many em and hundredths of the window.

    On a narrow window that is another width, which `narrow` gives as `sizes` has it; it may be as
    much as `widest` pixels. A picture that is asked for smaller than its place would not fill it.
    """

    em: float
    vw: float = 0.0
    narrow: str = ""
    widest: int = 0

    @property
    def usual(self) -> int:
        """The width in CSS pixels on a usual screen."""
        return round(self.em * EM + self.vw * USUAL_WINDOW / 100)

    def sizes(self, width: int) -> str:
        """The `sizes` of a picture that is *width* pixels wide, which is never enlarged."""
        if width <= max(self.usual, self.widest) or not self.vw:
            wide = min(width, max(self.usual, self.widest))
            return f"(max-width: {wide}px) 100vw, {wide}px"
        filled = round((width - self.em * EM) / self.vw * 100)
        grows = f"calc({self.em}em + {self.vw}vw)"
        if filled >= WIDEST_WINDOW:
            return f"{self.narrow}, {grows}"
        return f"{self.narrow}, (max-width: {filled}px) {grows}, {width}px"


EM, USUAL_WINDOW, WIDEST_WINDOW = 16, 1280, 4770

# The frame (50.5rem), the measure (34rem) and the columns of a gallery (15rem and more), where a
# rem is 87.5 % of an em and 0.27 % of the window; on a narrow window all of it but the gutters,
# 4 % on either side. See tokens.css.
LEAD = Room(44.5, 14, "(max-width: 56em) 92vw")
TEXT = Room(30, 9.5, "(max-width: 38em) 92vw")
GALLERY = Room(14, 4.5, "(max-width: 35em) 92vw, (max-width: 56em) 46vw", 560)

DATA = ("srcset", "sizes", "width", "height", "alt")
ENLARGED = 1.25
"""A picture is a link to its largest copy where that shows at least so much more."""


class PictureNames(FilenameUniqDict):
    """Published names of pictures by their path, with the documents that show them.

    `on_pages` has the pictures of documents that are no entries, each with its path; the pictures
    of entries are in the catalogue.
    """

    def __init__(self) -> None:
        super().__init__()
        self.of_document: dict[str, set[str]] = {}
        self.on_pages: dict[str, list[tuple[str, Photo]]] = {}

    def add_file(self, docname: str, newfile: str | os.PathLike[str]) -> str:
        """The published name of *newfile*, which *docname* shows."""
        path = os.fspath(newfile)
        documents, name = self.setdefault(path, (set(), urls.picture(path.replace(os.sep, "/"))))
        documents.add(docname)
        self.of_document.setdefault(docname, set()).add(path)
        return name

    def purge_doc(self, docname: str) -> None:
        """Forget what *docname* shows."""
        self.on_pages.pop(docname, None)
        for path in self.of_document.pop(docname, ()):
            documents, _name = self.get(path, (set(), ""))
            documents.discard(docname)
            if not documents:
                self.pop(path, None)

    def merge_other(self, docnames: object, other: dict[str, tuple[set[str], str]]) -> None:
        """Take over the pictures that another process found for *docnames*."""
        assert isinstance(other, PictureNames)
        assert isinstance(docnames, set | frozenset)
        for docname in docnames & other.of_document.keys():
            for path in other.of_document[docname]:
                self.add_file(docname, path)
        for docname in docnames & other.on_pages.keys():
            self.on_pages[docname] = other.on_pages[docname]

    def __reduce__(self) -> tuple[object, ...]:
        """How the names are kept between builds: the documents of each, from which all follows."""
        return _restored, (self.of_document, self.on_pages)


def _restored(
    of_document: dict[str, set[str]], on_pages: dict[str, list[tuple[str, Photo]]]
) -> PictureNames:
    """The names as they were kept."""
    names = PictureNames()
    names.on_pages = on_pages
    for docname, paths in of_document.items():
        for path in sorted(paths):
            names.add_file(docname, path)
    return names


class Offer:
    """What a page offers of a photo: its copies, for browsers to choose from, as HTML."""

    def __init__(self, photo: Photo, root: str, room: Room) -> None:
        """Offer *photo*, which has so much *room*; *root* leads to the site's."""
        self.photo = photo
        self.root = root
        self.room = room
        self.copies = copies.of(photo)
        self.shown = copies.shown(self.copies)
        self.sizes = room.sizes(photo.width)

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the `img`, but for when it is loaded."""
        middle = copies.wide(self.copies, self.room.usual)
        tall = self.photo.height > self.photo.width
        return {
            **({"class": "tall"} if tall else {}),
            "src": self._link(middle.jpeg) if middle else "",
            "srcset": self._set("jpeg"),
            "sizes": self.sizes,
            "alt": self.photo.alt,
            "width": str(self.photo.width),
            "height": str(self.photo.height),
        }

    @property
    def source(self) -> str:
        """The `source` that gives browsers the WebP copies; empty where there are none."""
        found = self._set("webp")
        kind = 'type="image/webp"'
        return f'<source {kind} srcset="{found}" sizes="{self.sizes}">' if found else ""

    @property
    def enlarged(self) -> str:
        """The address of the largest copy, where it shows more than the page does."""
        more = self.photo.alt and self.photo.width >= ENLARGED * self.room.usual
        return self._largest() if more else ""

    def covered(self, *anchors: str) -> str:
        """A link in the photo's place: nothing of it is fetched before the reader asks for it.

        What a script needs to put the picture there stands in the link's `data-` attributes; the
        first of *anchors* is its id.
        """
        alt, said = self.photo.alt, self.attributes
        data = {"webp": self._set("webp")} | {name: said[name] for name in DATA}
        rows = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items() if value)
        words = _("Show the picture: %s") % alt if alt else _("Show the picture")
        place = "".join(f' id="{escape(anchor)}"' for anchor in anchors[:1])
        start = f'<a class="covered-picture"{place} href="{self._largest()}"{rows}>'
        return f"{start}{escape(words)}</a>"

    def _largest(self) -> str:
        return self._link(self.copies[-1].jpeg) if self.copies else ""

    def _link(self, address: str) -> str:
        return self.root + quote(address)

    def _set(self, form: str) -> str:
        """The copies in one form, with their widths."""
        rows = ((getattr(copy, form), copy.width) for copy in self.shown)
        return ", ".join(f"{self._link(address)} {width}w" for address, width in rows if address)


def _name_pictures(app: Sphinx) -> None:
    if not isinstance(app.env.images, PictureNames):
        app.env.images = PictureNames()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have the environment name pictures by their path."""
    app.connect("builder-inited", _name_pictures)
    return {
        "version": "1",
        "env_version": int(copies.RECIPE),  # pages name copies: a new recipe is a new page
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
