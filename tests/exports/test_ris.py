"""RIS, BibLaTeX and CSL-JSON, each as the programs that read them expect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from broadsheet.exports import bibtex, csl, ris
from broadsheet.model import bibliography

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.catalogue import Record

ADDRESS = "https://archive.example.org/a.html"


@pytest.fixture
def strike(story: Callable[..., Record]) -> Record:
    """A story of which much is known."""
    return story(
        authors=["Ann Smith", {"name": "NCPA", "role": "agency"}, {"name": "E", "role": "editor"}],
        published="1926-05-07",
        publication="The Packet",
        edition="Late City",
        section="News",
        page="1–3",
        language="en-GB",
    )


def test_ris_says_what_is_known(strike: Record) -> None:
    said = ris.text(bibliography.item(strike, ADDRESS, "The Archive"))
    assert said.split("\r\n") == [
        "TY  - NEWS",
        "ID  - rg19mpdc5s",
        "AU  - Ann Smith",
        "AU  - NCPA",
        "TI  - Eight Thousand on the Quay",
        "T2  - The Packet",
        "ET  - Late City",
        "SE  - News",
        "LA  - en-GB",
        "DB  - The Archive",
        f"UR  - {ADDRESS}",
        "SP  - 1",
        "EP  - 3",
        "DA  - 1926/05/07/",
        "PY  - 1926",
        "ER  - ",
        "",
    ]


def test_ris_has_no_year_for_a_date_that_is_not_certain(story: Callable[..., Record]) -> None:
    said = ris.text(bibliography.item(story(published="circa 1912"), ""))
    assert ("DA  - ///[ca. 1912]" in said, "PY" in said) == (True, False)


def test_a_line_of_ris_cannot_begin_another(story: Callable[..., Record]) -> None:
    said = ris.text(bibliography.item(story(title="A\r\nER  - \r\nTY  - JOUR"), ""))
    assert [line for line in said.split("\r\n") if line.startswith("TY")] == ["TY  - NEWS"]


def test_biblatex_says_what_is_known(strike: Record) -> None:
    said = bibtex.text(strike, bibliography.item(strike, ADDRESS))
    assert said.splitlines() == [
        "@article{rg19mpdc5s,",
        "  title = {{Eight Thousand on the Quay}},",
        "  author = {{Ann Smith} and {NCPA}},",
        "  journaltitle = {The Packet},",
        "  edition = {Late City},",
        "  titleaddon = {News},",
        "  pages = {1--3},",
        "  date = {1926-05-07},",
        f"  url = {{{ADDRESS}}},",
        "  language = {en-GB},",
        "  entrysubtype = {newspaper},",
        "}",
    ]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("circa 1912", "1912~"),
        ("c. 1912?", "1912%"),
        ("196X", "196X"),
        ("1926-05-07T15:48-05:00", "1926-05-07"),
        ("1967/1968", "1967/1968"),
    ],
)
def test_biblatex_has_dates_as_edtf(story: Callable[..., Record], date: str, edtf: str) -> None:
    record = story(published=date)
    said = bibtex.text(record, bibliography.item(record, ""))
    assert f"  date = {{{edtf}}},\n" in said


def test_no_headline_can_break_out_of_biblatex(story: Callable[..., Record]) -> None:
    record = story(title="}} \\input{x} % $5 & #1 ~ ^ _")
    said = bibtex.text(record, bibliography.item(record, ""))
    title = said.splitlines()[1]
    assert (title.count("{"), "\\input{" in title) == (title.count("}"), False)


def test_csl_says_what_is_known(strike: Record) -> None:
    [said] = json.loads(csl.text(bibliography.item(strike, ADDRESS, "The Archive")))
    assert said == {
        "id": "rg19mpdc5s",
        "type": "article-newspaper",
        "title": "Eight Thousand on the Quay",
        "author": [{"literal": "Ann Smith"}, {"literal": "NCPA"}],
        "container-title": "The Packet",
        "edition": "Late City",
        "section": "News",
        "page": "1–3",
        "issued": {"date-parts": [[1926, 5, 7]]},
        "URL": ADDRESS,
        "archive": "The Archive",
        "language": "en-GB",
    }


def test_without_an_address_the_first_one_is_cited(story: Callable[..., Record]) -> None:
    item = bibliography.item(story(url="https://packet.example/a", captured="2011-05-05"), "")
    assert (item["URL"], item["accessed"]) == (
        "https://packet.example/a",
        {"date-parts": [[2011, 5, 5]]},
    )
