"""The page about content warnings, and what a strict policy asks of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broadsheet.html.translator import width

if TYPE_CHECKING:
    from tests.conftest import Archive

WARNED = """---
title: {title}
status: {status}
warning: {{text: It is shown., kinds: [{kinds}]}}
---
Text.
"""
GROUPS = "//main//form//legend/text()"


def warned(archive: Archive, title: str, kinds: str, status: str = "published") -> None:
    archive.entry(WARNED.format(title=title, kinds=kinds, status=status), f"1926/{title}")


def test_every_kind_of_the_archive_may_be_chosen_once(archive: Archive) -> None:
    warned(archive, "a", "war, death")
    warned(archive, "b", "Accidents, death")
    page = archive.built().page("warnings.html")
    assert page.xpath(GROUPS) == ["All warnings", "Accidents", "death", "war"]


@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_what_is_not_shown_offers_no_choice(archive: Archive, status: str) -> None:
    warned(archive, "a", "war", status)
    assert archive.built().page("warnings.html").xpath(GROUPS) == ["All warnings"]


def test_a_kind_that_is_gone_is_no_choice_any_more(archive: Archive) -> None:
    warned(archive, "a", "war")
    archive.built()
    archive.entry("---\ntitle: a\n---\nOther text.\n", "1926/a")
    assert archive.built().page("warnings.html").xpath(GROUPS) == ["All warnings"]


def test_the_form_is_there_only_with_the_script_that_keeps_a_choice(archive: Archive) -> None:
    form = archive.built().page("warnings.html").xpath("//main//form")[0]
    assert "hidden" in form.attrib


def test_a_page_of_the_archives_own_takes_its_place(archive: Archive) -> None:
    archive.write("warnings.md", "# Our warnings\n\nOur words.\n")
    assert archive.built().page("warnings.html").xpath("//h1/text()") == ["Our warnings"]


def test_no_page_holds_a_style_or_a_script_of_its_own(archive: Archive, picture: bytes) -> None:
    archive.write("1926/table/a.png", picture)
    archive.entry(
        "---\ntitle: A table\n---\n:::{list-table}\n:widths: 30 70\n* - a\n  - b\n:::\n\n"
        ":::{image} a.png\n:width: 50%\n:alt: A\n:::\n\n"
        ":::{figure} a.png\n:figwidth: 20em\n:alt: A\n\nB\n:::\n",
        "1926/table",
    )
    page = archive.built().page("1926/table/index.html")
    assert (
        page.xpath("//@style | //style | //script[not(@src) and not(contains(@type, 'json'))]")
        == []
    )
    assert page.xpath("//col/@class") == ["w-30", "w-70"]


@pytest.mark.parametrize(
    ("percent", "name"), [(0.1, "w-5"), (33.3, "w-35"), (50, "w-50"), (99, "w-100"), (250, "w-100")]
)
def test_a_width_is_one_of_twenty(percent: float, name: str) -> None:
    assert width(percent) == name
