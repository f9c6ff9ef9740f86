"""The demonstration archive shows everything that an entry can hold."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from broadsheet import images
from broadsheet.directives import DIRECTIVES, ROLES
from broadsheet.model import frontmatter, ids
from broadsheet.model.entry import Entry
from broadsheet.model.facts import Photo

ARCHIVE = Path(__file__).parent.parent / "archive"
MOST_FOR_ONE_PICTURE = 180_000
MOST_FOR_ALL_PICTURES = 4_000_000


@cache
def entries() -> dict[str, str]:
    """The text of every entry, by the path of its folder."""
    files = sorted(ARCHIVE.glob("*/**/index.md"))
    return {file.parent.relative_to(ARCHIVE).as_posix(): file.read_text("utf-8") for file in files}


@cache
def heads() -> tuple[dict[str, object], ...]:
    """The front matter of every entry."""
    return tuple(frontmatter.read(text).values for text in entries().values())


def lead_photos() -> list[dict[str, object]]:
    """Every lead photo as it is said."""
    return [head["photo"] for head in heads() if isinstance(head.get("photo"), dict)]  # type: ignore[misc]  # a dict, as just asked


def test_every_field_is_used_by_an_entry() -> None:
    used = {key for head in heads() for key in head}
    assert set(Entry.names()) - used == set()


def test_every_field_of_a_photo_is_used_by_a_lead_photo() -> None:
    used = {key for photo in lead_photos() for key in photo}
    assert set(Photo.names()) - used <= {"rights"}


@pytest.mark.parametrize("name", sorted(DIRECTIVES))
def test_every_directive_of_an_entry_is_used(name: str) -> None:
    places = [*entries().values(), (ARCHIVE / "index.md").read_text("utf-8")]
    assert any(f":::{{{name}}}" in text for text in places)


@pytest.mark.parametrize("name", sorted(ROLES))
def test_every_role_is_used(name: str) -> None:
    assert any(f"{{{name}}}`" in text for text in entries().values())


def test_every_entry_has_an_id_of_its_own() -> None:
    found = [str(head["id"]) for head in heads()]
    assert all(map(ids.check, found))
    assert len(set(found)) == len(found)


def test_every_entry_has_some_text() -> None:
    bodies = [text.split("\n---\n", 1)[1].strip() for text in entries().values()]
    assert all(bodies)


def test_every_picture_holds_its_own_caption_and_credit() -> None:
    said = [images.look(file, 0).words for file in ARCHIVE.rglob("*.jpg")]
    assert said
    assert all(words.caption and words.credit and words.rights for words in said)


def test_the_pictures_are_a_small_download() -> None:
    sizes = [file.stat().st_size for file in ARCHIVE.rglob("*.jpg")]
    assert max(sizes) <= MOST_FOR_ONE_PICTURE
    assert sum(sizes) <= MOST_FOR_ALL_PICTURES


def test_every_picture_is_shown_by_the_entry_beside_it() -> None:
    unused = [
        file.name
        for file in ARCHIVE.rglob("*.jpg")
        if file.name not in (file.parent / "index.md").read_text("utf-8")
    ]
    assert unused == []


def test_no_straight_quotation_mark_stands_in_the_text_of_a_story() -> None:
    straight = re.compile(r"""(?<![\w=])["']\w""")
    bodies = {path: text.split("\n---\n", 1)[1] for path, text in entries().items()}
    assert [path for path, body in bodies.items() if straight.search(body)] == []
