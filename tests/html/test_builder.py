"""The HTML builder: after any change the site is what a new build makes, and no more is written."""

from __future__ import annotations

import io
import os
import posixpath
import random
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image
from tests.conftest import Built

from broadsheet import building

if TYPE_CHECKING:
    from tests.conftest import Archive

STRIKE = "1926/05/strike"
LAMP = "1946/05/lamp"
ID, OTHER_ID = "sbkn2z4d2w", "j9x2zztg99"
LONG_SINCE = 5 * 10**9
LISTS = "# Front\n\n```{archive-latest}\n```\n\n```{archive-years}\n```\n"


def story(title: str, published: str = "", text: str = "The text.", **more: str) -> str:
    rows = {"title": title, "published": published, **more}
    front = "".join(f"{key}: {value}\n" for key, value in rows.items() if value)
    return f"---\n{front}---\n{text}\n"


STRIKE_STORY = story("The strike is over", "1926-05-12", id=ID)
LAMP_STORY = story("The lamp is lit", "1946-05", f":::{{related}}\n:id: {ID}\n:::")


@pytest.fixture
def two(archive: Archive) -> Archive:
    """An archive of two stories, the second of which points to the first."""
    archive.write("index.md", LISTS)
    archive.entry(STRIKE_STORY)
    archive.entry(LAMP_STORY, LAMP)
    return archive


def edit(archive: Archive, content: str, path: str = STRIKE) -> None:
    """Write the entry anew, and let it be seen, however coarse the disk's clock is."""
    file = archive.entry(content, path)
    later = file.stat().st_mtime + 2
    os.utime(file, (later, later))


def mark(built: Built) -> None:
    """Give every file of the site the same time, which no build of today gives."""
    for path in built.out.rglob("*"):
        os.utime(path, (LONG_SINCE, LONG_SINCE))


def written(built: Built) -> list[str]:
    """The files that were written since."""
    return sorted(name for name in built.files() if (built.out / name).stat().st_mtime < LONG_SINCE)


def fresh(archive: Archive) -> dict[str, bytes]:
    """What a new build makes."""
    shutil.rmtree(archive.root.parent / "fresh", ignore_errors=True)
    return archive.built(into="fresh").files()


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_after_no_edit_nothing_is_written(two: Archive) -> None:
    mark(two.built())
    assert written(two.built()) == []


def test_a_page_that_was_deleted_is_written_again(two: Archive) -> None:
    built = two.built()
    (built.out / STRIKE / "index.html").unlink()
    assert "The strike is over" in two.built().words(STRIKE)


def test_after_an_edit_of_the_text_no_page_of_another_year_is_written(two: Archive) -> None:
    mark(two.built())
    edit(two, STRIKE_STORY + "\nMore.\n")
    names = written(two.built())
    assert f"{STRIKE}/index.html" in names
    assert [name for name in names if name.startswith("1946")] == []


def test_a_new_title_reaches_every_page_that_shows_it(two: Archive) -> None:
    two.built()
    edit(two, STRIKE_STORY.replace("over", "not over"))
    built = two.built()
    pages = [f"{STRIKE}/index.html", f"{LAMP}/index.html", "1926/index.html", "index.html"]
    assert [name for name in pages if "is not over" not in built.text(name)] == []
    assert built.records()[STRIKE]["title"] == "The strike is not over"


def test_a_new_title_reaches_them_after_another_builder_has_read_it(two: Archive) -> None:
    two.built()
    edit(two, STRIKE_STORY.replace("over", "not over"))
    two.built("text")
    assert different(two.built().files(), fresh(two)) == []


def test_a_new_id_reaches_what_points_to_it(two: Archive) -> None:
    two.built()
    edit(two, STRIKE_STORY.replace(ID, OTHER_ID))
    built = two.built()
    assert built.kinds == ["unknown_entry"]
    assert built.article(LAMP).xpath(".//a") == []


def test_a_story_that_moves_is_followed(two: Archive) -> None:
    two.built()
    shutil.move(two.root / STRIKE, two.root / "1926/06-strike")
    built = two.built()
    assert built.article(LAMP).xpath(".//a/@href") == ["../../../1926/06-strike/index.html"]
    assert different(built.files(), fresh(two)) == []


def test_a_removed_story_leaves_nothing(two: Archive, picture: bytes) -> None:
    two.write(f"{STRIKE}/a.png", picture)
    edit(two, STRIKE_STORY + "\n![A](a.png)\n\n[The file](a.png)\n")
    before = two.built()
    assert any(name.startswith("_downloads/") for name in before.files())
    shutil.rmtree(two.root / STRIKE)
    built = two.built()
    left = [name for name in built.files() if "1926" in name or name.endswith(".png")]
    assert left == []
    assert different(built.files(), fresh(two)) == []


def test_a_removed_story_leaves_nothing_after_another_builder_has_noticed(two: Archive) -> None:
    two.built()
    shutil.rmtree(two.root / STRIKE)
    edit(two, LAMP_STORY + "\nMore.\n", LAMP)
    two.built("text")
    assert different(two.built().files(), fresh(two)) == []


def test_a_year_without_stories_has_no_page(two: Archive) -> None:
    assert "1946/index.html" in two.built().files()
    edit(two, LAMP_STORY.replace("1946-05", "1947-05"), LAMP)
    built = two.built().files()
    assert ("1946/index.html" in built, "1947/index.html" in built) == (False, True)


def test_a_draft_has_no_page_no_row_and_no_record(two: Archive, picture: bytes) -> None:
    two.write(f"{STRIKE}/a.png", picture)
    text = STRIKE_STORY + "\n![A](a.png)\n"
    edit(two, text)
    two.built()
    edit(two, text.replace("title:", "status: draft\ntitle:"))
    built = two.built()
    assert [name for name, content in built.files().items() if b"strike is" in content] == []
    assert [name for name in built.files() if name.endswith(".png")] == []
    assert different(built.files(), fresh(two)) == []


def test_a_draft_that_is_published_gets_its_page(two: Archive) -> None:
    edit(two, STRIKE_STORY.replace("title:", "status: draft\ntitle:"))
    two.built()
    edit(two, STRIKE_STORY)
    two.entry(STRIKE_STORY)
    assert different(two.built().files(), fresh(two)) == []


def test_a_withdrawn_story_leaves_a_stone(two: Archive, picture: bytes) -> None:
    two.write(f"{STRIKE}/a.png", picture)
    secret = STRIKE_STORY + "\nNobody reads this again.\n\n![A](a.png)\n"
    edit(two, secret)
    two.built()
    reason = "status: withdrawn\nwithdrawn_because: A court said so.\nstandfirst: Nor this.\ntitle:"
    edit(two, secret.replace("title:", reason))
    built = two.built()
    assert "A court said so." in built.words(STRIKE)
    bad = (b"Nobody reads this", b"Nor this")
    pages = {name: text for name, text in built.files().items() if name.endswith(".html")}
    assert [name for name, text in pages.items() if any(words in text for words in bad)] == []
    assert [name for name in built.files() if name.endswith(".png")] == []


def test_the_original_of_a_withdrawn_story_goes_too(two: Archive) -> None:
    two.write(f"{STRIKE}/original.txt", "Nobody reads this again.")
    text = STRIKE_STORY.replace("title:", "original: {file: original.txt}\ntitle:")
    edit(two, text)
    assert f"{STRIKE}/original.txt" in two.built().files()
    edit(two, text.replace("title:", "status: withdrawn\ntitle:"))
    assert f"{STRIKE}/original.txt" not in two.built().files()


def test_two_sites_of_one_archive_each_follow_it(two: Archive, picture: bytes) -> None:
    file = two.write(f"{STRIKE}/a.png", picture)
    edit(two, STRIKE_STORY + "\n[The file](a.png)\n")
    for name in ("one", "two"):
        assert any(name.startswith("_downloads/") for name in beside(two, name).files())
    file.unlink()
    edit(two, STRIKE_STORY)
    for name in ("one", "two"):
        assert different(beside(two, name).files(), fresh(two)) == []


def beside(archive: Archive, name: str) -> Built:
    """A site of the archive in a folder of that name; all such share what was read."""
    place = archive.root.parent
    job = building.Job(archive.root, "html", place / name, place / "doctrees")
    return Built(job.out, building.run(job, None))


def test_a_photo_that_comes_later_is_shown(two: Archive, picture: bytes) -> None:
    edit(two, STRIKE_STORY + "\n![A](a.png)\n")
    assert two.built().article(STRIKE).xpath(".//img") == []
    two.write(f"{STRIKE}/a.png", picture)
    built = two.built()
    assert len(built.article(STRIKE).xpath(".//img")) == 1
    assert built.kinds == []


def test_a_photo_that_goes_is_said_to_be_missing(two: Archive, picture: bytes) -> None:
    file = two.write(f"{STRIKE}/a.png", picture)
    edit(two, STRIKE_STORY + "\n![A](a.png)\n")
    two.built()
    file.unlink()
    built = two.built()
    assert built.kinds == ["missing_photo"]
    assert [name for name in built.files() if name.endswith(".png")] == []


def test_a_photo_that_changes_is_published_anew(two: Archive, picture: bytes) -> None:
    file = two.write(f"{STRIKE}/a.png", picture)
    edit(two, STRIKE_STORY + "\n![A](a.png)\n")
    two.built()
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(held, "PNG")
    file.write_bytes(held.getvalue())
    later = file.stat().st_mtime + 2
    os.utime(file, (later, later))
    built = two.built()
    assert built.article(STRIKE).xpath(".//img/@width") == ["8"]
    assert different(built.files(), fresh(two)) == []


def test_a_page_that_is_no_entry_goes_too(two: Archive) -> None:
    file = two.write("about.md", "# About\n")
    assert "about.html" in two.built().files()
    file.unlink()
    assert "about.html" not in two.built().files()


def test_a_photo_named_in_another_way_is_the_same(two: Archive, picture: bytes) -> None:
    two.write(f"{STRIKE}/a.png", picture)
    edit(two, story("T", "1926", photo="{src: ./a.png, alt: A}"))
    built = two.built()
    assert broken_links(built) == []
    assert len(built.page("1926/index.html").xpath("//img")) == 1


@pytest.mark.parametrize(
    "place", ["1926/05/100% #1", "1926/05/a b & c", "1926/05/灯台", "1926/a:b"]
)
def test_every_link_leads_somewhere_whatever_the_folder_is_called(
    archive: Archive, picture: bytes, place: str
) -> None:
    archive.write("index.md", LISTS)
    photo = "{src: 'a #1.png', alt: A}"
    archive.entry(story("T", "1926", photo=photo, id=ID), place)
    archive.entry(LAMP_STORY, LAMP)
    archive.write(f"{place}/a #1.png", picture)
    assert broken_links(archive.built()) == []


def broken_links(built: Built) -> list[str]:
    """The links and pictures of the site that lead nowhere."""
    files, found = built.files(), []
    for name in (name for name in files if name.endswith(".html")):
        for link in map(urlsplit, built.page(name).xpath("//@href | //@src")):
            place = "" if link.path.startswith("/") else posixpath.dirname(name)
            path = posixpath.normpath(posixpath.join(place, unquote(link.path.lstrip("/"))))
            if link.path and not link.scheme and path not in files:
                found.append(f"{name}: {link.path}")
    return found


def test_two_processes_make_the_same_site_as_one(two: Archive, picture: bytes) -> None:
    for number in range(30):
        place = f"19{number + 30}/story-{number}"
        two.write(f"{place}/a.png", picture)
        two.entry(story(f"Story {number}", f"19{number + 30}", "![A](a.png)"), place)
    assert different(two.built(jobs=2, into="two").files(), fresh(two)) == []


EDITS = (
    "title", "text", "year", "draft", "publish", "withdraw", "photo", "no-photo", "remove", "add",
    "related", "move-id", "nothing",
)  # fmt: skip


def change(archive: Archive, dice: random.Random, picture: bytes) -> None:
    """One change to the archive, as an archivist may make it."""
    kind, number = dice.choice(EDITS), dice.randrange(4)
    place = f"19{number + 30}/story-{number}"
    file = archive.root / place / "index.md"
    if kind == "remove":
        shutil.rmtree(archive.root / place, ignore_errors=True)
        return
    if kind == "photo":
        archive.write(f"{place}/a.png", picture)
    elif kind == "no-photo":
        (archive.root / place / "a.png").unlink(missing_ok=True)
    if kind == "add" or not file.exists():
        edit(archive, story(f"Story {number}", f"19{number + 30}", "![A](a.png)"), place)
        return
    text = file.read_text(encoding="utf-8")
    changed = {
        "title": text.replace("title: ", "title: New "),
        "text": text + f"\nMore {dice.random()}.\n",
        "year": text.replace("published: 19", "published: 18"),
        "draft": text.replace("---\n", "---\nstatus: draft\n", 1),
        "publish": text.replace("status: draft\n", ""),
        "withdraw": text.replace("---\n", "---\nstatus: withdrawn\n", 1),
        "related": text + f"\n:::{{related}}\n:id: {ID}\n:::\n",
        "move-id": text.replace("---\n", f"---\nid: {ID}\n", 1),
    }
    if kind in changed:
        edit(archive, changed[kind], place)


@pytest.mark.parametrize("seed", range(3))
def test_many_edits_end_where_a_new_build_does(two: Archive, picture: bytes, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a repeatable sequence of edits, no secret
    for _round in range(8):
        for _edit in range(2):
            change(two, dice, picture)
        two.built(dice.choice(["html", "html", "text"]))
    assert different(two.built().files(), fresh(two)) == []
