"""Addresses: links that lead there from anywhere, and names that no two pictures share."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.model import urls

PARTS = st.text(st.sampled_from("ab_~-. %#?:&é灯"), min_size=1, max_size=4).filter(
    lambda part: set(part) != {"."}
)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


def test_a_page_is_a_file() -> None:
    assert urls.page("1926/05/strike/index") == "1926/05/strike/index.html"


def test_the_page_of_a_year_lies_in_its_folder() -> None:
    assert (urls.year("1926"), urls.undated()) == ("1926/index", "undated/index")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("1926/05/strike/meeting.jpg", "1926_05_strike_meeting.jpg"),
        ("1926/05/strike/IMG_1.jpg", "1926_05_strike_IMG~_1.jpg"),
        ("undated/灯台/灯.png", "undated_灯台_灯.png"),
    ],
)
def test_a_picture_is_named_by_its_path(path: str, name: str) -> None:
    assert urls.picture(path) == name


def test_a_very_long_path_gives_a_name_that_fits_a_disk() -> None:
    name = urls.picture("1926/" + "灯" * 60 + "/" + "灯" * 60 + ".jpg")
    assert len(name.encode()) < 255
    assert name.endswith(".jpg")


@given(PATHS, PATHS)
def test_no_two_pictures_share_a_name(first: str, second: str) -> None:
    assume(first != second)
    assert urls.picture(first) != urls.picture(second)


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("index.html", "1926/index.html", "1926/index.html"),
        ("1926/05/strike/index.html", "index.html", "../../../index.html"),
        ("1926/05/strike/index.html", "1926/05/lamp/index.html", "../lamp/index.html"),
        ("1926/index.html", "1926/index.html", "index.html"),
        ("1926/index.html", "_static/broadsheet.css", "../_static/broadsheet.css"),
        ("index.html", "2024/100%/a#b?/index.html", "2024/100%25/a%23b%3F/index.html"),
        ("index.html", "a:b/index.html", "a%3Ab/index.html"),
    ],
)
def test_a_link_is_relative(source: str, target: str, link: str) -> None:
    assert urls.relative(source, target) == link


@given(PATHS, PATHS)
def test_a_link_leads_to_its_target_from_every_page(source: str, target: str) -> None:
    base = posixpath.join("https://example.org/", *map(_quoted, source.split("/")))
    reached = urljoin(base, urls.relative(source, target))
    assert unquote(reached.removeprefix("https://example.org/")) == target


def _quoted(part: str) -> str:
    return urls.relative("x", part)


@pytest.mark.parametrize(
    ("place", "docname", "address"),
    [
        ("pdf", "1926/05/strike/index", "pdf/1926/05/strike.pdf"),
        ("../pdf/", "1926/strike", "../pdf/1926/strike.pdf"),
    ],
)
def test_a_pdf_is_named_after_its_entry(place: str, docname: str, address: str) -> None:
    assert urls.pdf(place, docname) == address


@pytest.mark.parametrize(
    ("site", "path"),
    [
        ("", "/"),
        ("https://a.example", "/"),
        ("https://a.example/b/", "/b/"),
        ("https://a.example/b c/%C3%A9", "/b%20c/%C3%A9/"),
    ],
)
def test_the_root_of_a_site_is_a_path_on_its_host(site: str, path: str) -> None:
    assert urls.home(site) == path


def test_a_photo_is_called_by_its_file_wherever_it_stands() -> None:
    before = urls.anchors(["quay.jpg", "The Fair.png"])
    assert before == ["photo-quay.jpg", "photo-The-Fair.png-a39e42d1"]
    assert urls.anchors(["new.jpg", "The Fair.png", "quay.jpg"])[1:] == before[::-1]


@given(st.lists(st.text() | st.sampled_from(["a.jpg", "a.jpg-2", "a b.jpg", "a-b.jpg"])))
def test_no_two_photos_of_a_page_share_an_id(files: list[str]) -> None:
    anchors = urls.anchors(files)
    assert len(set(anchors)) == len(files)
    assert all(re.fullmatch(r"photo-[\w.-]+", one, re.ASCII) for one in anchors)
