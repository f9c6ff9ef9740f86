"""Fixity: files that appear whole, and their checksums."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from broadsheet import fixity

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_checksum_of_nothing_is_the_known_one() -> None:
    assert fixity.sha256(b"") == EMPTY


def test_a_file_has_the_checksum_of_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 1_000_000)
    assert fixity.sha256_of_file(file) == fixity.sha256(b"x" * 1_000_000)


@pytest.mark.parametrize(
    ("data", "written"),
    [("灯\r\n", "灯\r\n".encode()), (b"\x00\xff", b"\x00\xff"), ("", b"")],
)
def test_what_is_written_is_there_byte_for_byte(
    tmp_path: Path, data: str | bytes, written: bytes
) -> None:
    fixity.write_whole(tmp_path / "new/folder/a", data)
    assert (tmp_path / "new/folder/a").read_bytes() == written


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    fixity.write_whole(tmp_path / "a", "x")
    fixity.write_whole(tmp_path / "a", "y")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_everybody_may_read_what_was_written(tmp_path: Path) -> None:
    fixity.write_whole(tmp_path / "a", "x")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b").write_text("x")
    with pytest.raises(OSError, match=r"a"):
        fixity.write_whole(tmp_path / "a", "y")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]
    assert (tmp_path / "a/b").read_text() == "x"


def test_a_text_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(UnicodeEncodeError):
        fixity.write_whole(tmp_path / "a", "\ud800")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["x"]


def test_a_file_that_is_shared_is_there_whole(tmp_path: Path) -> None:
    source, path = tmp_path / "a.pdf", tmp_path / "site" / "b.pdf"
    for text in ("one", "another"):
        fixity.write_whole(source, text)
        fixity.share_whole(source, path)
        assert path.read_text() == text
    assert path.samefile(source)
    assert [file.name for file in path.parent.iterdir()] == ["b.pdf"]


def test_a_file_that_is_shared_already_stays(tmp_path: Path) -> None:
    source, path = tmp_path / "a.pdf", tmp_path / "b.pdf"
    fixity.write_whole(source, "one")
    for _again in range(2):
        fixity.share_whole(source, path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


def test_a_file_is_copied_where_a_disk_knows_but_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_words: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    source, path = tmp_path / "a.pdf", tmp_path / "b.pdf"
    fixity.write_whole(source, "one")
    fixity.share_whole(source, path)
    assert (path.read_text(), path.samefile(source)) == ("one", False)


def test_only_a_file_of_the_folder_itself_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "in/a.txt"):
        (tmp_path / name).write_text("a")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "a.txt")
    names = ("a.txt", "../a.txt", "link.txt", "gone.txt", "a\0b", "", ".", "..", "n" * 5000)
    assert [name for name in names if fixity.beside(tmp_path / "in", name)] == ["a.txt"]
