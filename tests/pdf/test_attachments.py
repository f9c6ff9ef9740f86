"""What lies in a PDF beside its pages: sources, records and originals, and how they are related."""

from __future__ import annotations

import json
import os
import re
import time
from typing import TYPE_CHECKING

import pytest

from broadsheet.model.catalogue import Record
from broadsheet.pdf import attachments

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Printed

    Print = Callable[..., Printed]

STORY = "---\ntitle: A “Story”\npublished: 1926\noriginal: {file: capture.html}\n---\nText.\n"
CAPTURE = b"<p>As it was \xff</p>"
FILES: dict[str, str | bytes] = {
    "1926/story/index.md": STORY,
    "1926/story/capture.html": CAPTURE,
}
FILE = re.compile(rb"/Type/Filespec/F\((.*?)\).*?/EF<</F (\d+) 0 R.*?/AFRelationship/(\w+)/Desc")


def attached(pdf: Path) -> dict[str, tuple[str, str]]:
    """The files in a PDF by name, with their relationship and media type."""
    data = pdf.read_bytes()
    found = {}
    for name, number, relationship in FILE.findall(data):
        stream = data[data.index(b"\n%b 0 obj\n" % number) :].partition(b"stream")[0]
        kind = re.search(rb"/Subtype/(\S+?)/Params<</Size \d+/ModDate\(D:\d+Z\)", stream)
        assert kind
        found[name.decode()] = (relationship.decode(), kind[1].decode().replace("#2F", "/"))
    return found


def test_source_record_and_original_are_attached_as_what_they_are(printed: Print) -> None:
    assert attached(printed(FILES).pdf("1926/story")) == {
        "1926_story.json": ("Data", "application/json"),
        "1926_story.md": ("Source", "text/markdown"),
        "1926_story_capture.html": ("Source", "text/html"),
    }


def test_what_is_attached_is_what_was_kept(
    printed: Print, run_tool: Callable[..., str], tmp_path: Path
) -> None:
    result = printed(FILES)
    run_tool("pdfdetach", "-saveall", "-o", tmp_path, result.pdf("1926/story"))
    assert (tmp_path / "1926_story.md").read_text("utf-8") == STORY
    assert (tmp_path / "1926_story_capture.html").read_bytes() == CAPTURE
    told = json.loads((tmp_path / "1926_story.json").read_text("utf-8"))
    assert told["archive"] == "The Test Archive"
    assert [entry["title"] for entry in told["entries"]] == ["A “Story”"]


def test_a_large_original_stays_where_it_is_and_the_pdf_says_so(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST", len(CAPTURE) - 1)
    pdf = printed(FILES).pdf("1926/story")
    assert "1926_story_capture.html" not in attached(pdf)
    said = "its original, capture.html (1 kB), is too large to be attached"
    assert said.encode("utf-16-be").hex().upper().encode() in pdf.read_bytes()


def test_an_original_that_is_changed_is_attached_anew(printed: Print) -> None:
    result = printed(FILES)
    before = result.pdf("1926/story").read_bytes()
    capture = result.root / "1926/story/capture.html"
    capture.write_bytes(b"another")
    os.utime(capture, (time.time() + 2,) * 2)
    assert result.again().pdf("1926/story").read_bytes() != before


@pytest.mark.parametrize("name", ["../other/capture.html", "none.html", "link.html", "", "."])
def test_only_a_file_of_the_entrys_own_folder_is_attached(tmp_path: Path, name: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "story").mkdir()
    (tmp_path / "other" / "capture.html").write_bytes(CAPTURE)
    (tmp_path / "story" / "link.html").symlink_to(tmp_path / "other" / "capture.html")
    record = Record.model_validate({"original": {"file": name}})
    assert attachments.original_file(record, tmp_path / "story") is None


@pytest.mark.parametrize(
    ("conf", "whole"), [("", True), ("broadsheet_pdf_without_covered = True\n", False)]
)
def test_an_edition_without_covered_pictures_has_no_original_that_may_show_them(
    printed: Print, conf: str, *, whole: bool
) -> None:
    text = STORY.replace("published:", "warning: The dead are shown\npublished:")
    pdf = printed({**FILES, "1926/story/index.md": text}, conf=conf).pdf("1926/story")
    assert ("1926_story_capture.html" in attached(pdf)) == whole


def test_nothing_is_attached_to_a_tombstone(printed: Print, run_tool: Callable[..., str]) -> None:
    text = STORY.replace("published:", "status: withdrawn\nwithdrawn_because: x\npublished:")
    pdf = printed({**FILES, "1926/story/index.md": text}).pdf("1926/story")
    assert "0 embedded files" in run_tool("pdfdetach", "-list", pdf)


def test_a_volume_holds_every_source_and_one_file_of_records(
    printed: Print, run_tool: Callable[..., str], tmp_path: Path
) -> None:
    gone = STORY.replace("published:", "status: withdrawn\nwithdrawn_because: x\npublished:")
    files = {
        **FILES,
        "1926/a_b/index.md": "---\ntitle: One\npublished: 1926\n---\n",
        "1926/a/b/index.md": "---\ntitle: Other\npublished: 1926\n---\n",
        "1926/gone/index.md": gone,
    }
    result = printed(files, conf='broadsheet_volumes = ["year"]\n')
    assert not result.heard
    run_tool("pdfdetach", "-saveall", "-o", tmp_path, result.out / "volumes" / "1926.pdf")
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    sources = {"1926_a_b.md", "1926_a_b_.md", "1926_story.md"}
    assert names == sources | {"catalogue.json", "sha256sums.txt"}
    told = json.loads((tmp_path / "catalogue.json").read_text("utf-8"))
    assert {entry["title"] for entry in told["entries"]} == {"A “Story”", "One", "Other"}


def test_an_original_whose_name_no_disk_can_have_leaves_the_pdf_as_it_is(printed: Print) -> None:
    story = f"---\ntitle: T\noriginal: {{file: {'a' * 300}.html}}\n---\nText.\n"
    result = printed({"1926/t/index.md": story})
    assert "pdf_failed" not in result.kinds()
    assert result.pdf("1926/t").exists()
