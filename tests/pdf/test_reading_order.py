"""What a program reads out of a PDF are the story's words, all of them, in their order."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.pdf import entries_made, reading
from tests.pdf.conftest import print_again, print_archive

if TYPE_CHECKING:
    from docutils import nodes
    from tests.pdf.conftest import Printed

DEMONSTRATION = Path(__file__).parents[2] / "archive"
ARABIC = "2011/03/bahharat-al-yaman"
WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{4,}(?![\u064b-\u0652])")
JOINED = re.compile("\u0644[\u0622\u0623\u0625\u0627]")


@pytest.fixture(scope="module")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Printed, dict[str, nodes.document]]:
    """The demonstration archive in print, and what was printed."""
    root = tmp_path_factory.mktemp("demonstration") / "archive"
    shutil.copytree(DEMONSTRATION, root, ignore=shutil.ignore_patterns("_*"))
    with reading.remembered() as seen:
        return print_again(root), seen


def test_the_demonstration_archive_reads_as_it_was_written(
    demonstration: tuple[Printed, dict[str, nodes.document]],
) -> None:
    printed, seen = demonstration
    assert len(seen) > 30
    found = {
        name: reading.differences(document, printed.pdf(name.removesuffix("/index")))
        for name, document in seen.items()
        if not name.startswith(ARABIC)
    }
    assert not {name: lost for name, lost in found.items() if lost}


def test_the_words_of_arabic_are_whole(
    demonstration: tuple[Printed, dict[str, nodes.document]],
) -> None:
    # Which way a line runs, and the two letters of a joined lam-alef, is guessed by the program
    # that reads it; the other words are not.
    printed, seen = demonstration
    (document,) = (document for name, document in seen.items() if name.startswith(ARABIC))
    told = " ".join(reading.story(document))
    found = reading.found(printed.pdf(ARABIC))
    words = {word for word in WORD.findall(told) if not JOINED.search(word)}
    assert len(words) > 50
    assert words - set(WORD.findall(found)) == set()


@settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(
    st.lists(
        entries_made.entries(wide=False).map(entries_made.without_formulas), min_size=5, max_size=12
    )
)
def test_an_entry_made_by_chance_reads_as_it_was_written(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, reading.remembered() as seen:
        root = Path(folder) / "archive"
        files = {f"1926/e{number}/index.md": text for number, text in enumerate(texts)}
        for name in files:
            picture = (root / name).with_name(entries_made.PICTURE)
            picture.parent.mkdir(parents=True)
            Image.new("RGB", (60, 40), "grey").save(picture)
        printed = print_archive(root, files)
        assert not printed.kinds() & {"pdf_failed", "unknown_node", "no_glyph", "bad_math"}
        for name, document in seen.items():
            pdf = printed.pdf(name.removesuffix("/index"))
            assert reading.differences(document, pdf) == [], files[f"{name}.md"]
