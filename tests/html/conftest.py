"""A small site, built once, that the tests of the HTML look at."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Archive

CONF = 'project = "Test"\nextensions = ["broadsheet"]\nhtml_theme = "broadsheet"\n'
FRONT = """# Test

The stories of a town.

:::{archive-latest}
:::

:::{archive-years}
:::
"""
ENTRIES = {
    "1926/05/strike": """
        title: 'The Fish Quay "Stands" & <i>Waits</i>'
        standfirst: Nobody is to touch the ice.
        byline: By Ann Smith
        published: 1926-05-07
        published_as_printed: Friday, May 7, 1926
        publication: The Packet
        page: 1
        language: en
        photo: {src: quay.png, alt: A crowd on a quay, caption: The quay., credit: T. Wrigley}
        ---
        Nothing moved but people.
        """,
    "1926/05/storm": """
        title: The Storm
        published: 1926-05-20
        ---
        The sea came in.

        ::::{content-warning} A photograph of the dead.
        :::{photo} hall.png
        :alt: A hall
        :::
        ::::
        """,
    "1926/08/fair": """
        title: The Fair
        published: 1926-08~
        warning: The picture shows an accident.
        photo: {src: fair.png, alt: A fair}
        ---
        There was a fair.
        """,
    "1926/spring": """
        title: A Walk
        published: 1926-21
        ---
        Lambs.
        """,
    "1926/year": """
        title: A Cutting
        published: 1926
        ---
        Only the year is known.
        """,
    "1934/arabic": """
        title: بحارة
        published: 1934
        language: ar
        ---
        جاؤوا من عدن.
        """,
    "1991/08/court": """
        title: Boy Before Magistrates
        published: 1991-08-02
        status: withdrawn
        withdrawn_because: He asked us to let it rest.
        ---
        The words that were withdrawn.
        """,
    "196x/recipe": """
        title: A Recipe
        published: 196X
        ---
        Herrings.
        """,
    "undated/ballad": """
        title: A Ballad
        ---
        Come all you that sleep.
        """,
}


@dataclass(frozen=True)
class Site:
    """A built site."""

    root: Path

    def page(self, address: str) -> html.HtmlElement:
        """The page at *address*."""
        return html.fromstring((self.root / address).read_bytes())

    def texts(self, address: str, path: str) -> list[str]:
        """The words of what *path*, an XPath, finds on the page at *address*."""
        found = self.page(address).xpath(path)
        words = (part if isinstance(part, str) else part.text_content() for part in found)
        return [" ".join(word.split()) for word in words]

    def addresses(self) -> Iterator[str]:
        """The addresses of all pages."""
        for path in sorted(self.root.rglob("*.html")):
            yield path.relative_to(self.root).as_posix()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]) -> Site:
    """The site of an archive with one entry of each kind."""
    folder = tmp_path_factory.mktemp("html")
    archive = archive_in(folder)
    archive.write("conf.py", CONF)
    archive.write("index.md", FRONT)
    for path, text in ENTRIES.items():
        lines = [line.removeprefix(" " * 8) for line in text.strip("\n").splitlines()]
        archive.entry("\n".join(["---", *lines, ""]), path)
    for name in ("1926/05/strike/quay", "1926/05/storm/hall", "1926/08/fair/fair"):
        archive.write(f"{name}.png", _picture())
    out = folder / "out"
    subprocess.run([sys.executable, "-m", "sphinx", "-q", archive.root, out], check=True)
    return Site(out)


def _picture() -> bytes:
    """A grey picture of 30 by 20 pixels."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 30, 20, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x80" * 30) * 20)),
        (b"IEND", b""),
    ]
    parts = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
