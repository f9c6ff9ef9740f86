"""What becomes of everything that an entry can hold: its words, in their order, on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Printed

CASES = {
    "emphasis": ("*a* **b** ***c*** `d`", "a b c d"),
    "link": (
        "[word](https://example.org/x) and <https://example.org>",
        "word and https://example.org",
    ),
    "line-break": ("one\\\ntwo", "one two"),
    "heading": ("# One\n\n## Two\n\n#### Four\n\ntext", "One Two Four text"),
    "bullets": ("- a\n- b\n  - c", "• a • b – c"),
    "numbers": ("3. a\n4. b", "3. a 4. b"),
    "definitions": ("Term\n: meaning\n\n  more", "Term meaning more"),
    "quotation": ("> quoted\n> > deeper", "quoted deeper"),
    "epigraph": (":::{epigraph}\nWords\n\n-- Somebody\n:::", "Words — Somebody"),
    "table": ("| a | b |\n| - | - |\n| c | d |", "a b c d"),
    "list-table": (
        ":::{list-table} Title\n:header-rows: 1\n:widths: 1 2\n* - a\n  - b\n* - c\n  - d\n:::",
        "Title a b c d",
    ),
    "code": ("```\nif a:\n    b  # c\n```", "if a: b # c"),
    "admonition": (":::{note}\nmind\n:::", "Note mind"),
    "titled": (":::{admonition} Mark *this*\nmind\n:::", "Mark this mind"),
    "break": ("a\n\n---\n\nb", "a ⁂ b"),
    "card": ("::::{grid} 1\n:::{grid-item-card} Card\nbody\n:::\n::::", "Card body"),
    "dropdown": (":::{dropdown} Opens\nbody\n:::", "Opens body"),
    "tabs": ("::::{tab-set}\n:::{tab-item} One\nbody\n:::\n::::", "One body"),
    "poll": (":::{poll} Why?\n:total: 9\n- so | 60%\n:::", "Reader poll Why? • so: 60% 9 answered"),
    "correction": (
        ":::{correction}\n:date: 1926-05\nIt was Ann.\n:::",
        "Correction, May 1926 It was Ann.",
    ),
    "pullquote": (":::{pullquote}\n:by: Ann\nBig words\n:::", "Big words — Ann"),
    "archivist-note": (":::{archivist-note}\nTorn.\n:::", "Archivist’s note Torn."),
    "related": (":::{related} Another Story\n:::", "Related story Another Story"),
    "embed": (":::{embed}\n:lost:\n:::", "Post What stood here was embedded"),
    "dateline": (":::{dateline} LONDON, May 4\n:::", "LONDON, May 4"),
    "marks": ("{sic}`teh` {illegible}`two words`", "teh [sic] [illegible: two words]"),
    "warning": (
        "::::{content-warning} Blood\n:kinds: injury\nThe covered text.\n::::",
        "Content warning: Blood (injury) The covered text.",
    ),
    "markup": (
        "\\# * _ $ @ \\\\ \\< > { } [ ] \" ' \\` ~ // /* - + = :",
        "# * _ $ @ \\ < > { } [ ] \" ' ` ~ // /* - + = :",
    ),
    "dashes": ('-- and --- and ... and "quoted"', '-- and --- and ... and "quoted"'),
    "footnote": ("word[^a] again[^a].\n\n[^a]: The note.", "word1 again1. 1The note."),
    "inner-link": ("[there](#place)\n\n(place)=\n## Place\n", "there Place"),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, print_in: Callable[..., Printed]) -> Printed:
    """All the cases, as stories of one archive."""
    files = {
        f"1926/{name}/index.md": f"---\ntitle: Headline\n---\n{text}\n"
        for name, (text, _) in CASES.items()
    }
    return print_in(tmp_path_factory.mktemp("cases") / "archive", files)


@pytest.mark.parametrize("name", CASES)
def test_the_words_are_printed(cases: Printed, name: str) -> None:
    assert f"Headline {CASES[name][1]}" in cases.text(f"1926/{name}")


def test_nothing_was_refused(cases: Printed) -> None:
    assert not cases.kinds() & {"pdf_failed", "unknown_node", "no_glyph"}


def test_deep_nesting_keeps_every_word(printed: Callable[..., Printed]) -> None:
    depth = 18
    quotes = "\n".join(f"{'>' * level} q{level}\n{'>' * level}" for level in range(1, depth))
    text = f"---\ntitle: Deep\n---\n{quotes}\n"
    deep = printed({"1926/deep/index.md": text})
    words = deep.text("1926/deep").split()
    assert [word for word in words if word.startswith("q")] == [f"q{n}" for n in range(1, depth)]
