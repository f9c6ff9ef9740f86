"""LaTeX's mathematics is set as mathematics, or printed as it was typed."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pdf.entries_made import FORMULAS

from broadsheet.mathematics import UntranslatableError
from broadsheet.pdf.formulas import formula
from broadsheet.pdf.room import template_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Printed

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PARTS = {
    "letters are variables": ("x", '#symbol("x")'),
    "numbers are upright": ("12", '#"12"'),
    "functions have names": (r"\sin x", '#math.op("sin")#symbol("x")'),
    "limits stand below": (r"\lim_{x} y", 'b: [#symbol("x")]'),
    "fractions": (r"\frac{a}{2}", '#math.frac([#symbol("a")], [#"2"])'),
    "roots": (r"\sqrt[3]{x}", '#math.root([#"3"], [#symbol("x")])'),
    "powers and indices": (r"x_1^2", '#math.attach([#symbol("x")], b: [#"1"], t: [#"2"])'),
    "accents": (r"\hat{x}", "#math.accent("),
    "lines over": (r"\overline{ab}", "#math.overline("),
    "braces below": (r"\underbrace{a}_{n}", "#math.underbrace("),
    "brackets that grow": (r"\left( a \right]", "#math.lr("),
    "matrices": (r"\begin{pmatrix} 1 & 2 \end{pmatrix}", "#math.mat("),
    "binomials": (r"\binom{n}{k}", "#math.lr("),
    "aligned lines": (r"\begin{aligned} a &= b \end{aligned}", "#align-point"),
    "words": (r"\text{if } x", '#text("if ")'),
    "upright letters": (r"\mathrm{d}x", '#text("d")'),
    "crossed out": (r"\cancel{x}", "#math.cancel("),
    "quotation marks are no code": ('\\text{"}', '#text("\\"")'),
}


@pytest.mark.parametrize("name", PARTS)
def test_each_part_has_its_translation(name: str) -> None:
    tex, typed = PARTS[name]
    assert typed in formula(tex, block=False)


@pytest.mark.parametrize(
    "tex",
    [r"\foo{x}", r"\frac{1", "", "  ", "{", r"\ce{H2O}", "x" * 5000, "^", r"\left( x", "{" * 99],
)
def test_what_cannot_be_set_is_said(tex: str) -> None:
    with pytest.raises(UntranslatableError):
        formula(tex, block=False)


def compiled(sources: list[str]) -> bytes:
    """A PDF of formulas, with the template's functions."""
    head = '#set document(title: "T", date: auto)'
    body = "\n\n".join(f"#{source}" for source in sources)
    made = typst.compile(
        f"{template_source()}\n{head}\n{body}\n".encode(),
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
    )
    assert isinstance(made, bytes)
    return made


def test_every_formula_is_set_in_an_accessible_pdf() -> None:
    sources = [formula(tex, block=block) for tex in FORMULAS for block in (True, False)]
    assert compiled(sources).startswith(b"%PDF")


PIECES = st.sampled_from(
    [
        *(r"\frac", "{", "}", "^", "_", "x", "1", "&", r"\\", r"\left(", r"\right)", "'", " ", "+"),
        *(r"\sqrt", "[", "]", r"\begin{matrix}", r"\end{matrix}", r"\sum", r"\hat", r"\text{a b}"),
        *(
            r"\begin{cases}",
            r"\end{cases}",
            r"\binom",
            r"\overline",
            r"\not",
            r"\,",
            "é",
            "日",
            "<",
        ),
        *(
            r"\stackrel",
            r"\xrightarrow",
            r"\boxed",
            r"\phantom",
            r"\limits",
            r"\int",
            "\x00",
            '"',
            "#",
        ),
    ]
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=30))
def test_whatever_is_typed_is_set_or_refused_and_never_stops_the_printer(texts: list[str]) -> None:
    sources = []
    for tex in texts:
        try:
            sources.append(formula(tex, block=True))
        except UntranslatableError:
            continue
    compiled(sources or ["[]"])


def test_a_formula_that_cannot_be_set_is_printed_as_it_was_typed(
    printed: Callable[..., Printed],
) -> None:
    text = "---\ntitle: T\n---\nBefore {math}`\\foo{x}` after, {math}`x^2` too.\n"
    result = printed({"1926/a/index.md": text})
    told = [fault for fault in result.heard if fault.kind == "bad_math"]
    assert [(fault.line, "`\\foo` is not known" in fault.message) for fault in told] == [(4, True)]
    assert r"Before \foo{x} after, 𝑥2 too." in result.text("1926/a")


def test_a_formula_tells_a_screen_reader_its_latex(printed: Callable[..., Printed]) -> None:
    result = printed({"1926/a/index.md": "---\ntitle: T\n---\n```{math}\ne = m c^2\n```\n"})
    written = result.pdf("1926/a").read_bytes()
    assert "bad_math" not in result.kinds()
    assert "/Formula" in structure(written)


def structure(pdf: bytes) -> str:
    """What a PDF holds, unpacked."""
    told = pdf.decode("latin-1")
    for stream in STREAM.findall(pdf):
        with suppress(zlib.error):
            told += zlib.decompress(stream).decode("latin-1")
    return told
