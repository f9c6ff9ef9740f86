"""A setting of the wrong form is told, and its default is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broadsheet import config

if TYPE_CHECKING:
    from tests.conftest import Archive


@pytest.mark.parametrize(
    "address",
    ["", "/find/archive", "https://search.example.org/archive", "http://127.0.0.1:9200/a"],
)
def test_the_address_of_a_search_server_is_on_the_web_or_below_the_site(address: str) -> None:
    assert config.SERVER.fullmatch(address)


@pytest.mark.parametrize(
    "address",
    ["archive", "//search.example.org/archive", "ftp://a/b", "/find/", "/a b", "https://a/b?q=1"],
)
def test_what_is_no_address_is_no_search_server(address: str) -> None:
    assert not config.SERVER.fullmatch(address)


def test_a_wrong_search_server_is_told_and_not_asked(archive: Archive) -> None:
    settings = (archive.root / "conf.py").read_text(encoding="utf-8")
    archive.write("conf.py", f'{settings}\nbroadsheet_search_server = "archive"\n')
    built = archive.built()
    assert built.kinds == ["setting"]
    assert "data-server" not in built.text("search/index.html")


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("entries = 5", "not a list of texts"),
        ("entries = None", "not a list of texts"),
        ('entries = "1*"', "not a list of texts"),
        ("volumes = 5", "not a list of texts"),
        ('volumes = [["year"]]', "not a list of texts"),
        ('volumes = ["decade"]', "not a list of any of 'year'"),
        ("search_server = None", "not a text"),
        ('people = ["people.yaml"]', "not a text"),
        ("pdf = 5", "not a text"),
        ('history = "no"', "neither `True` nor `False`"),
        ("pdf_columns = True", "not a number"),
        ("pdf_paper = []", "not a text"),
    ],
)
def test_a_setting_of_another_kind_is_told_and_ends_no_build(
    archive: Archive, setting: str, told: str
) -> None:
    settings = (archive.root / "conf.py").read_text(encoding="utf-8")
    archive.write("conf.py", f"{settings}\nbroadsheet_{setting}\n")
    archive.entry("---\ntitle: Bridge\npublished: 1926\n---\nIt opened.\n")
    built = archive.built("dummy")
    (heard,) = built.heard
    assert (heard.kind, told in heard.message) == ("setting", True)
