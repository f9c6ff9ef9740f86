"""What a PDF says of itself, in the document information and in XMP: the same, and all of it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.pdf.conftest import print_archive

from broadsheet.model import moments
from broadsheet.model.catalogue import Record, dated
from broadsheet.model.problems import BroadsheetError
from broadsheet.pdf import metadata
from broadsheet.pdf.metadata import Told
from broadsheet.pdf.typesetter import TypesetError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Printed

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
}
STRIKE = """\
---
id: nxc6t9rszt
title: A (Strike) & “More” <b>
standfirst: It began on Monday
authors: ["Smith, Ann", Ben Ash]
published: 1926-05-04
captured: 2011-02-03
topics: labour; work
places: [Ormsea]
language: en-GB
publication: The Packet
url: https://example.org/?a=1&b=2
rights: https://example.org/licence
---
Nobody came.
"""
GONE = STRIKE.replace("publication:", "status: withdrawn\nwithdrawn_because: A court\npublication:")
OLD = "---\ntitle: Old\npublished: 1903\nrights: “No known” <restrictions>\n---\nText.\n"
FILES = {
    "1926/05/strike/index.md": STRIKE,
    "1926/05/gone/index.md": GONE,
    "1903/old/index.md": OLD,
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_archive(tmp_path_factory.mktemp("metadata") / "archive", FILES, conf=VOLUMES)


VOLUMES = 'broadsheet_volumes = ["all"]\n'


def asked(option: str, pdf: Path) -> bytes:
    """What `pdfinfo` says of a PDF."""
    command = ["pdfinfo", option, str(pdf)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def packet(pdf: Path) -> etree._Element:
    """The XMP packet of a PDF."""
    return etree.fromstring(asked("-meta", pdf).strip())


def said(pdf: Path, name: str) -> list[str]:
    """What the packet says under a name, each item by itself."""
    root = packet(pdf)
    items = root.xpath(f"//{name}//rdf:li/text() | //{name}/text()", namespaces=SPACES)
    assert isinstance(items, list)
    return [str(item) for item in items]


def information(pdf: Path) -> dict[str, str]:
    """The document information."""
    lines = asked("-rawdates", pdf).decode().splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name: value.strip() for name, _colon, value in pairs}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dc:title", ["A (Strike) & “More” <b>"]),
        ("dc:description", ["It began on Monday"]),
        ("dc:creator", ["Smith, Ann", "Ben Ash"]),
        ("dc:subject", ["labour", "work", "Ormsea"]),
        ("dc:date", ["1926-05-04"]),
        ("dc:language", ["en-GB"]),
        ("dc:publisher", ["The Packet"]),
        ("dc:identifier", ["nxc6t9rszt"]),
        ("dc:source", ["https://example.org/?a=1&b=2"]),
        ("dc:rights", ["https://example.org/licence"]),
        ("xmpRights:WebStatement", ["https://example.org/licence"]),
    ],
)
def test_a_storys_pdf_says_of_itself(printed: Printed, name: str, expected: list[str]) -> None:
    assert said(printed.pdf("1926/05/strike"), name) == expected


def test_rights_that_are_no_address_are_words(printed: Printed) -> None:
    pdf = printed.pdf("1903/old")
    assert said(pdf, "dc:rights") == ["“No known” <restrictions>"]
    assert said(pdf, "xmpRights:WebStatement") == []


def test_a_date_is_no_sharper_than_it_is_known(printed: Printed) -> None:
    assert said(printed.pdf("1903/old"), "dc:date") == ["1903"]


def test_the_document_information_agrees_with_xmp(printed: Printed) -> None:
    for entry in ("1926/05/strike", "1903/old"):
        pdf = printed.pdf(entry)
        told = information(pdf)
        assert [told["Title"]] == said(pdf, "dc:title")
        assert [told["Subject"]] == said(pdf, "dc:description")
        assert told.get("Author", "") == "; ".join(said(pdf, "dc:creator"))
        assert told.get("Keywords", "") == "; ".join(said(pdf, "dc:subject"))
        assert told.get("Keywords", "") == "".join(said(pdf, "pdf:Keywords"))
        assert [told["Creator"]] == said(pdf, "xmp:CreatorTool")
        assert [digits(told["CreationDate"])] == list(map(digits, said(pdf, "xmp:CreateDate")))
        assert [digits(told["ModDate"])] == list(map(digits, said(pdf, "xmp:ModifyDate")))


def digits(time: str) -> str:
    """The digits of a time, without those of its zone."""
    return re.sub(r"\D", "", time)[:14]


def test_the_times_are_the_storys_day_and_the_last_day_that_is_known(printed: Printed) -> None:
    told = information(printed.pdf("1926/05/strike"))
    assert (told["CreationDate"][:10], told["ModDate"][:10]) == ("D:19260504", "D:20110203")


def test_source_date_epoch_is_the_time_of_the_change(
    print_in: Callable[..., Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    result = print_in(tmp_path / "archive", FILES, conf=VOLUMES)
    pdf, whole = result.pdf("1926/05/strike"), result.out / "volumes" / "the-test-archive.pdf"
    assert information(pdf)["ModDate"] == "D:20010909014640Z"
    assert said(pdf, "xmp:ModifyDate") == ["2001-09-09T01:46:40Z"]
    assert said(pdf, "stEvt:when") == ["2001-09-09T01:46:40Z"] * 2
    assert information(whole)["CreationDate"] == "D:20010909014640Z"


def test_a_withdrawn_storys_pdf_says_little(printed: Printed) -> None:
    pdf = printed.pdf("1926/05/gone")
    for name in ("dc:subject", "dc:date", "dc:source", "dc:description"):
        assert said(pdf, name) == []


def test_a_volume_says_what_it_holds(printed: Printed) -> None:
    pdf = printed.out / "volumes" / "the-test-archive.pdf"
    assert said(pdf, "dc:description") == ["3 stories, 1903–1926"]
    assert said(pdf, "dc:date") == ["1903", "1926"]
    assert "“No known” <restrictions> (1 story)" in said(pdf, "dc:rights")[0]
    assert information(pdf)["ModDate"] == information(pdf)["CreationDate"] == "D:20110203000000Z"


def test_what_is_added_leaves_every_object_where_the_table_says(printed: Printed) -> None:
    pdfs = list(printed.out.rglob("*.pdf"))
    assert len(pdfs) == len(FILES) + 1
    for pdf in pdfs:
        data = pdf.read_bytes()
        start = int(data[data.rindex(b"startxref") :].split()[1])
        head, *entries = data[start:].partition(b"trailer")[0].split(b"\n")[1:]
        assert data[start:].startswith(b"xref\n0 ")
        places = [int(entry[:10]) for entry in entries if entry.strip().endswith(b"n")]
        assert len(places) == int(head.split()[1]) - 1
        for number, place in enumerate(places, 1):
            assert data[place:].startswith(b"%d 0 obj" % number)
        length = re.search(rb"/Length (\d+)/Type/Metadata/Subtype/XML>>\nstream\n", data)
        assert length
        assert data[length.end() + int(length[1]) :].startswith(b"\nendstream")


def test_a_pdf_that_is_not_typsts_is_refused() -> None:
    with pytest.raises(TypesetError, match="not where Typst used to put it"):
        list(metadata.completed(b"%PDF-1.7\nanother program's", Told()))


def test_a_control_character_does_not_break_the_packet() -> None:
    packet = metadata.packet_with("<pdfaid:part>", Told(publisher="a\x00\x0b<\n b"))
    assert "<rdf:li>a &lt; b</rdf:li>" in packet


def test_without_any_date_the_time_is_typsts() -> None:
    assert metadata.changed([Record()], "") == ""


def test_where_only_a_year_is_known_the_time_is_its_first_day() -> None:
    assert metadata.changed([Record(published="1903")], "") == "19030101000000"


def test_a_volume_of_one_year_has_one_date() -> None:
    record = Record.model_validate({"published": "1903", **dated("1903")})
    assert metadata.of_volume([record, record], (), "").dates == ("1903",)


VOLUME = "volumes/the-test-archive"
EXAMPLE = (
    "37 0 obj <</Type/EmbeddedFile/Params<</Size 1/ModDate(D:19700101000000Z)>> is an example."
)
UNKNOWN = {
    "no-date": "---\ntitle: No date\n---\nText.\n",
    "no-day": "---\ntitle: No such day\npublished: 1926-02-30\n---\nText.\n",
    "long-ago": "---\ntitle: Before our era\npublished: -0044-03-15\n---\nText.\n",
}


@pytest.fixture(scope="module")
def timeless(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Stories of which no time is known, and which speak of one that might be theirs."""
    files = {f"undated/{name}/index.md": f"{text}{EXAMPLE}\n" for name, text in UNKNOWN.items()}
    return print_archive(tmp_path_factory.mktemp("timeless") / "archive", files)


@pytest.mark.parametrize("name", [*(f"undated/{name}" for name in UNKNOWN), VOLUME])
def test_where_no_time_is_known_none_is_said(timeless: Printed, name: str) -> None:
    pdf = timeless.pdf(name)
    assert not information(pdf).keys() & {"CreationDate", "ModDate"}
    for told in ("xmp:CreateDate", "xmp:ModifyDate", "stEvt:when"):
        assert said(pdf, told) == []
    attached = re.findall(rb"/Params<<([^>]*)>>>>\nstream", pdf.read_bytes())
    assert attached
    assert [one for one in attached if b"ModDate" in one] == []


def test_a_time_in_what_is_attached_stays(
    timeless: Printed, tmp_path: Path, run_tool: Callable[..., str]
) -> None:
    run_tool("pdfdetach", "-saveall", "-o", tmp_path, timeless.pdf(VOLUME))
    assert EXAMPLE in (tmp_path / "undated_no-date.md").read_text("utf-8")


@pytest.mark.parametrize("said_time", ["²", "abc", "-1", "", "1.5", "99999999999999", "١٢"])
def test_a_source_date_epoch_that_is_no_time_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said_time: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said_time)
    with pytest.raises(BroadsheetError, match=r"SOURCE_DATE_EPOCH is .*, which is no time"):
        print_archive(tmp_path / "archive", FILES)


def test_the_last_second_that_can_be_written_is_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert metadata.changed([], moments.epoch()) == "99991231235959"
