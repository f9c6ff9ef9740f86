"""``broadsheet export opensearch``: what was built goes out for another program."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import CONF

from broadsheet import __main__ as command_line
from broadsheet import accession
from broadsheet.search.store import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Archive

STORY = """---
title: The strike
published: 1926-05-07
authors: [{{person: nell}}]
status: {status}
photo: {{src: quay.png, alt: A quay, caption: Strikers, warning: Blood}}
---
They struck on the quay.
"""
LOADED = """import sys
from broadsheet.__main__ import main
status = main(sys.argv[1:])
print(*sys.modules)
sys.exit(status)
"""


@pytest.fixture
def site(archive: Archive, picture: bytes) -> Path:
    """The site of an archive of one story that is published, one that is not, and a draft."""
    archive.write("people.yaml", "nell: Nell Hartwell\n")
    for name, status in (("strike", "published"), ("slip", "withdrawn"), ("plan", "draft")):
        archive.write(f"1926/05/{name}/quay.png", picture)
        archive.entry(STORY.format(status=status), f"1926/05/{name}")
    built = archive.built()
    kept = accession.doctrees_beside(built.out, archive.root)
    shutil.copytree(built.out.parent / "doctrees", kept)
    return built.out


def exported(archive: Archive, site: Path, *words: str) -> list[dict[str, Any]]:
    """The documents that the command writes, each with its id."""
    out = archive.root.parent / "out"
    asked = ["--archive", str(archive.root), "--site", str(site), "--out", str(out), *words]
    assert command_line.main(["export", "opensearch", *asked]) == 0
    lines = [
        json.loads(line)
        for path in sorted(out.glob("*.ndjson"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [
        {**action["index"], **document}
        for action, document in zip(lines[::2], lines[1::2], strict=True)
    ]


def test_published_stories_and_their_photographs_go_out(archive: Archive, site: Path) -> None:
    story, photograph = exported(archive, site)
    assert (story["_id"], story["kind"]) == ("1926/05/strike/index", "story")
    assert (photograph["_id"], photograph["kind"]) == ("1926/05/strike/index#1", "photograph")
    assert story["text"] == {"en": ["they struck on the quay"]}
    assert story["people"] == {"en": ["nell hartwell"]}


def test_people_come_from_the_file_that_the_settings_name(
    archive: Archive, request: pytest.FixtureRequest
) -> None:
    archive.write("staff.yaml", "nell: Eleanor Hartwell\n")
    archive.write("conf.py", f'{CONF}broadsheet_people = "staff.yaml"\n')
    story, _photograph = exported(archive, request.getfixturevalue("site"))
    assert story["people"] == {"en": ["eleanor hartwell"]}


def test_a_covered_picture_is_not_named(archive: Archive, site: Path) -> None:
    assert "quay-" not in json.dumps([one["shown"] for one in exported(archive, site)])


def test_the_mapping_has_the_languages_of_the_archive(archive: Archive, site: Path) -> None:
    exported(archive, site)
    mapping = json.loads((archive.root.parent / "out/mapping.json").read_text(encoding="utf-8"))
    assert set(mapping["mappings"]["properties"]["text"]["properties"]) == {"en", "plain"}


def test_the_same_archive_goes_out_in_the_same_bytes(archive: Archive, site: Path) -> None:
    out = archive.root.parent / "out"
    exported(archive, site)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "bulk-0002.ndjson").write_bytes(b"of an export before\n")
    exported(archive, site)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_it_says_what_was_written(
    archive: Archive, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(archive, site)
    assert "1 story with its photographs is in 1 file" in capsys.readouterr().out


def test_an_archive_that_was_not_built_is_told_as_such(
    archive: Archive, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (accession.doctrees_beside(site, archive.root) / NAME).unlink()
    words = ["export", "opensearch", "--archive", str(archive.root), "--site", str(site)]
    assert command_line.main(words) == 1
    assert "build it with `broadsheet build html`" in capsys.readouterr().err


def test_it_loads_no_sphinx(archive: Archive, site: Path) -> None:
    words = ["export", "opensearch", "--archive", str(archive.root), "--site", str(site)]
    words += ["--out", str(archive.root.parent / "out")]
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words], capture_output=True, text=True, check=True
    )
    assert {"sphinx", "docutils", "numpy"}.isdisjoint(done.stdout.split())
