"""PDFs inside the site: published with it, linked from their pages, and gone when they are gone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from broadsheet import fixity
from broadsheet.html import papers

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement
    from tests.conftest import Archive, Built

CONF = """project = "Test"
extensions = ["broadsheet"]
html_theme = "broadsheet"
html_baseurl = "https://a.example/"
"""
FROM = 'broadsheet_pdf_from = "../pdf"\n'
STORY = "---\ntitle: {}\npublished: 1926-05-07\n---\nNothing moved.\n"
XMP = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
STRIKE, FAIR, YEAR = "1926/05/strike", "1926/05/fair", "1926"
LONG_SINCE = 10**9


@pytest.fixture
def two(archive: Archive) -> Archive:
    """An archive of two stories, and the PDF of one with a volume."""
    archive.write("conf.py", CONF + FROM)
    archive.entry(STORY.format("The Strike"), STRIKE)
    archive.entry(STORY.format("The Fair"), FAIR)
    pdf(archive, STRIKE, "x" * 120_400)
    pdf(archive, YEAR, XMP.format("Test, 1926 &amp; before"))
    made(archive, STRIKE, FAIR, YEAR)
    return archive


def pdf(archive: Archive, path: str, content: str) -> Path:
    """Write a PDF where the builder of PDFs would."""
    return archive.write(f"../pdf/{path}.pdf", content)


def made(archive: Archive, *paths: str, folder: str = "pdf") -> None:
    """Note which PDFs were made in *folder*, as that builder does."""
    names = "\n".join(f"{path}.pdf" for path in paths)
    place = fixity.folder_name(archive.root.parent / folder)
    archive.write(f"../_build/doctrees/{papers.MADE.format(place)}", names)


def link(built: Built, path: str = STRIKE) -> list[HtmlElement]:
    """The link to the PDF on a story's page."""
    found: list[HtmlElement] = built.page(f"{path}/index.html").xpath("//p[@class='pdf']/a")
    return found


def pdfs(built: Built) -> list[str]:
    """The PDFs in the site."""
    return sorted(name for name in built.files() if name.endswith(".pdf"))


def test_a_story_leads_to_its_pdf_and_says_how_large_it_is(two: Archive) -> None:
    [found] = link(two.built())
    assert found.get("href") == "../../../pdf/1926/05/strike.pdf"
    assert " ".join(found.text_content().split()) == "This story as a PDF (121 kB)"


def test_the_head_names_the_pdf(two: Archive) -> None:
    page = two.built().page(f"{STRIKE}/index.html")
    [named] = page.xpath("//meta[@name='citation_pdf_url']/@content")
    assert named == "https://a.example/pdf/1926/05/strike.pdf"


def test_a_story_whose_pdf_was_not_made_has_no_link(two: Archive) -> None:
    assert link(two.built(), FAIR) == []


def test_the_pdfs_are_in_the_site(two: Archive) -> None:
    built = two.built()
    assert pdfs(built) == ["pdf/1926.pdf", "pdf/1926/05/strike.pdf"]
    assert built.text("pdf/1926/05/strike.pdf") == "x" * 120_400


def test_no_other_pdf_that_lies_there_is_published(two: Archive) -> None:
    pdf(two, "letters", "of somebody else")
    assert "pdf/letters.pdf" not in pdfs(two.built())


def test_a_page_leads_to_the_volumes_by_their_titles(two: Archive) -> None:
    built = two.built()
    [found] = built.page("pdf/index.html").xpath("//ul[@class='papers']//a")
    words = " ".join(found.text_content().split())
    assert (found.get("href"), words) == ("1926.pdf", "1926 & before (1 kB)")
    assert "pdf/index.html" in built.page("index.html").xpath("//nav//a/@href")


def test_the_volume_of_all_has_the_name_of_the_archive(two: Archive) -> None:
    pdf(two, YEAR, XMP.format("Test"))
    page = two.built().page("pdf/index.html")
    assert page.xpath("//ul[@class='papers']//bdi/text()") == ["Test"]


def test_without_volumes_there_is_no_such_page(two: Archive) -> None:
    made(two, STRIKE)
    built = two.built()
    assert "pdf/index.html" not in built.files()
    assert built.page("index.html").xpath("//nav//a[contains(@href, 'pdf')]") == []


def test_without_the_setting_nothing_is_linked_or_published(two: Archive) -> None:
    two.built()
    two.write("conf.py", CONF)
    built = two.built()
    assert (pdfs(built), link(built), "pdf/index.html" in built.files()) == ([], [], False)


def test_a_pdf_that_is_gone_goes_with_its_link(two: Archive) -> None:
    two.built()
    (two.root.parent / f"pdf/{STRIKE}.pdf").unlink()
    built = two.built()
    assert (pdfs(built), link(built)) == (["pdf/1926.pdf"], [])


def test_a_pdf_of_another_size_changes_its_page_and_no_other(two: Archive) -> None:
    built = two.built()
    for path in built.out.rglob("*"):
        os.utime(path, (LONG_SINCE, LONG_SINCE))
    two.write(f"../pdf/{STRIKE}.new", "x" * 250_000).replace(two.root / f"../pdf/{STRIKE}.pdf")
    built = two.built()
    new = {name for name in built.files() if (built.out / name).stat().st_mtime > LONG_SINCE}
    assert new == {f"{STRIKE}/index.html", f"pdf/{STRIKE}.pdf"}
    assert "(250 kB)" in link(built)[0].text_content()


def test_the_pdf_of_a_withdrawn_story_is_not_linked(two: Archive) -> None:
    two.entry(STORY.format("The Strike\nstatus: withdrawn"), STRIKE)
    assert link(two.built()) == []


def test_a_folder_that_is_not_there_is_complained_of(two: Archive) -> None:
    two.write("conf.py", CONF + FROM.replace('pdf"', 'nowhere"'))
    built = two.built()
    assert (built.kinds, link(built)) == (["setting"], [])


def test_a_pdf_without_a_title_has_none(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7 <dc:title> and no more")
    assert not papers.title_of(file)


def test_what_was_made_in_another_folder_is_not_said_of_this_one(two: Archive) -> None:
    made(two, STRIKE, folder="other")
    built = two.built()
    assert pdfs(built) == ["pdf/1926.pdf", "pdf/1926/05/strike.pdf"]
    two.write("conf.py", CONF + FROM.replace("../pdf", "../other"))
    two.write(f"../other/{STRIKE}.pdf", "x")
    assert pdfs(two.built()) == ["pdf/1926/05/strike.pdf"]
