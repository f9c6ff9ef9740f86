"""The typesetter: Typst source goes in, an archival and accessible PDF comes out.

Typst stops where a font lacks a character or a picture cannot be read. The typesetter finds out
which, remembers it, and prints again: the character as its number, the picture as a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Self

import typst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
TRIES = 40
STORIES = "/stories/"
PICTURES = "/pictures/"
PRINTS_PER_COMPILER = 50  # a compiler keeps what it has seen; a fresh one costs nothing

NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
FORBIDDEN = re.compile(r'contains the (?:disallowed )?codepoint `"((?:[^"\\]|\\.)*)"`')
PLACE = re.compile(r"┌─ (?P<file>.+?):(?P<line>\d+):\d+")
INCLUDED = re.compile(r'include "((?:[^"\\]|\\.)*)"')
ALONE = '#set document(title: "alone", date: auto)\n'
PICTURE = re.compile(r'image\("((?:[^"\\]|\\.)*)"')
CODE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
SHORT = {"n": "\n", "r": "\r", "t": "\t"}


class TypesetError(Exception):
    """What Typst said when a document could not be printed, and in which file."""

    def __init__(self, message: str, *, file: str = "") -> None:
        super().__init__(message)
        self.file = file


@dataclass
class Faults:
    """What could not be printed as it is: clusters of characters, and pictures by their path."""

    clusters: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)

    def __ior__(self, other: Faults) -> Self:
        """Take over what *other* found."""
        self.clusters |= other.clusters
        self.pictures |= other.pictures
        return self


class Typesetter:
    """Typst at work in one folder, from which alone it can read."""

    def __init__(
        self, room: Path, *, told: Mapping[str, str] | None = None, system_fonts: bool = True
    ) -> None:
        self.room = room
        self.told = told or {}  # what the template is told, by name: `language`, `paper`, `columns`
        self._fonts = typst.Fonts(include_system_fonts=system_fonts)
        self._prints = 0
        self._inputs: dict[str, str] = {}
        self._compiler = self._fresh()

    @property
    def version(self) -> str:
        """The version of Typst."""
        return metadata.version("typst")

    @property
    def families(self) -> frozenset[str]:
        """The names of the fonts at hand."""
        return frozenset(self._fonts.families())

    def pdf(
        self, source: str, *, timestamp: int, faults: Faults, bound: Iterable[str] = ()
    ) -> bytes:
        """The PDF of *source*; what could not be printed as it is, is added to *faults*.

        *timestamp* is in Unix seconds; *bound* names the places of the stories bound in it.
        Raises TypesetError when Typst refuses for a reason that the typesetter cannot mend.
        """
        inputs = {**self.told, "bound": "\n".join(bound)}
        for _ in range(TRIES):
            try:
                return self._print(source, timestamp, faults, inputs)
            except typst.TypstError as error:
                self._learn(error, faults, source)
        raise TypesetError("it could not be printed in many tries")

    def _print(self, source: str, timestamp: int, faults: Faults, inputs: dict[str, str]) -> bytes:
        """One try."""
        self._prints += 1
        self._tell(
            {
                **inputs,
                "unprintable": "\n".join(sorted(faults.clusters)),
                "broken": "\n".join(sorted(faults.pictures)),
            }
        )
        made = self._compiler.compile(
            source.encode(), format="pdf", pdf_standards=STANDARDS, timestamp=timestamp
        )
        if not isinstance(made, bytes):
            raise TypesetError("it has no pages")
        return made

    def _tell(self, inputs: dict[str, str]) -> None:
        """Have a compiler that is told *inputs*.

        It is told once: each time, Typst would make all its functions anew, a tenth of a story.
        """
        if inputs != self._inputs or self._prints % PRINTS_PER_COMPILER == 0:
            self._inputs = inputs
            self._compiler = self._fresh()

    def _learn(self, error: typst.TypstError, faults: Faults, source: str) -> None:
        """Add to *faults* what *error* names; give up when it names nothing new."""
        told = error.diagnostic or str(error)
        texts = NO_GLYPH.findall(told) + FORBIDDEN.findall(told)
        clusters = set(map(_unescaped, texts)) - faults.clusters
        pictures = set(self._pictures(told)) - faults.pictures
        if not (clusters or pictures):
            pictures = set(self._refused(source)) - faults.pictures
        if not (clusters or pictures):
            raise TypesetError(error.message, file=self._story(told)) from error
        faults |= Faults(clusters, pictures)

    def _refused(self, source: str) -> Iterator[str]:
        """The pictures that a PDF cannot hold, of the stories that *source* includes.

        Typst does not say which picture lacks a colour profile, so each is tried alone.
        """
        stories = (self.room / _unescaped(name).lstrip("/") for name in INCLUDED.findall(source))
        named = (PICTURE.findall(story.read_text("utf-8")) for story in stories if story.is_file())
        for name in sorted({name for names in named for name in names}):
            try:
                self._print(f'{ALONE}#image("{name}", alt: "alone")\n', 0, Faults(), {})
            except typst.TypstError:
                yield _unescaped(name)

    def _pictures(self, told: str) -> Iterator[str]:
        """The pictures that an error speaks of: on the line that it shows, or themselves."""
        for file, line in PLACE.findall(told):
            path = self._within(file)
            if path.startswith(PICTURES):
                yield path
            elif path.startswith(STORIES):
                story = (self.room / path.lstrip("/")).read_text("utf-8")
                yield from map(_unescaped, PICTURE.findall(story.split("\n")[int(line) - 1]))

    def _story(self, told: str) -> str:
        """The story that an error points into, or nothing."""
        paths = (self._within(file) for file, _ in PLACE.findall(told))
        return next((path for path in paths if path.startswith(STORIES)), "")

    def _within(self, file: str) -> str:
        """The path in the room of what Typst calls *file*, as seen from the current folder."""
        path, room = Path(file).resolve(), self.room.resolve()
        return f"/{path.relative_to(room).as_posix()}" if path.is_relative_to(room) else ""

    def _fresh(self) -> typst.Compiler:
        """A compiler that has seen nothing yet, and is told what the next print is to be told."""
        return typst.Compiler(root=self.room, font_paths=self._fonts, sys_inputs=self._inputs)


def _unescaped(text: str) -> str:
    """The text that a Typst string literal stands for."""
    return CODE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else SHORT.get(match[2], match[2]), text
    )
