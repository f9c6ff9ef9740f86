"""Entries made by chance, of everything that an entry may hold: strategies of hypothesis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

PICTURE = "picture.png"
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "äöüßéèêñçøåœæÅÉÑ",
    "αβγδεζηθικλμνξοπρστυφχψωΑΒΓ",
    "абвгдежзиклмнопрстуфхцчшщэюяАБВ",
)
"""Letters that stand from left to right, and that Typst's own fonts have."""

FORMULAS = (
    *(r"a^2 + b^2 = c^2", r"\frac{1}{1+x}", r"\sqrt[3]{x}", r"\sum_{i=1}^{n} i", r"\hat{x}"),
    *(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", r"\lim_{x \to 0} \frac{\sin x}{x}"),
    *(r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}", r"\left( \frac{a}{b} \right]"),
    *(
        r"\int_0^\infty e^{-x}\,\mathrm{d}x",
        r"\binom{n}{k}",
        r"\overline{ab}",
        r"\underbrace{a}_{n}",
    ),
    *(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", r"\vec{v} \cdot \mathbf{w}", "x < y"),
)
FORMULA = re.compile(r"```\{math\}\n.*?\n```|\{math\}`[^`]*`", re.DOTALL)
LANGUAGES = ("en", "de", "fr", "el", "ru", "pl", "en-GB")

words = st.sampled_from(ALPHABETS).flatmap(
    lambda letters: st.text(letters, min_size=1, max_size=11)
)
phrases = st.lists(words, min_size=1, max_size=7).map(" ".join)
prose = st.lists(words, min_size=1, max_size=90).map(" ".join)
formulas = st.sampled_from(FORMULAS)


def _run(around: str) -> SearchStrategy[str]:
    """Some words within markup, as `*{}*`."""
    return phrases.map(lambda said: around.replace("{}", said))


runs = st.one_of(
    prose,
    phrases,
    *map(_run, ("*{}*", "**{}**", "***{}***", "`{}`", "[{}](https://example.org/x)")),
    *map(_run, ("{sub}`{}`".replace("{sub}", "\x01sub\x02"),)),
    formulas.map(lambda tex: f"{{math}}`{tex}`"),
).map(lambda said: said.replace("\x01", "{").replace("\x02", "}"))
paragraphs = st.lists(runs, min_size=1, max_size=5).map(" ".join)


def _lines(marks: str, least: int = 1) -> SearchStrategy[str]:
    """A list whose items begin with *marks*."""
    items = st.lists(phrases, min_size=least, max_size=5)
    return items.map(lambda said: "\n".join(f"{marks}{item}" for item in said))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


@st.composite
def tables(draw: st.DrawFn, widths: tuple[int, ...]) -> str:
    """A table with a head, and as many columns as one of *widths*."""
    columns = draw(st.sampled_from(widths))
    cells = st.lists(phrases, min_size=columns, max_size=columns)
    head, *rows = draw(st.lists(cells, min_size=1, max_size=4))
    return "\n".join([_row(head), _row(["---"] * columns), *map(_row, rows)])


@st.composite
def listed_tables(draw: st.DrawFn) -> str:
    """A table with a title, whose first row, and perhaps first column, is a head."""
    rows = draw(st.lists(st.tuples(phrases, phrases), min_size=2, max_size=4))
    body = "\n".join(f"* - {left}\n  - {right}" for left, right in rows)
    stub = draw(st.sampled_from(("", ":stub-columns: 1\n", ":widths: 1 3\n")))
    return f":::{{list-table}} {draw(phrases)}\n:header-rows: 1\n{stub}{body}\n:::"


def _directive(opening: str, *, inner: SearchStrategy[str] = paragraphs) -> SearchStrategy[str]:
    """A directive that begins with *opening*, in which `{}` stands for some words."""
    return st.tuples(phrases, inner).map(
        lambda said: f"::::{opening.replace('{}', said[0])}\n{said[1]}\n::::"
    )


@st.composite
def footnotes(draw: st.DrawFn) -> str:
    """A paragraph that calls a note."""
    name = draw(st.integers(1, 10**6))
    return f"{draw(phrases)}[^n{name}] {draw(phrases)}\n\n[^n{name}]: {draw(phrases)}"


pictures = st.tuples(phrases, phrases, phrases).map(
    lambda said: (
        f":::{{photo}} {PICTURE}\n:alt: {said[0]}\n:caption: {said[1]}\n:credit: {said[2]}\n:::"
    )
)
blocks = st.one_of(
    paragraphs,
    paragraphs,
    _run("## {}"),
    _run("#### {}"),
    _lines("- "),
    _lines("1. "),
    _lines("> "),
    phrases.flatmap(lambda term: phrases.map(lambda said: f"{term}\n: {said}")),
    tables((1, 2, 3, 4)),
    listed_tables(),
    footnotes(),
    pictures,
    prose.map(lambda said: f"```\n{said}\n```"),
    formulas.map(lambda tex: f"```{{math}}\n{tex}\n```"),
    _directive("{note}"),
    _directive("{admonition} {}"),
    _directive("{pullquote}\n:by: {}"),
    _directive("{correction}\n:date: 1926-05"),
    _directive("{content-warning} {}"),
    _directive("{content-warning} {}", inner=pictures),
    _directive("{archivist-note}"),
    _directive("{epigraph}"),
    _directive("{topic} {}"),
    _directive("{sidebar} {}"),
    _directive("{dropdown} {}"),
    _directive("{card} {}"),
    _run(":::{dateline} {}\n:::"),
    _run(":::{byline} {}\n:::"),
    _run(":::{rubric} {}\n:::"),
    _run(":::{related} {}\n:::"),
    st.just("---"),
)


def without_formulas(text: str) -> str:
    """The entry *text* without its formulas, whose signs stand in no line."""
    return FORMULA.sub("", text)


@st.composite
def entries(draw: st.DrawFn, *, wide: bool = True) -> str:
    """The source of an entry; where it shows a picture, that is called `PICTURE`.

    Without *wide*, it has no table that is wider than a page.
    """
    head = {
        "title": draw(phrases),
        "standfirst": draw(st.just("") | phrases),
        "byline": draw(st.just("") | phrases),
        "language": draw(st.sampled_from(LANGUAGES)),
        "published": draw(st.sampled_from(("1926-05-04", "1903", "1944-06~"))),
    }
    said = "\n".join(f'{name}: "{value}"' for name, value in head.items() if value)
    body = "\n\n".join(
        draw(st.lists(blocks | tables((12,)) if wide else blocks, min_size=1, max_size=9))
    )
    return f"---\n{said}\n---\n\n{body}\n"
