"""PDF/A-3a and PDF/UA-1: veraPDF finds nothing, whatever an entry holds."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.pdf import entries_at_large, entries_made, verapdf
from tests.pdf.conftest import print_archive

if TYPE_CHECKING:
    from tests.pdf.conftest import Printed

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
    '<circle cx="15" cy="15" r="9" opacity="0.5"/></svg>'
)
KINDS = 'broadsheet_volumes = ["year", "all"]\n'


def painted(size: tuple[int, int], kind: str = "PNG") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, (90, 120, 150)).save(held, kind)
    return held.getvalue()


def printed(folder: Path, texts: list[str]) -> Printed:
    """The entries *texts* in print, each with its pictures beside it."""
    beside: dict[str, str | bytes] = {
        entries_made.PICTURE: painted((60, 40)),
        entries_at_large.BROKEN: painted((60, 40), "JPEG")[:200],
        "wide.png": painted((10_000, 10)),
        "drawn.svg": DRAWING,
        "original.html": "<p>As it was</p>",
    }
    files: dict[str, str | bytes] = {}
    for number, text in enumerate(texts):
        place = f"1926/e{number}"
        files[f"{place}/index.md"] = text
        files.update((f"{place}/{name}", held) for name, held in beside.items())
    return print_archive(folder / "archive", files, conf=KINDS)


@pytest.mark.verapdf
@settings(
    max_examples=2,  # of which the first is always the simplest
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(entries_at_large.entries(), min_size=6, max_size=9))
def test_whatever_an_entry_holds_its_pdf_keeps_to_both_standards(
    texts: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = printed(Path(folder), texts)
        assert "pdf_failed" not in result.kinds()
        assert not verapdf.failed(result.out)


@pytest.mark.verapdf
def test_what_breaks_a_standard_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = print_archive(tmp_path / "archive", {"1926/a/index.md": "---\ntitle: T\n---\nText.\n"})
    good, bad = result.pdf("1926/a"), tmp_path / "bad ж.pdf"
    bad.write_bytes(good.read_bytes().replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<"))
    broken = shutil.copy(good, tmp_path / "broken.pdf")
    Path(broken).write_bytes(b"no PDF")
    assert verapdf.failed(good, bad, Path(broken))
    told = capsys.readouterr().out
    assert "bad ж.pdf: PDF/UA-1, 5, test 2: " in told
    assert "broken.pdf: PDF/A-3a, not read: " in told
    assert str(good) not in told
    assert "3 PDFs checked for PDF/A-3a and PDF/UA-1" in told
