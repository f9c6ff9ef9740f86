"""The room that Typst works in: a folder with the template, the stories and their pictures.

It lies beside the doctrees and is kept from build to build, so that a volume needs no story
translated twice. What is in it has the same path on every machine, and Typst can read nothing else.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet import images
from broadsheet.fixity import sha256, share_whole, write_whole
from broadsheet.pdf.standins import stand_in
from broadsheet.pdf.typesetter import PICTURES, STORIES, Faults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

TEMPLATE = "broadsheet.typ"
SOURCES = "/sources/"
ORIGINALS = "/originals/"
DATA = "/data/"
PHOTOGRAPHS = "/photographs/"
NAMED, RENAMED, DRAWN = (f"{PICTURES}{kind}/" for kind in ("named", "renamed", "drawn"))
"""Pictures that have their own names, those that got an ending, and drawings that point to them.

They lie apart: a PNG called `a.jpg` becomes `a.jpg.png`, and such a file may lie beside it.
"""

FIRST_BYTES = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"RIFF": ".webp",
    b"%PDF": ".pdf",
}
HEAD = ".head.jpg"  # the ending of a stand-in
UNOPENED = frozenset({".jpg", ".png"})  # what a drawing can point to
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}">'
    '<!-- {kind} --><image width="{width}" height="{height}" href="{href}"/></svg>\n'
)
DIGITS = 16  # of a checksum in a name
FUNCTION = re.compile(r"^#let ([\w-]+)\(", re.MULTILINE)
VOICE = re.compile(r"^  ([\w-]+):", re.MULTILINE)
PARTS = (
    "text.typ",
    "page.typ",
    "story.typ",
    "pictures.typ",
    "formula.typ",
    "tables.typ",
    "volume.typ",
    "matter.typ",
)  # and article.typ, whose functions are nodes


class Shown(NamedTuple):
    """A picture as Typst can show it: its path in the room, and its size in pixels, if known.

    Where a stand-in is shown, ``photograph`` is the name and the path of what it stands in for.
    """

    path: str
    size: tuple[int, int] | None
    photograph: tuple[str, str] | None = None


class Room:
    """The folder, and the paths by which Typst knows what is in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def furnish(self) -> str:
        """Put the template in its place; give a checksum of it and of the program that uses it."""
        template = template_source()
        write_whole(self.path / TEMPLATE, template)
        return sha256((template + _program()).encode())

    def keep_story(
        self, docname: str, source: str, photographs: Mapping[str, str] | None = None
    ) -> None:
        """Keep the Typst of a story, and the paths of its *photographs* by their names."""
        self._note(f"{PHOTOGRAPHS}{docname}.json", photographs)
        text = f'#import "/{TEMPLATE}": *\n\n{source}\n'
        write_whole(self._file(story_path(docname)), text)

    def photographs(self, docname: str) -> dict[str, Path]:
        """The photographs that stand-ins in a story stand in for, by their names."""
        kept = self._noted(f"{PHOTOGRAPHS}{docname}.json")
        return {name: self._file(path) for name, path in kept.items()}

    def has_story(self, docname: str) -> bool:
        """Whether the Typst of a story was kept."""
        return self._file(story_path(docname)).is_file()

    def age(self, docname: str) -> str:
        """When the Typst of a story was kept."""
        with suppress(OSError):
            return str(self._file(story_path(docname)).stat().st_mtime_ns)
        return ""

    def picture(self, file: Path, within: Path, *, converted: bytes | None = None) -> Shown:
        """How Typst can show the picture *file*, which lies below *within*.

        Its ending is the one that its first bytes call for, for Typst goes by that; *converted* is
        what Typst reads in its stead.
        """
        path = file.relative_to(within).as_posix()
        ending = _ending(converted or _first_bytes(file))
        renamed = ending and not path.lower().endswith(ending)
        name = f"{RENAMED}{path}{ending}" if renamed else f"{NAMED}{path}"
        if ending not in UNOPENED:
            return self._put(file, name, converted)
        # Typst opens a picture that it is given, and keeps every point of it as long as it works.
        # One that a drawing points to goes into the PDF as it is, unopened.
        drawn = f"{DRAWN}{path}.svg"
        folder, _slash, _name = drawn.rpartition("/")
        held = f"{folder}/{sha256(path.encode())[:DIGITS]}{ending}"
        size = self._put(file, held, converted).size
        if size is None:
            return self._put(file, name, converted)
        data = converted or file.read_bytes()
        kind = sha256(data)
        standing = stand_in(data, kind)
        href = f"{held}{HEAD}" if standing else held
        if standing:
            write_whole(self._file(href), standing)
        self._draw(drawn, size, href, kind)
        return Shown(drawn, size, (kind, held) if standing else None)

    def _draw(self, name: str, size: tuple[int, int], href: str, kind: str) -> None:
        """Put a drawing that points to *href*, which lies beside it.

        It says the checksum too, for Typst takes equal drawings for the same as long as it works.
        """
        href = href.rpartition("/")[2]
        drawing = DRAWING.format(width=size[0], height=size[1], href=href, kind=kind)
        write_whole(self._file(name), drawing)

    def _put(self, file: Path, name: str, converted: bytes | None) -> Shown:
        """Let *file*, or what it was *converted* to, be read as *name*."""
        if converted is None:
            share_whole(file, self._file(name))
        else:
            write_whole(self._file(name), converted)
        try:
            return Shown(name, images.size(self._file(name)))
        except images.NotAPictureError:
            return Shown(name, None)

    def source(self, docname: str, file: Path) -> str:
        """The path by which Typst can read the source of a story."""
        path = self.source_path(docname, file)
        share_whole(file, self._file(path))
        return path

    @staticmethod
    def source_path(docname: str, file: Path) -> str:
        """The path by which Typst will know the source of a story."""
        return f"{SOURCES}{docname}{file.suffix}"

    def original(self, docname: str, file: Path) -> str:
        """The path by which Typst can read the file that a story was made from."""
        path = f"{ORIGINALS}{docname}/{file.name}"
        share_whole(file, self._file(path))
        return path

    def keep_data(self, name: str, text: str) -> str:
        """Keep the record of a story or those of a volume; the path by which Typst can read it."""
        path = self.data_path(name)
        write_whole(self._file(path), text)
        return path

    @staticmethod
    def data_path(name: str) -> str:
        """The path by which Typst will know the record of a story, or those of a volume."""
        return f"{DATA}{name}.json"

    def keep_faults(self, docname: str, faults: Faults) -> None:
        """Remember what of a story could not be printed as it is."""
        kept = {"clusters": sorted(faults.clusters), "pictures": sorted(faults.pictures)}
        self._note(f"/faults/{docname}.json", kept if any(kept.values()) else None)

    def faults(self, docname: str) -> Faults:
        """What of a story could not be printed as it is, as far as is known."""
        kept = self._noted(f"/faults/{docname}.json")
        return Faults(set(kept.get("clusters", ())), set(kept.get("pictures", ())))

    @staticmethod
    def docname_of(story: str) -> str:
        """The docname of a story by its path in the room; empty where it is none."""
        return story.removeprefix(STORIES).removesuffix(".typ")

    def _note(self, name: str, told: Mapping[str, Any] | None) -> None:
        """Note what is *told* as *name*; where that is nothing, there is no such note."""
        if told:
            write_whole(self._file(name), json.dumps(told))
        else:
            self._file(name).unlink(missing_ok=True)

    def _noted(self, name: str) -> dict[str, Any]:
        """What was noted as *name*, as far as it can be read."""
        with suppress(OSError, ValueError):
            return dict(json.loads(self._file(name).read_text("utf-8")))
        return {}

    def _file(self, name: str) -> Path:
        return self.path / PurePosixPath(name.lstrip("/"))


def story_path(docname: str) -> str:
    """The path by which Typst knows the story *docname*."""
    return f"{STORIES}{docname}.typ"


def node_functions() -> frozenset[str]:
    """The names of the functions that are named like nodes."""
    sources = (part.read_text("utf-8") for part in node_files())
    return frozenset(name for source in sources for name in FUNCTION.findall(source))


def paragraph_voices() -> frozenset[str]:
    """The classes of paragraphs that the template sets in a voice of their own."""
    source = (files("broadsheet") / "pdf" / "template" / "story.typ").read_text("utf-8")
    table = source.partition("#let voices = (\n")[2].partition("\n)\n")[0]
    return frozenset(VOICE.findall(table))


def template_source() -> str:
    """The whole template: the page, the story and the volume, then what the directives bring."""
    package = files("broadsheet")
    parts = [package / "pdf" / "template" / name for name in PARTS]
    return "\n".join(part.read_text("utf-8") for part in [*parts, *node_files()])


def node_files() -> list[Traversable]:
    """The Typst files whose functions are named like nodes: the article's, and the directives'."""
    package = files("broadsheet")
    folder = package / "directives"
    found = (part for part in folder.iterdir() if part.name.endswith(".typ"))
    article = package / "pdf" / "template" / "article.typ"
    return [article, *sorted(found, key=lambda part: part.name)]


def _program() -> str:
    """The source of this part of Broadsheet, for what another one translated is translated anew."""
    found = (part for part in (files("broadsheet") / "pdf").iterdir() if part.name.endswith(".py"))
    parts = sorted(found, key=lambda part: part.name)
    return "".join(part.read_text("utf-8") for part in parts)


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(8)


def _ending(head: bytes) -> str:
    """The ending for a picture's kind, by its first bytes; empty for another kind."""
    return next((ending for sign, ending in FIRST_BYTES.items() if head.startswith(sign)), "")
