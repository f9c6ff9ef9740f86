"""The ledger of what pages are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broadsheet.html.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_stands_when_it_is_made_of_the_same_again(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "pages.json")
    assert not first.stands("a.html", "1")
    first.write()
    again = Ledger(tmp_path / "pages.json")
    assert again.stands("a.html", "1")
    assert not again.stands("b.html", "1")


def test_nothing_counts_before_it_is_written(tmp_path: Path) -> None:
    Ledger(tmp_path / "pages.json").stands("a.html", "1")
    assert not Ledger(tmp_path / "pages.json").stands("a.html", "1")


def test_a_page_that_is_not_noted_again_is_gone(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "pages.json")
    first.stands("a.html", "1")
    first.stands("b.html", "1")
    first.write()
    again = Ledger(tmp_path / "pages.json")
    again.stands("b.html", "2")
    assert again.gone() == ["a.html"]


@pytest.mark.parametrize("spoilt", ["", "[1, 2]", '{"a": ', "\udcff"])
def test_a_spoilt_ledger_is_an_empty_one(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "pages.json").write_bytes(spoilt.encode("utf-8", "surrogateescape"))
    assert Ledger(tmp_path / "pages.json").gone() == []


def test_each_site_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    one = Ledger.beside(tmp_path, tmp_path / "one")
    one.stands("a.html", "1")
    one.write()
    assert not Ledger.beside(tmp_path, tmp_path / "two").stands("a.html", "1")


@pytest.mark.parametrize("address", ["../a.html", "a/../../b.html", "/etc/hosts", "a/.."])
def test_nothing_outside_of_the_site_is_gone(tmp_path: Path, address: str) -> None:
    (tmp_path / "pages.json").write_text(f'{{"{address}": "1", "a/b.html": "1"}}')
    assert Ledger(tmp_path / "pages.json").gone() == ["a/b.html"]
