"""The table, its description, and the sitemap."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pytest

from broadsheet.exports import catalogue, datapackage, sitemap, table
from broadsheet.model.web import Site, Whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.catalogue import Record


def rows(*records: Record) -> list[dict[str, str]]:
    """The table, read again."""
    return list(csv.DictReader(io.StringIO(table.table(records), newline="")))


def test_a_story_is_a_row(story: Callable[..., Record]) -> None:
    [row] = rows(
        story(
            authors=["Ann", {"name": "T. W.", "role": "photographer"}],
            published="circa 1926",
            topics=["strikes", "fisheries"],
            photos=[{"src": "a.jpg", "credit": "T. W."}],
            warning="The dead.",
        )
    )
    assert {name: value for name, value in row.items() if value not in {"", "0"}} == {
        "id": "rg19mpdc5s",
        "title": "Eight Thousand on the Quay",
        "published": "circa 1926",
        "earliest": "1926-01-01",
        "latest": "1926-12-31",
        "address": "1926/05/strike/index.html",
        "path": "1926/05/strike",
        "topics": "strikes; fisheries",
        "authors": "Ann; T. W. (photographer)",
        "photos": "a.jpg",
        "credits": "T. W.",
        "warnings": "The dead.",
    }


@pytest.mark.parametrize("start", ["=1+1", "+49", "-5", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(story: Callable[..., Record], start: str) -> None:
    [row] = rows(story(title=start, topics=[start]))
    assert (row["title"], row["topics"]) == (f"'{start}", f"'{start}")


def test_a_story_stays_on_its_row(story: Callable[..., Record]) -> None:
    found = rows(story(title='A "b", c', standfirst="two\nlines\r\n=3"), story())
    assert [row["title"] for row in found] == ['A "b", c', "Eight Thousand on the Quay"]
    assert found[0]["standfirst"] == "two lines =3"


def whole(records: list[Record], site: Site, pages: list[str] | None = None) -> Whole:
    """All that is published, with the table and the catalogue already there."""
    held = {"catalogue.csv": table.table(records).encode(), "catalogue.json": b"{}"}
    return Whole(
        site,
        records,
        {record.docname: catalogue.line(record) for record in records},
        pages=pages or [],
        changed={"a.html": "2026-01-02"},
        licence="https://creativecommons.org/publicdomain/zero/1.0/",
        held=held.__getitem__,
    )


def test_the_package_describes_what_is_there(story: Callable[..., Record], site: Site) -> None:
    every = whole([story()], site)
    [file] = datapackage.files(every)
    said = json.loads(file.text())
    resource = said["resources"][0]
    content = every.held("catalogue.csv")
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert [field["name"] for field in resource["schema"]["fields"]] == list(table.HEADS)
    assert said["licenses"] == [
        {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
    ]


def test_every_column_is_described() -> None:
    assert [head for head, words in table.described() if not words] == []


def test_the_sitemap_tells_of_changes_that_are_known(site: Site) -> None:
    files = {
        file.address: file.text() for file in sitemap.files(whole([], site, ["a.html", "b é"]))
    }
    assert files["sitemap.xml"].splitlines()[2:4] == [
        "<url><loc>https://archive.example.org/a.html</loc><lastmod>2026-01-02</lastmod></url>",
        "<url><loc>https://archive.example.org/b%20%C3%A9</loc></url>",
    ]
    assert "Sitemap: https://archive.example.org/sitemap.xml" in files["robots.txt"]


def test_a_long_sitemap_is_in_parts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    files = {file.address: file.text() for file in sitemap.files(whole([], site, list("abc")))}
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml", "robots.txt"]
    assert files["sitemap.xml"].count("<sitemap>") == 2


@pytest.mark.parametrize(
    ("address", "files"),
    [("", []), ("https://a.example/b/", ["sitemap.xml"])],
)
def test_robots_are_told_only_where_they_look(address: str, files: list[str]) -> None:
    found = sitemap.files(whole([], Site("A", address), ["a.html"]))
    assert [file.address for file in found] == files
