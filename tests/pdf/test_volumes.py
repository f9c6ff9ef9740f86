"""The volumes: which there are, what stands before and behind their stories, when they are made."""

from __future__ import annotations

import errno
import hashlib
import io
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.pdf.conftest import text_of

from broadsheet.model import people
from broadsheet.model.catalogue import Record, dated
from broadsheet.model.ways import Listings
from broadsheet.pdf import binding, indexes
from broadsheet.volumes import planned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Printed

    Print = Callable[..., Printed]

YEARLY = 'broadsheet_volumes = ["year"]\n'
STRIKE = """\
---
title: A Strike
published: 1926-05-04
people: [Ann Smith]
topics: [labour]
places: [Ormsea]
rights: The Packet
publication: The Packet
---
Nobody came to the quay.
"""
PHOTO = """\
---
title: A Fire
published: 1926-06
people: [Ben Ash]
topics: [labour]
---
:::{photo} p.jpg
:alt: Smoke
:credit: Cy Dow

The mill burns.
:::
"""
COVERED = PHOTO.replace("---\n:::", "warning: The dead are shown\n---\n:::")
SONG = "---\ntitle: A Song\n---\nSung.\n"


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (400, 300), "#345").save(held, "JPEG")
    return held.getvalue()


FILES = {
    "1926/05/strike/index.md": STRIKE,
    "1926/06/fire/index.md": PHOTO,
    "1926/06/fire/p.jpg": picture(),
    "undated/song/index.md": SONG,
}


def record(**said: str) -> Record:
    held = {"docname": said.get("title", "x"), **said, **dated(said.get("published", ""))}
    return Record.model_validate(held)


RECORDS = [
    record(title="a", published="1926-05-04", publication="The Packet"),
    record(title="b", published="1926", publication="The Packet", series="Bridges"),
    record(title="c", published="1960~/1970", publication="the packet", status="withdrawn"),
    record(title="d"),
]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("year", {"1926": "a b", "undated": "c d"}),
        ("month", {"1926-05": "a", "1926-undated": "b", "undated": "c d"}),
        ("publication", {"publications/the-packet": "a b c", "without-publication": "d"}),
        ("series", {"series/bridges": "b"}),
        ("all", {"an-archive": "a b c d"}),
    ],
)
def test_every_story_has_its_place_in_each_kind_of_volume(
    kind: str, expected: dict[str, str]
) -> None:
    volumes = planned([kind], RECORDS, Listings(RECORDS), "An Archive")
    told = {
        volume.name.removeprefix("volumes/"): " ".join(each.title for each in volume.records)
        for volume in volumes
    }
    assert told == expected


def test_a_volume_that_is_asked_for_twice_is_there_once() -> None:
    volumes = planned(["year", "month", "year"], RECORDS, Listings(RECORDS), "An Archive")
    assert sorted(volume.name.removeprefix("volumes/") for volume in volumes) == [
        "1926",
        "1926-05",
        "1926-undated",
        "undated",
    ]


def test_an_archive_that_is_called_like_a_year_takes_no_volume_away() -> None:
    volumes = planned(["year", "all"], RECORDS, Listings(RECORDS), "1926")
    assert [volume.name for volume in volumes] == [
        "volumes/1926",
        "volumes/undated",
        "volumes/1926-archive",
    ]


def test_stories_without_a_sure_year_stand_together_at_the_end() -> None:
    early = record(title="e", published="circa 1900/1950")
    volumes = planned(["all"], [early, *RECORDS], Listings(RECORDS), "An Archive")
    assert [each.title for each in volumes[0].records] == ["a", "b", "e", "c", "d"]


def test_the_span_is_from_the_first_sure_year_to_the_last() -> None:
    assert binding.span([*RECORDS, record(published="1967-01-01")]) == "1926–1967"
    assert binding.span(RECORDS) == "1926"
    assert binding.span([record()]) == ""


def test_an_index_has_each_value_once_with_its_stories_and_where_letters_begin() -> None:
    records = [
        record(title="a").model_copy(update={"topics": ("mills", "Ash", "mills")}),
        record(title="b").model_copy(update={"topics": ("mines", "ash")}),
    ]
    found = indexes.index("topics", records, Listings(records))
    assert [(e.label.lower(), [r.title for r in e.records], e.begins) for e in found] == [
        ("ash", ["a", "b"], True),
        ("mills", ["a"], True),
        ("mines", ["b"], False),
    ]


def test_an_index_of_people_has_the_forms_that_file_them() -> None:
    known = people.read("ann: {name: Ann Byrne, sort_name: 'Byrne, Ann'}\n")[0]
    story = record(title="a").model_copy(update={"people": ("Ann Byrne", "Bea Cole", "Cy Dow")})
    found = indexes.index("people", [story], Listings([story], known))
    assert [(e.label, e.begins) for e in found] == [
        ("Bea Cole", True),
        ("Byrne, Ann", False),
        ("Cy Dow", True),
    ]


def test_the_letters_of_an_index_are_those_of_the_site() -> None:
    story = record(title="a").model_copy(update={"topics": ("Élan", "Eels", "Zoos", "1st", "2nd")})
    found = indexes.index("topics", [story], Listings([story]))
    assert [e.label for e in found if e.begins] == ["1st", "Eels", "Zoos"]


def test_a_withdrawn_story_is_in_no_index_and_no_list_of_photographs() -> None:
    gone = record(title="a", status="withdrawn").model_copy(update={"topics": ("mills",)})
    assert indexes.index("topics", [gone], Listings([gone])) == []
    assert indexes.photographs([gone]) == []


def test_a_volume_has_what_a_book_has(printed: Print) -> None:
    words = printed(FILES).bound()
    for told in (
        "The Test Archive 1926 3 stories",
        "Contents 1926 4 May 1926 A Strike 3 June 1926 A Fire 4 Of uncertain date undated A Song 5",
        "Photographs The mill burns. Cy Dow 4",
        "Index People Ann Smith 3 Ben Ash 4 Places Ormsea 3 Topics labour 3, 4",
        "Colophon Contents 3 stories 1 photograph",
        "Rights The Packet (1 story) 2 stories say nothing of their rights.",
    ):
        assert told in words


def test_the_page_numbers_of_an_index_are_links_to_those_pages(printed: Print) -> None:
    volume = printed(FILES).volume.read_bytes()
    # The contents link three stories, the list one picture, the index five pages.
    assert len(re.findall(rb"/Subtype\s*/Link", volume)) == 3 + 1 + 5


def test_the_colophon_gives_the_checksum_of_the_attached_checksums(
    printed: Print, run_tool: Callable[..., str], tmp_path: Path
) -> None:
    result = printed(FILES)
    run_tool("pdfdetach", "-saveall", "-o", tmp_path, result.volume)
    sums = (tmp_path / "sha256sums.txt").read_bytes()
    assert hashlib.sha256(sums).hexdigest() in result.bound().replace(" ", "")
    own = hashlib.sha256(STRIKE.encode()).hexdigest()
    assert f"{own}  1926/05/strike/index.md\n" in sums.decode()


def test_the_colophon_names_the_last_change_of_its_own_stories(printed: Print) -> None:
    result = printed(FILES, conf=YEARLY)

    def git(*words: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        command = ["git", "-C", str(result.root), *who, *words]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "All", "--date", "2020-01-02T00:00:00Z")
    first = git("rev-parse", "HEAD")[:12]
    (result.root / "undated/song/index.md").write_text(SONG + "Again.\n", "utf-8")
    git("commit", "-q", "-a", "-m", "More")
    (result.root / "1926/05/strike/index.md").write_text(STRIKE + "More.\n", "utf-8")
    again = result.again()
    assert f"Revision {first} of " in text_of(again.out / "volumes/1926.pdf")
    assert "changes that are not in the history" in text_of(again.out / "volumes/1926.pdf")
    later = text_of(again.out / "volumes/undated.pdf")
    assert f"Revision {git('rev-parse', 'HEAD')[:12]} of " in later
    assert "not in the history" not in later


def test_only_the_volume_of_a_changed_story_is_made_again(printed: Print) -> None:
    result = printed(FILES, conf=YEARLY)
    before = result.times()
    (result.root / "undated/song/index.md").write_text(SONG.replace("Sung", "Whistled"), "utf-8")
    again = result.again()
    changed = {path for path, when in again.times().items() if when != before[path]}
    assert changed == {again.pdf("undated/song"), again.out / "volumes/undated.pdf"}


def test_fresh_and_again_give_the_same_bytes(
    printed: Print, print_in: Print, tmp_path: Path
) -> None:
    result = printed({**FILES, "undated/song/index.md": SONG.replace("Sung", "Whistled")})
    (result.root / "undated/song/index.md").write_text(SONG, "utf-8")
    again = result.again()
    fresh = print_in(tmp_path / "fresh" / "archive", FILES)
    assert again.volume.read_bytes() == fresh.volume.read_bytes()


def test_a_volume_that_is_no_longer_wanted_goes(printed: Print) -> None:
    result = printed(FILES, conf=YEARLY)
    conf = result.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "broadsheet_volumes = []\n", "utf-8")
    assert not list((result.again().out / "volumes").iterdir())


def test_an_edition_without_covered_pictures_says_so_in_their_place(
    printed: Print, run_tool: Callable[..., str]
) -> None:
    files = {**FILES, "1926/06/fire/index.md": COVERED}
    assert "image" in run_tool("pdfimages", "-list", printed(files).volume)
    result = printed(files, conf="broadsheet_pdf_without_covered = True\n")
    for pdf in (result.volume, result.pdf("1926/06/fire")):
        assert "image" not in run_tool("pdfimages", "-list", pdf).partition("---")[2]
        assert "The picture is left out of this edition" in text_of(pdf)
    assert result.bound().count("This edition leaves out the pictures") == 2
    assert "The mill burns. Cy Dow · under a content warning" in result.bound()


def test_a_picture_that_no_warning_covers_stays_in_every_edition(
    printed: Print, run_tool: Callable[..., str]
) -> None:
    result = printed(FILES, conf="broadsheet_pdf_without_covered = True\n")
    assert "image" in run_tool("pdfimages", "-list", result.volume).partition("---")[2]


def test_a_jpeg_is_in_the_pdf_as_it_is(
    printed: Print, run_tool: Callable[..., str], tmp_path: Path
) -> None:
    result = printed(FILES)
    run_tool("pdfimages", "-all", result.volume, tmp_path / "p")
    assert [path.read_bytes() for path in tmp_path.glob("p-*.jpg")] == [picture()]


@pytest.mark.parametrize("name", ["a b.jpg", "50%20off.jpg", "a&b.jpg", "Straße.jpg", "c#d.jpg"])
def test_a_picture_may_have_any_name(
    printed: Print, run_tool: Callable[..., str], name: str
) -> None:
    text = PHOTO.replace("p.jpg", name)
    result = printed({"1926/06/fire/index.md": text, f"1926/06/fire/{name}": picture()})
    assert "image" in run_tool("pdfimages", "-list", result.volume).partition("---")[2]


def test_a_full_disk_is_said_leaves_no_half_file_and_stops_no_other(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet import fixity
    from broadsheet.pdf import bindery, builder, room

    def write(path: Path, data: bytes | str) -> None:
        if path.match("strike.pdf") or path.match("fire/*.typ") or path.match("the-*.pdf"):
            raise OSError(errno.ENOSPC, "No space left on device")
        fixity.write_whole(path, data)

    for module in (builder, bindery, room):
        monkeypatch.setattr(module, "write_whole", write)
    result = printed(FILES)
    told = [complaint.message for complaint in result.heard if complaint.kind == "pdf_failed"]
    assert len(told) == 3
    assert all("No space left on device; " in message for message in told)
    made = sorted(path.relative_to(result.out).as_posix() for path in result.out.rglob("*.*"))
    assert [name for name in made if "buildinfo" not in name] == ["undated/song.pdf"]
    monkeypatch.undo()
    again = result.again()
    assert not again.heard
    assert "A Strike" in again.bound()
