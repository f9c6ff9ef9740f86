"""Accession: where an entry goes, and what an archive has already."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet import accession
from broadsheet.model.draft import Draft, Paragraph
from broadsheet.model.entry import Entry
from broadsheet.model.problems import BroadsheetError


@pytest.mark.parametrize(
    ("published", "folder"),
    [
        ("2024-12-31T15:48", "2024/12"),
        ("2024-12-31", "2024/12"),
        ("2024-12", "2024/12"),
        ("1967", "1967"),
        ("circa 1967", "1967"),
        ("1967-21", "1967"),
        ("1967/1968", "1967"),
        ("196X", "196x"),
        ("19XX", "19xx"),
        ("", "undated"),
    ],
)
def test_the_folder_says_no_more_than_is_known(published: str, folder: str) -> None:
    entry = Entry(title="The strike", published=published)
    assert accession.folder_of(entry) == Path(folder) / "the-strike"


def test_what_a_stranger_calls_an_entry_stays_inside_the_archive(tmp_path: Path) -> None:
    draft = Draft(Entry(title="../../etc/passwd"))
    path, _identifier = accession.add(tmp_path / "archive", draft)
    assert path.is_relative_to(tmp_path / "archive" / "undated")


def test_an_original_is_found_by_its_bytes_alone(tmp_path: Path) -> None:
    path, _identifier = accession.add(tmp_path, Draft(Entry(title="One")), original=b"one")
    assert accession.find_original(tmp_path, b"one") == path
    assert accession.find_original(tmp_path, b"two") is None


def test_the_id_of_an_entry_is_read_from_its_front_matter(tmp_path: Path) -> None:
    path, identifier = accession.add(tmp_path, Draft(Entry(title="One")))
    assert accession.id_of(path) == identifier


def test_two_entries_of_the_same_words_get_two_ids(tmp_path: Path) -> None:
    draft = Draft(Entry(title="One"), (Paragraph("The same."),))
    found = {accession.add(tmp_path, draft)[1] for _ in range(3)}
    assert len(found) == 3


def test_a_folder_that_cannot_be_written_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file", encoding="utf-8")
    with pytest.raises(BroadsheetError, match="cannot be written"):
        accession.add(tmp_path / "archive", Draft(Entry(title="One")))


def test_the_usual_archive_comes_before_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BroadsheetError, match="--archive"):
        accession.archive_at(None)
    (tmp_path / "conf.py").touch()
    assert accession.archive_at(None) == Path()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "conf.py").touch()
    assert accession.archive_at(None) == Path("archive")
    assert accession.archive_at("other") == Path("other")
