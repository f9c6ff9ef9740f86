"""Formulas on a page: MathML, and their LaTeX where that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Archive

ENTRY = "---\ntitle: Sums\n---\nThe law {{math}}`{0}` holds.\n\n```{{math}}\n{0}\n```\n"


def test_a_formula_is_mathml_with_its_latex_for_who_cannot_see_it(archive: Archive) -> None:
    archive.entry(ENTRY.format(r"a^2 < \sqrt{b}"))
    article = archive.built().article()
    inline, block = article.xpath(".//*[local-name()='math']")
    assert (inline.get("display"), block.get("display")) == ("inline", "block")
    assert inline.get("alttext") == r"a^2 < \sqrt{b}"
    assert [each.text_content() for each in inline.xpath(".//*[local-name()='mo']")] == ["<"]
    assert inline.xpath(".//*[local-name()='msqrt']")


@pytest.mark.parametrize("tex", [r"\frac{1}", "{", r"\unknown"])
def test_what_cannot_be_read_is_shown_as_written(archive: Archive, tex: str) -> None:
    archive.entry(ENTRY.format(tex))
    built = archive.built()
    assert [code.text for code in built.article().xpath(".//code")] == [tex, tex]


def test_a_book_has_the_formula_too(archive: Archive) -> None:
    import zipfile

    archive.entry(ENTRY.format("a^2"))
    (path,) = archive.built("epub").out.rglob("*.epub")
    with zipfile.ZipFile(path) as file:
        assert b'properties="mathml"' in file.read("EPUB/package.opf")


@pytest.mark.parametrize(
    "tex", [r"\href{javascript:x}{y}", r"\style{color:red}{x}", r"\class{a}{b}", r"\color{red}{x}"]
)
def test_a_formula_brings_no_address_style_or_colour(archive: Archive, tex: str) -> None:
    archive.entry(ENTRY.format(tex))
    formulas = archive.built().article().xpath(".//*[local-name()='math']")
    assert [formula.text_content() for formula in formulas] == [tex[-2], tex[-2]]
    for element in [inner for formula in formulas for inner in formula.iterdescendants()]:
        assert not element.keys()
