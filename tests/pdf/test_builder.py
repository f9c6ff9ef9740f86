"""One PDF per entry and one volume: where they lie, what they hold, when they are made."""

from __future__ import annotations

import io
import os
import re
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.pdf.conftest import print_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.pdf.conftest import Printed

    Print = Callable[..., Printed]

STRIKE = """\
---
title: A Strike
standfirst: It began on Monday
byline: By Ann Smith
authors: [Ann Smith]
published: 1926-05-04
topics: [labour]
places: [Ormsea]
language: en-GB
publication: The Packet
---
Nobody came to the quay.
"""
UNDATED = "---\ntitle: A Song\n---\nSung.\n"
GONE = """\
---
title: A Libel
published: 1930
status: withdrawn
withdrawn_because: A court said so
---
Secret.
"""
DRAFT = "---\ntitle: A Draft\nstatus: draft\n---\nNot yet.\n"
FILES: Mapping[str, str] = {
    "1926/05/strike/index.md": STRIKE,
    "undated/song/index.md": UNDATED,
    "1930/libel/index.md": GONE,
    "2020/draft/index.md": DRAFT,
}


def picture(kind: str = "PNG", mode: str = "RGB") -> bytes:
    held = io.BytesIO()
    Image.new(mode, (40, 30)).save(held, kind)
    return held.getvalue()


def with_photo(name: str) -> str:
    return f"---\ntitle: A Photo\n---\n:::{{photo}} {name}\n:alt: A dog asleep\n:::\n\nThe text.\n"


def test_each_entry_lies_where_its_page_does(printed: Print) -> None:
    result = printed(FILES)
    made = sorted(path.relative_to(result.out).as_posix() for path in result.out.rglob("*.pdf"))
    assert made == [
        "1926/05/strike.pdf",
        "1930/libel.pdf",
        "undated/song.pdf",
        "volumes/the-test-archive.pdf",
    ]


def test_the_volume_is_in_order_of_date_with_the_undated_last(printed: Print) -> None:
    words = printed(FILES).bound()
    contents = words[words.index("Contents") :]
    assert contents.index("A Strike") < contents.index("A Libel") < contents.index("A Song")


def test_the_volume_tells_the_page_of_each_story(printed: Print) -> None:
    words = printed(FILES).bound()
    told = r"4 May 1926 A Strike 3 1930 1930 A Libel \(withdrawn\) 4 .*undated A Song 5"
    assert re.search(told, words)


def test_a_withdrawn_entry_is_a_tombstone(printed: Print) -> None:
    words = printed(FILES).text("1930/libel")
    assert "This story was withdrawn. A court said so" in words
    assert "Secret" not in words


def test_a_draft_is_nowhere(printed: Print) -> None:
    assert "Draft" not in printed(FILES).bound()


def test_the_metadata_is_the_storys(printed: Print, run_tool: Callable[..., str]) -> None:
    told = run_tool("pdfinfo", "-rawdates", printed(FILES).pdf("1926/05/strike"))
    for line in (
        "Title: +A Strike",
        "Author: +Ann Smith",
        "Keywords: +labour; Ormsea",
        "CreationDate: +D:19260504",
    ):
        assert re.search(line, told)


def test_the_source_is_attached(
    printed: Print, run_tool: Callable[..., str], tmp_path: Path
) -> None:
    result = printed(FILES)
    run_tool("pdfdetach", "-saveall", "-o", tmp_path, result.pdf("1926/05/strike"))
    assert (tmp_path / "1926_05_strike.md").read_text("utf-8") == STRIKE


@pytest.mark.parametrize("claim", [b"pdfaid:part>3<", b"pdfaid:conformance>A<", b"pdfuaid:part>1<"])
def test_every_pdf_claims_its_standards(printed: Print, claim: bytes) -> None:
    made = [path.read_bytes() for path in printed(FILES).out.rglob("*.pdf")]
    assert [claim in pdf for pdf in made] == [True] * 4


def test_another_folder_and_another_day_give_the_same_bytes(
    printed: Print, print_in: Print, tmp_path: Path
) -> None:
    files = {
        **FILES,
        "1926/05/strike/p.png": picture(),
        "1927/p/index.md": with_photo("p.png"),
        "1927/p/p.png": picture(),
    }
    first = printed(files)
    other = print_in(tmp_path / "another place" / "Archive 2", files)
    made = [
        {p.relative_to(r.out): p.read_bytes() for p in r.out.rglob("*.pdf")} for r in (first, other)
    ]
    assert made[0] == made[1]


def test_only_what_changed_is_made_again(printed: Print) -> None:
    result = printed(FILES)
    before = result.times()
    _edit(result.root / "undated/song/index.md", UNDATED.replace("Sung", "Whistled"))
    again = result.again()
    changed = {path for path, when in again.times().items() if when != before[path]}
    assert changed == {again.pdf("undated/song"), again.volume}
    assert "Whistled" in again.bound()


def test_nothing_is_made_again_where_nothing_changed(printed: Print) -> None:
    result = printed(FILES)
    before = result.times()
    result.again()
    assert result.times() == before


def test_the_pdf_of_an_entry_that_is_gone_goes_too(printed: Print) -> None:
    result = printed(FILES)
    (result.root / "undated/song/index.md").unlink()
    again = result.again()
    assert not again.pdf("undated/song").exists()
    assert "A Song" not in again.bound()


def test_a_file_of_somebody_else_is_left_alone(printed: Print) -> None:
    result = printed(FILES)
    other = result.out / "other.pdf"
    other.write_bytes(b"mine")
    result.again()
    assert other.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("JPEG", "CMYK"), ("TIFF", "RGB"), ("GIF", "P"), ("BMP", "RGB")],
)
def test_pictures_of_many_kinds_are_printed(
    printed: Print, run_tool: Callable[..., str], kind: str, mode: str
) -> None:
    result = printed({"1926/p/index.md": with_photo("p.img"), "1926/p/p.img": picture(kind, mode)})
    assert not result.heard
    assert "image" in run_tool("pdfimages", "-list", result.pdf("1926/p"))


def test_a_missing_picture_leaves_a_note_and_the_text(printed: Print) -> None:
    words = printed({"1926/p/index.md": with_photo("none.png")}).text("1926/p")
    assert "The picture is not in the archive (none.png). A dog asleep The text." in words


def test_a_picture_without_description_says_so(
    printed: Print, run_tool: Callable[..., str]
) -> None:
    text = "---\ntitle: A Photo\n---\n:::{photo} p.png\n:::\n"
    result = printed({"1926/p/index.md": text, "1926/p/p.png": picture()})
    assert "No description was recorded." in run_tool(
        "pdfinfo", "-struct-text", result.pdf("1926/p")
    ) or (b"No description was recorded." in result.pdf("1926/p").read_bytes())


def test_a_story_that_cannot_be_printed_stops_no_other(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet.pdf import words

    monkeypatch.setattr(words, "literal", lambda text: f'nonsense("{text}")')
    bad = "---\ntitle: Bad\n---\n[a](#b)\n\n(b)=\n## Place\n"
    result = printed({**FILES, "1926/bad/index.md": bad})
    assert "pdf_failed" in result.kinds()
    assert not result.pdf("1926/bad").exists()
    assert result.pdf("1926/05/strike").exists()
    assert "This story could not be printed here." in result.bound()


def test_the_warning_stands_before_what_it_covers(printed: Print) -> None:
    photo = "photo: {src: p.png, alt: dog, caption: The caption}"
    text = f"---\ntitle: T\nwarning: Blood\n{photo}\n---\nThe text.\n"
    words = printed({"1926/p/index.md": text, "1926/p/p.png": picture()}).text("1926/p")
    assert words.index("Content warning: Blood") < words.index("The caption")


def test_source_date_epoch_is_the_time_of_what_has_no_day(
    printed: Print, run_tool: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert re.search("CreationDate:.* 01:46:40 2001", run_tool("pdfinfo", printed(FILES).volume))


def test_corrections_stand_before_the_text_in_their_order(printed: Print) -> None:
    notes = ":::{correction}\nOne.\n:::\n\n:::{correction}\nTwo.\n:::\n"
    words = printed({"1926/a/index.md": f"{STRIKE}\n{notes}"}).text("1926/a")
    places = [words.index(word) for word in ("By Ann", "One.", "Two.", "Nobody came")]
    assert places == sorted(places)


def test_the_paper_is_named_above_the_headline(printed: Print) -> None:
    assert printed(FILES).text("1926/05/strike").startswith("The Packet A Strike It began")


def _edit(file: Path, text: str) -> None:
    """Write *text*, so that it is seen to be newer."""
    file.write_text(text, "utf-8")
    later = time.time() + 2
    os.utime(file, (later, later))


def test_nothing_of_a_withdrawn_story_is_in_the_pdf_but_its_title(
    printed: Print, run_tool: Callable[..., str]
) -> None:
    gone = GONE.replace("status:", "standfirst: He lied\ntopics: [libel]\nstatus:")
    result = printed({"1930/libel/index.md": gone})
    told = run_tool("pdfinfo", result.pdf("1930/libel"))
    assert not re.search("He lied|libel", told)
    for pdf in (result.pdf("1930/libel"), result.volume):
        assert "0 embedded files" in run_tool("pdfdetach", "-list", pdf)


def test_a_volume_that_was_not_finished_is_made_by_the_next_build(printed: Print) -> None:
    result = printed(FILES)
    song = result.root / "undated/song/index.md"
    _edit(song, UNDATED.replace("Sung", "Whistled"))
    [note] = result.root.parent.glob("doctrees/.pdf/notes/*/bound/volumes/the-test-archive")
    before, noted = result.volume.read_bytes(), note.read_bytes()
    result.again()
    result.volume.write_bytes(before)
    note.write_bytes(noted)
    assert "Whistled" in result.again().bound()


def test_each_folder_that_pdfs_are_made_in_follows_the_archive(printed: Print) -> None:
    result = printed(FILES)
    other = print_again(result.root, out="other")
    (result.root / "undated/song/index.md").unlink()
    result.again()
    again = print_again(result.root, out="other")
    assert other.pdf("undated/song") == again.pdf("undated/song")
    assert not again.pdf("undated/song").exists()
    assert "A Song" not in again.bound()


def test_an_edition_in_another_folder_leaves_this_one_as_it_is(printed: Print) -> None:
    covered = "photo: {src: p.png, alt: a dog, warning: Blood}"
    story = f"---\ntitle: T\npublished: 1926\n{covered}\n---\nThe text.\n"
    result = printed({"1926/p/index.md": story, "1926/p/p.png": picture()})
    before = result.volume.read_bytes()
    without = print_again(
        result.root, out="without", settings={"broadsheet_pdf_without_covered": True}
    )
    assert without.volume.read_bytes() != before
    assert result.again().volume.read_bytes() == before


def test_two_pictures_whose_names_would_become_one_are_both_shown(
    printed: Print, run_tool: Callable[..., str]
) -> None:
    named = {"a.jpg": (31, 11), "a.jpg.png": (32, 12), "b": (33, 13), "b.gif": (34, 14)}
    photos = "".join(f":::{{photo}} {name}\n:alt: a dog\n:::\n\n" for name in named)
    files = {f"1926/p/{name}": _sized(size) for name, size in named.items()}
    result = printed({"1926/p/index.md": f"---\ntitle: T\n---\n{photos}", **files})
    rows = run_tool("pdfimages", "-list", result.pdf("1926/p")).splitlines()[2:]
    assert {tuple(map(int, row.split()[3:5])) for row in rows} == set(named.values())


def _sized(size: tuple[int, int]) -> bytes:
    """A picture of *size*, as PNG."""
    held = io.BytesIO()
    Image.new("RGB", size, "red").save(held, "PNG")
    return held.getvalue()
