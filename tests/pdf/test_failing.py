"""Failing well: what cannot be printed is told, the others are made, and no half file is left."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Printed

    Print = Callable[..., Printed]

GOOD = "---\ntitle: A Good One\npublished: 1926\n---\nPrinted.\n"


def story(body: str) -> str:
    return f"---\ntitle: A Bad One\npublished: 1926\n---\n{body}\n\nThe end.\n"


def test_a_broken_picture_is_told_by_name_and_its_story_is_printed(printed: Print) -> None:
    text = story(":::{photo} broken.png\n:alt: A dog asleep\n:::")
    files = {"1926/bad/index.md": text, "1926/bad/broken.png": b"\x89PNG\r\n\x1a\nnothing"}
    result = printed({**files, "1926/good/index.md": GOOD})
    (told,) = [complaint for complaint in result.heard if complaint.kind == "bad_photo"]
    assert "broken.png" in told.message
    assert "1926/bad" in str(told)
    words = result.text("1926/bad")
    assert "(broken.png). A dog asleep" in words
    assert "The end." in words
    assert "Printed." in result.bound()


@pytest.mark.parametrize(
    ("start", "again", "times"),
    [("", "x", 60_000), ("https://example.org/", "q/", 5000), ("", "ж", 9000), ("", "ש", 9000)],
)
def test_an_absurdly_long_word_is_printed_whole(
    printed: Print, start: str, again: str, times: int
) -> None:
    word = start + again * times
    result = printed({"1926/bad/index.md": story(word), "1926/good/index.md": GOOD})
    assert not result.heard
    words = result.text("1926/bad")
    lost = times - words.replace("example", "").count(again[0])
    assert lost == 0
    assert "The end." in words


def test_many_characters_without_a_font_stop_no_story_and_no_volume(printed: Print) -> None:
    result = printed({
        "1926/bad/index.md": story("word \ue000 " * 1500),
        "1926/good/index.md": GOOD,
    })  # fmt: skip
    assert result.kinds() == {"no_glyph"}
    assert result.text("1926/bad").count("U+E000") == 1500
    assert result.bound().count("U+E000") == 1500


def test_a_disk_that_is_full_within_a_file_leaves_neither_half_nor_old(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = printed({"1926/bad/index.md": story("Text."), "1926/good/index.md": GOOD})
    (result.root / "1926/bad/index.md").write_text(story("Other text."), "utf-8")
    later = result.pdf("1926/bad").stat().st_mtime + 2
    os.utime(result.root / "1926/bad/index.md", (later, later))
    opened = os.fdopen

    class Full:
        """A file that has room for some bytes only."""

        def __init__(self, handle: int, mode: str) -> None:
            self.file = opened(handle, mode)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None:
            self.file.close()

        def write(self, data: bytes | memoryview) -> None:
            if bytes(data[:4]) == b"%PDF":
                self.file.write(data[:100])
                raise OSError(errno.ENOSPC, "No space left on device")
            self.file.write(data)

    monkeypatch.setattr(os, "fdopen", Full)
    again = result.again()
    told = [complaint.message for complaint in again.heard if complaint.kind == "pdf_failed"]
    assert told
    assert all("No space left on device" in message for message in told)
    assert not again.pdf("1926/bad").exists()
    assert not list(again.out.rglob("*.part"))
    assert "Printed." in again.text("1926/good")
