"""The EPUB of each volume: what is in it, in which order, and that it is well made."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from PIL import Image

from broadsheet import program
from broadsheet.epub import book

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Archive, Built

STRIKE = """\
---
title: Strike & Lockout
byline: By Ann Smith
authors: [Ann Smith]
published: 1926-05-04
language: en-GB
rights: The Packet
id: b7n3qzf37r
photo:
  src: quay.jpg
  alt: The quay, empty.
  warning: A man is hurt.
---
Nobody came to the quay.

:::{related}
:id: c1234
:::

:::{dropdown} More
:icon: info
A line.
:::
"""
LINKED = ":::{related}\n:id: b7n3qzf37r\n:::\n"
LATER = f"---\ntitle: شارع\nlanguage: ar\npublished: 1926-06\n---\nنص.\n\n{LINKED}"
UNDATED = f"---\ntitle: A Song\n---\nSung.\n\n{LINKED}"
DRAFT = "---\ntitle: A Draft\nstatus: draft\n---\nNot yet.\n"
SPACES = {
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
}
YEAR = "volumes/1926.epub"
DEMONSTRATION = Path(__file__).parents[2] / "archive"


@pytest.fixture
def three(archive: Archive, picture: bytes) -> Archive:
    archive.entry(STRIKE)
    archive.write("1926/05/strike/quay.jpg", picture)
    archive.entry(LATER, "1926/06/street")
    archive.entry(UNDATED, "undated/song")
    archive.entry(DRAFT, "1926/07/draft")
    return archive


def part(built: Built, name: str, volume: str = YEAR) -> etree._Element:
    with zipfile.ZipFile(built.out / volume) as file:
        return etree.fromstring(file.read(f"EPUB/{name}"))


def found(element: etree._Element, path: str) -> list[Any]:
    result = element.xpath(path, namespaces=SPACES)
    assert isinstance(result, list)
    return result


def words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def names(built: Built, volume: str = YEAR) -> list[str]:
    with zipfile.ZipFile(built.out / volume) as file:
        return file.namelist()


def test_each_year_has_its_book_and_the_undated_have_one(three: Archive) -> None:
    built = three.built("epub")
    made = sorted(path.relative_to(built.out).as_posix() for path in built.out.rglob("*.epub"))
    assert made == [YEAR, "volumes/undated.epub"]


def test_the_zip_begins_with_its_kind_in_plain_bytes(three: Archive) -> None:
    path = three.built("epub").out / YEAR
    with zipfile.ZipFile(path) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert file.read("mimetype") == b"application/epub+zip"
    assert path.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_the_spine_has_the_title_the_contents_and_the_stories_in_order(three: Archive) -> None:
    package = part(three.built("epub"), "package.opf")
    rows = found(package, "//o:item")
    places = {row.get("id"): row.get("href") for row in rows}
    assert [places[name] for name in found(package, "//o:itemref/@idref")] == [
        "title.xhtml",
        "contents.xhtml",
        "1926/05/strike/index.xhtml",
        "1926/06/street/index.xhtml",
    ]


def test_every_part_is_in_the_manifest_and_every_row_is_there(three: Archive) -> None:
    built = three.built("epub")
    rows = set(found(part(built, "package.opf"), "//o:item/@href"))
    held = {name.removeprefix("EPUB/") for name in names(built) if name.startswith("EPUB/")}
    assert rows == held - {"package.opf"}


def test_the_package_tells_who_what_and_how_accessible(three: Archive) -> None:
    package = part(three.built("epub"), "package.opf")
    assert found(package, "//dc:title/text()") == ["Test, 1926"]
    assert found(package, "//dc:creator/text()") == ["Ann Smith"]
    assert found(package, "//dc:rights/text()") == ["The Packet"]
    told = {(row.get("property"), row.text) for row in found(package, "//o:meta")}
    assert ("schema:accessibilityFeature", "alternativeText") in told
    assert ("schema:accessModeSufficient", "textual") in told


def test_pictures_without_a_description_are_not_called_described(three: Archive) -> None:
    three.entry(STRIKE.replace("  alt: The quay, empty.\n", ""))
    package = part(three.built("epub"), "package.opf")
    told = found(package, "//o:meta[@property='schema:accessibilityFeature']/text()")
    assert "alternativeText" not in told


def test_a_story_links_to_another_of_its_book_and_names_one_that_is_elsewhere(
    three: Archive,
) -> None:
    built = three.built("epub")
    later = part(built, "1926/06/street/index.xhtml")
    assert found(later, "//h:a/@href") == ["../../05/strike/index.xhtml"]
    song = part(built, "undated/song/index.xhtml", "volumes/undated.epub")
    assert not found(song, "//h:a")
    assert "Strike & Lockout" in words(song)


def test_a_page_has_its_own_language_and_direction(three: Archive) -> None:
    page = part(three.built("epub"), "1926/06/street/index.xhtml")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


def test_a_picture_under_a_warning_stays_closed_behind_it(three: Archive) -> None:
    page = part(three.built("epub"), "1926/05/strike/index.xhtml")
    (cover,) = found(page, "//h:details[.//h:img]")
    assert cover.get("open") is None
    assert "A man is hurt." in words(cover[0])


def test_a_drawing_in_a_page_is_told_in_the_manifest(three: Archive) -> None:
    built = three.built("epub")
    (row,) = found(part(built, "package.opf"), "//o:item[@properties='svg']")
    assert row.get("href") == "1926/05/strike/index.xhtml"


def test_a_draft_is_in_no_book(three: Archive) -> None:
    assert not [name for name in names(three.built("epub")) if "draft" in name]


def test_the_same_archive_gives_the_same_bytes_elsewhere(three: Archive) -> None:
    first = three.built("epub").files()
    assert three.built("epub", into="elsewhere").files() == first


def test_only_the_book_in_which_something_changed_is_made_again(three: Archive) -> None:
    built = three.built("epub")
    before = {path: path.stat().st_mtime_ns for path in built.out.rglob("*.epub")}
    three.entry(UNDATED.replace("Sung.", "Sung twice."), "undated/song")
    three.built("epub")
    changed = [path.name for path, when in before.items() if path.stat().st_mtime_ns != when]
    assert changed == ["undated.epub"]


def test_a_book_is_made_again_when_a_story_elsewhere_that_it_names_has_another_title(
    three: Archive,
) -> None:
    three.built("epub")
    three.entry(STRIKE.replace("title: Strike & Lockout", "title: The Quay Stands Still"))
    song = part(three.built("epub"), "undated/song/index.xhtml", "volumes/undated.epub")
    assert "The Quay Stands Still" in words(song)


def test_every_book_is_made_again_by_another_program(
    three: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = three.built("epub").out / YEAR
    before = made.stat().st_ino
    three.built("epub")
    assert made.stat().st_ino == before
    monkeypatch.setattr(program, "digest", lambda: "another")
    three.built("epub")
    assert made.stat().st_ino != before


def test_a_book_that_is_no_volume_any_more_is_taken_away(three: Archive) -> None:
    built = three.built("epub")
    (three.root / "undated/song/index.md").unlink()
    three.built("epub")
    assert not (built.out / "volumes/undated.epub").exists()


def test_a_full_disk_is_told_and_the_other_books_are_made(
    three: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = book.Book.close

    def full(self: book.Book, package: str) -> None:
        if "1926" in package:
            raise OSError(28, "No space left on device")
        put(self, package)

    monkeypatch.setattr(book.Book, "close", full)
    built = three.built("epub")
    assert "epub_failed" in built.kinds
    assert sorted(path.name for path in built.out.rglob("*.*")) == ["undated.epub"]


def test_a_page_that_is_no_xhtml_keeps_its_words_and_is_told(
    three: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "fault", lambda page: "bad" if "quay" in page else "")
    built = three.built("epub")
    page = part(built, "1926/05/strike/index.xhtml")
    assert "Nobody came to the quay." in words(page)
    assert built.kinds.count("epub_failed") == 1


def test_what_is_no_xhtml_is_noticed() -> None:
    assert book.fault("<p>one<br></p>")
    assert not book.fault("<p>one<br/></p>")


def test_another_theme_gets_the_book_that_sphinx_makes(archive: Archive, tmp_path: Path) -> None:
    archive.write("conf.py", 'project = "Other"\nextensions = ["broadsheet"]\n')
    built = archive.built("epub")
    assert [path.name for path in built.out.glob("*.epub")] == ["Other.epub"]
    assert not list(tmp_path.rglob("volumes"))


@pytest.mark.parametrize("builder", ["text", "man", "latex"])
def test_the_demonstration_goes_through_sphinx_s_other_builders(
    builder: str, archive_in: Callable[[Path], Archive], tmp_path: Path
) -> None:
    archive = archive_in(tmp_path)
    ignored = shutil.ignore_patterns("_build", "_pictures", "__pycache__")
    shutil.copytree(DEMONSTRATION, archive.root, ignore=ignored, dirs_exist_ok=True)
    built = archive.built(builder)
    assert built.heard == []
    assert list(built.out.rglob("*"))


def test_two_pictures_that_differ_by_their_ending_alone_are_two_in_the_book(
    archive: Archive, picture: bytes
) -> None:
    photos = "".join(f":::{{photo}} a.{kind}\n:alt: {kind}\n:::\n\n" for kind in ("gif", "png"))
    archive.entry(f"---\ntitle: Two\npublished: 1926\n---\n{photos}")
    held = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(held, "GIF")
    archive.write("1926/05/strike/a.png", picture)
    archive.write("1926/05/strike/a.gif", held.getvalue())
    built = archive.built("epub")
    assert len([name for name in names(built) if name.startswith("EPUB/_images/")]) == 2
    shown = found(part(built, "1926/05/strike/index.xhtml"), "//h:img/@src")
    assert len(set(shown)) == 2
