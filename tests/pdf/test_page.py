"""The page: its size, its columns, and what is too wide, too tall or too long for it."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Printed

STORY = "---\ntitle: A Headline\nstandfirst: Below it.\n---\n" + "Some words of a story. " * 400
A4, LETTER = "595.276 x 841.89 pts (A4)", "612 x 792 pts (letter)"


def sizes(pdf: Path) -> list[str]:
    """The sizes of the pages of *pdf*."""
    told = subprocess.run(
        ["pdfinfo", "-l", "999", str(pdf)],  # noqa: S607 - as the machine has it
        capture_output=True,
        check=True,
    ).stdout.decode()
    lines = (
        line.split(":", 1)
        for line in told.splitlines()
        if line.startswith("Page ") and " size:" in line
    )
    return [value.strip() for _name, value in lines]


def lefts(pdf: Path) -> set[int]:
    """Where the lines of the first page begin, in points from the left, as far as most do."""
    told = subprocess.run(
        ["pdftotext", "-l", "1", "-bbox-layout", str(pdf), "-"],  # noqa: S607
        capture_output=True,
        check=True,
    ).stdout.decode()
    starts = [
        line.split('xMin="')[1].split(".")[0] for line in told.splitlines() if "<line" in line
    ]
    return {int(start) for start in starts if starts.count(start) > 8}


def test_a_page_is_a4_in_one_column(printed: Callable[..., Printed]) -> None:
    pdf = printed({"1926/a/index.md": STORY}).pdf("1926/a")
    assert set(sizes(pdf)) == {A4}
    assert len(lefts(pdf)) == 1


def test_a_page_is_letter_in_two_columns_where_that_is_asked(
    printed: Callable[..., Printed],
) -> None:
    conf = 'broadsheet_pdf_paper = "letter"\nbroadsheet_pdf_columns = 2\n'
    pdf = printed({"1926/a/index.md": STORY}, conf=conf).pdf("1926/a")
    assert set(sizes(pdf)) == {LETTER}
    assert len(lefts(pdf)) == 2


def test_the_headline_stands_over_both_columns_and_is_read_first(
    printed: Callable[..., Printed],
) -> None:
    result = printed({"1926/a/index.md": STORY}, conf="broadsheet_pdf_columns = 2\n")
    assert result.text("1926/a").startswith("A Headline Below it. Some words")


def test_a_very_long_head_is_not_lost_in_two_columns(printed: Callable[..., Printed]) -> None:
    text = f"---\ntitle: T\nstandfirst: {'endless ' * 1500}finis\n---\nThe text.\n"
    result = printed({"1926/a/index.md": text}, conf="broadsheet_pdf_columns = 2\n")
    words = result.text("1926/a")
    assert words.count("endless") == 1500
    assert "finis" in words


def test_another_page_has_all_pdfs_made_again(printed: Callable[..., Printed]) -> None:
    first = printed({"1926/a/index.md": STORY})
    before = first.times()
    conf = first.root / "conf.py"
    conf.write_text(conf.read_text() + "broadsheet_pdf_columns = 2\n")
    after = first.again().times()
    assert all(after[path] > before[path] for path in before)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('broadsheet_pdf_paper = "A5"', "none of 'a4', 'letter'"),
        ("broadsheet_pdf_columns = 3", "1, 2"),
    ],
)
def test_another_paper_is_complained_of(
    printed: Callable[..., Printed], said: str, told: str
) -> None:
    result = printed({"1926/a/index.md": STORY}, conf=f"{said}\n")
    assert [told in fault.message for fault in result.heard] == [True]
    assert result.pdf("1926/a").exists()


def table(columns: int, word: str) -> str:
    """A story of a table with as many *columns*."""
    cells = [[f"{word}{row}{column}" for column in range(columns)] for row in range(2)]
    head = [f"Head{column}" for column in range(columns)]
    rows = [head, ["---"] * columns, *cells]
    return "---\ntitle: T\n---\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def test_a_table_that_no_line_can_hold_is_told_row_by_row(printed: Callable[..., Printed]) -> None:
    narrow, wide = table(3, "cell"), table(14, "incomprehensibility")
    result = printed({"1926/narrow/index.md": narrow, "1926/wide/index.md": wide})
    assert "Head0 Head1 Head2 cell00 cell01" in result.text("1926/narrow")
    words = result.text("1926/wide")
    assert "Head0 incomprehensibility00 Head1 incomprehensibility01" in words
    assert "Head13 incomprehensibility013 Head0 incomprehensibility10" in words


def test_no_cell_is_lost_where_a_wide_table_has_heads_alone(
    printed: Callable[..., Printed],
) -> None:
    head = " | ".join(f"incomprehensibility{column}" for column in range(12))
    text = f"---\ntitle: T\n---\n| {head} |\n|{' --- |' * 12}\n"
    words = printed({"1926/a/index.md": text}).text("1926/a")
    assert [words.count(f"incomprehensibility{column} ") for column in range(2, 12)] == [1] * 10


def test_numbers_stand_on_the_side_that_the_author_chose(printed: Callable[..., Printed]) -> None:
    text = "---\ntitle: T\n---\n| a | b |\n| --- | ---: |\n| x | 1 |\n"
    result = printed({"1926/a/index.md": text})
    (source,) = (result.root.parent / "doctrees").rglob("1926/a/index.typ")
    assert 'cell(1, 1, [#"1"], align: right)' in source.read_text()


def test_a_caption_longer_than_a_page_is_printed_whole(printed: Callable[..., Printed]) -> None:
    held = io.BytesIO()
    Image.new("RGB", (300, 200), "grey").save(held, "PNG")
    text = f"---\ntitle: T\n---\n:::{{photo}} p.png\n:alt: A\n:caption: {'long ' * 2500}end\n:::\n"
    quote = f":::{{pullquote}}\n{'large ' * 1500}\n:::\n"
    files = {"1926/a/index.md": text + quote, "1926/a/p.png": held.getvalue()}
    words = printed(files).text("1926/a")
    assert words.count("long") == 2500
    assert words.count("large") == 1500


def test_a_picture_of_one_line_is_printed(printed: Callable[..., Printed]) -> None:
    files: dict[str, str | bytes] = {}
    for name, size in (("wide", (10000, 10)), ("tall", (10, 10000))):
        held = io.BytesIO()
        Image.new("RGB", size, "grey").save(held, "PNG")
        story = "---\ntitle: T\n---\n:::{photo} p.png\n:alt: A\n:caption: Below\n:::\n"
        files |= {f"1926/{name}/index.md": story, f"1926/{name}/p.png": held.getvalue()}
    result = printed(files)
    assert "pdf_failed" not in result.kinds()
    assert all(len(sizes(result.pdf(f"1926/{name}"))) == 1 for name in ("wide", "tall"))


def test_a_word_that_no_line_can_hold_is_broken(printed: Callable[..., Printed]) -> None:
    text = f"---\ntitle: T\n---\n{'abcdefghij' * 300}\n"
    words = printed({"1926/a/index.md": text}).text("1926/a").replace("\u00ad", "")
    assert "".join(words.split()).count("abcdefghij") == 300


STRANGE = "\u202eover\u202c \u2066iso\u2069 x\u0301\u0302\u0303 \u200b\u200d \U000e0041 \ufeff"


def test_strange_characters_are_printed_or_named(printed: Callable[..., Printed]) -> None:
    text = f"---\ntitle: T\n---\nPrivate \ue000 and \U000f0000, {STRANGE} end.\n"
    result = printed({"1926/a/index.md": text})
    told = " ".join(fault.message for fault in result.heard if fault.kind == "no_glyph")
    assert "U+E000" in told
    assert "U+F0000" in told
    assert "Private U+E000 and U+F0000" in result.text("1926/a")
    assert "pdf_failed" not in result.kinds()


def test_half_a_character_does_not_stop_the_printer(printed: Callable[..., Printed]) -> None:
    text = b"---\ntitle: T\n---\nA half " + b"\xed\xa0\x80" + b" and \x00 end.\n"
    result = printed({"1926/a/index.md": text})
    assert "pdf_failed" not in result.kinds()
    assert "end." in result.text("1926/a")
