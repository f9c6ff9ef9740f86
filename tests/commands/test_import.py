"""`broadsheet import`: what is written, what is told, and what happens the second time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from broadsheet.__main__ import main
from broadsheet.model import frontmatter, ids
from broadsheet.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent.parent / "importers" / "cases"
STORY = CASES / "everything.txt"
FOLDER = "2019/03/ellerys-harbour-wall-gives-way-for-the-second-time-in-a-year"


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[dict[str, Any]]]:
    """A function that imports into `archive/` and gives what `--json` printed."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "conf.py").touch()
    monkeypatch.chdir(tmp_path)

    def imported(*words: str | Path, status: int = 0) -> list[dict[str, Any]]:
        assert main(["import", *map(str, words), "--json"]) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return imported


def kinds(line: dict[str, Any]) -> list[str]:
    """The kinds of complaints in a line of JSON."""
    return [complaint["kind"] for complaint in line["complaints"]]


def test_the_line_of_json_holds_all_that_was_found(run: Callable[..., Any]) -> None:
    (line,) = run(STORY)
    expected = json.loads(STORY.with_suffix(".json").read_text(encoding="utf-8"))
    same = ("title", "byline", "authors", "published", "published_as_printed", "paragraphs")
    assert {key: line[key] for key in same} == {key: expected[key] for key in same}
    assert line["photos"] == [{"src": None, **expected["photos"][0]}]
    assert line["language"] is None
    assert (line["polls"], line["related"]) == (expected["polls"], expected["related"])
    assert (line["warnings"], line["embeds"]) == (
        expected["warnings"],
        [{"kind": "video", "lost": True}],
    )


def test_the_entry_lies_where_its_date_and_title_say(run: Callable[..., Any]) -> None:
    (line,) = run(STORY)
    assert line["path"] == f"archive/{FOLDER}/index.md"
    assert Path(line["path"]).is_file()


def test_the_entry_has_nothing_that_check_would_call_wrong(run: Callable[..., Any]) -> None:
    (line,) = run(STORY)
    found = frontmatter.read(Path(line["path"]).read_text(encoding="utf-8"))
    assert found.complaints + Entry.said(found.values, found.lines)[1] == []


def test_the_original_is_kept_untouched_beside_the_entry(run: Callable[..., Any]) -> None:
    (line,) = run(STORY)
    kept = Path(line["path"]).with_name("original.txt").read_bytes()
    front = frontmatter.read(Path(line["path"]).read_text(encoding="utf-8")).values
    assert kept == STORY.read_bytes()
    assert front["original"] == {
        "file": "original.txt",
        "sha256": hashlib.sha256(kept).hexdigest(),
    }


def test_the_id_is_valid_and_follows_from_the_original_alone(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    (first,), (second,) = run(STORY), run(STORY, "--archive", tmp_path / "other")
    assert ids.check(first["id"])
    assert first["id"] == second["id"]


def test_the_same_text_is_not_imported_twice(run: Callable[..., Any], tmp_path: Path) -> None:
    (first,) = run(STORY)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(STORY.read_bytes())
    before = sorted(Path("archive").rglob("*"))
    (again,) = run(copy)
    assert sorted(Path("archive").rglob("*")) == before
    assert (again["path"], again["id"]) == (first["path"], first["id"])
    assert "already_imported" in kinds(again)


def test_another_story_of_the_same_title_and_month_gets_a_number(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    paths = []
    for ending in ("", "One more word.\n", "Two more words.\n"):
        story = tmp_path / "story.txt"
        story.write_bytes(STORY.read_bytes() + ending.encode())
        paths += [line["path"] for line in run(story)]
    assert paths == [f"archive/{FOLDER}{number}/index.md" for number in ("", "-2", "-3")]


def test_an_id_that_another_entry_has_is_not_given_again(run: Callable[..., Any]) -> None:
    taken = ids.mint(hashlib.sha256(STORY.read_bytes()).hexdigest().encode())
    other = Path("archive/1926/05/strike/index.md")
    other.parent.mkdir(parents=True)
    other.write_text(f"---\ntitle: The strike\nid: {taken}\n---\n", encoding="utf-8")
    (line,) = run(STORY)
    assert ids.check(line["id"])
    assert line["id"] != taken


def test_an_undated_story_goes_to_undated(run: Callable[..., Any]) -> None:
    (line,) = run(CASES / "nothing-but-text.txt")
    assert line["path"] == "archive/undated/untitled/index.md"
    assert (line["published"], line["byline"], line["authors"]) == (None, None, [])


def test_several_files_are_several_entries(run: Callable[..., Any]) -> None:
    lines = run(STORY, CASES / "german.txt")
    assert [line["published"] for line in lines] == ["2019-03-03T07:05", "2024-12-31T15:48"]


def test_one_bad_file_does_not_keep_out_the_others(run: Callable[..., Any]) -> None:
    assert len(run("no-such.txt", STORY)) == 1


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff" * 40, b"%PDF-1.7 \n"])
def test_nothing_to_import_is_one_message_and_status_1(
    data: bytes, run: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_bytes(data)
    assert main(["import", str(story)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run(story, status=1) == []


@pytest.mark.parametrize(
    "words",
    [
        ("import", "--json", "STORY", "--archive", "archive"),
        ("import", "STORY", "--archive", "archive", "--json"),
        ("import", "--archive", "archive", "STORY", "--json"),
        ("import", "--archive=archive", "--json", "STORY"),
    ],
)
def test_the_order_of_the_words_does_not_matter(
    words: tuple[str, ...], run: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run is not None
    assert main([word.replace("STORY", str(STORY)) for word in words]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == f"archive/{FOLDER}/index.md"


def test_the_current_folder_is_the_archive_where_it_has_a_conf(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("archive")
    assert run(STORY)[0]["path"] == f"{FOLDER}/index.md"


def test_without_an_archive_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["import", str(STORY)]) == 1
    assert "--archive" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["-"], []])
def test_standard_input_is_read(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "import", *words, "--archive", "x", "--json"],
        input=STORY.read_bytes(),
        cwd=tmp_path,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert json.loads(done.stdout)["published"] == "2019-03-03T07:05"


def test_the_report_names_every_line_that_is_not_empty(
    run: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run is not None
    assert main(["import", str(STORY)]) == 0
    rows = capsys.readouterr().out.splitlines()
    numbers = {int(row.split()[0]) for row in rows if row.strip() and row.split()[0].isdigit()}
    filled = enumerate(STORY.read_text(encoding="utf-8").split("\n"), start=1)
    assert numbers == {number for number, line in filled if line.strip()}


def test_nothing_half_written_is_left_behind(run: Callable[..., Any]) -> None:
    run(STORY)
    assert [path.name for path in Path("archive").iterdir()] in (
        ["conf.py", "2019"],
        ["2019", "conf.py"],
    )
