"""The store: what is spoilt is thrown away, and what cannot be had now is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from broadsheet.model.problems import BroadsheetError
from broadsheet.search import store as stores
from broadsheet.search.store import JOURNAL, NAME, Row, SpoiltError, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Spoil = Callable[[Path], object]

ROW = Row.made("a", "en", ["one", "two"], [b"1", b"2"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store of some pages."""
    with closing(Store(tmp_path)) as store:
        store.put(ROW)
        for number in range(50):
            store.put(Row.made(f"b{number}", "en", ["word " * 500], [b"shown"]))
        store.remember("stamp", 1)
    return tmp_path


def no_database(file: Path) -> None:
    file.write_bytes(b"no database" * 100)


def pages_overwritten(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def end_cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 4096 * 5])


def tables_of_another_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as base:
        base.execute("create table rows (number integer)")


def no_text(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"word word", b"\xff\xff\xff\xff word"))


def other_words(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"word word", b"ward ward"))


def a_row_missing(file: Path) -> None:
    with closing(sqlite3.connect(file)) as base:
        base.execute("delete from rows where docname = 'b7'")
        base.commit()


SPOILS = (
    *(no_database, pages_overwritten, end_cut_off, tables_of_another_program),
    *(no_text, other_words, a_row_missing),
)


def used(folder: Path) -> None:
    """Do with the store in *folder* what builds do."""
    with closing(Store(folder)) as store:
        store.check()
        store.digests()
        assert len(list(store.rows(["a", *(f"b{number}" for number in range(50))]))) > 1
        store.put(ROW)


def test_what_was_put_is_there() -> None:
    assert list(ROW.documents) == [("one", b"1"), ("two", b"2")]


def test_rows_are_as_they_were_put(folder: Path) -> None:
    used(folder)
    with closing(Store(folder)) as store:
        assert list(store.rows(["a"])) == [ROW]


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_is_spoilt_is_thrown_away_and_begun_anew(folder: Path, spoil: Spoil) -> None:
    spoil(folder / NAME)
    (folder / JOURNAL).touch()
    with pytest.raises(SpoiltError, match=r"was spoilt, and was thrown away: build .* again"):
        used(folder)
    assert list(folder.iterdir()) == []
    with closing(Store(folder)) as store:
        store.check()
        assert (store.digests(), store.remembered("stamp")) == ({}, None)


def test_nothing_stays_open_of_what_is_spoilt(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*given: object, **named: object) -> sqlite3.Connection:
        made.append(connect(*given, **named))  # type: ignore[call-overload]
        return made[-1]

    no_database(folder / NAME)
    monkeypatch.setattr(sqlite3, "connect", noted)
    with pytest.raises(SpoiltError):
        Store(folder)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("select 1")


def test_a_store_that_another_program_has_is_left_to_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "PATIENCE", 0)
    with closing(sqlite3.connect(folder / NAME)) as other:
        other.execute("begin exclusive")
        with pytest.raises(BroadsheetError, match=r"another program works with .* wait") as told:
            used(folder)
        assert not isinstance(told.value, SpoiltError)
        other.rollback()
    used(folder)


def test_a_store_on_a_full_disk_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = ("pragma max_page_count = 1", *stores.BEGINNING)
    with monkeypatch.context() as patch:
        patch.setattr(stores, "BEGINNING", full)
        with closing(Store(folder)) as store, pytest.raises(BroadsheetError, match="is full"):
            store.put(Row.made("c", "en", ["word " * 50_000], [b""]))
    used(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError, match="cannot be read or written: unable to open"):
        Store(tmp_path / "nowhere")


def test_a_fault_of_ours_throws_nothing_away(folder: Path) -> None:
    store = Store(folder)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.digests()
    used(folder)
