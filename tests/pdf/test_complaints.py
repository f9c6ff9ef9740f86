"""What is said when a story could not be printed quite as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from broadsheet.pdf import builder
from broadsheet.pdf.complaints import about_characters
from broadsheet.pdf.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from tests.pdf.conftest import Printed


def test_a_missing_character_is_named_with_its_number_and_what_to_install() -> None:
    told = about_characters({"日"})
    assert "`日` U+65E5 (CJK UNIFIED IDEOGRAPH-65E5); the number is printed" in told.message
    assert "fonts-noto-cjk" in told.advice


def test_pictograms_have_a_package_of_their_own() -> None:
    assert "fonts-noto-color-emoji" in about_characters({"😀"}).advice


def test_characters_of_the_further_planes_have_a_package_of_their_own() -> None:
    assert "fonts-hanazono" in about_characters({"\U0002000b"}).advice


def test_of_a_family_of_pictograms_the_joiners_are_not_named() -> None:
    told = about_characters({"👨\u200d👩"})
    assert "U+1F468" in told.message
    assert "200D" not in told.message
    assert told.advice.endswith("(on Debian: fonts-noto-color-emoji)")


def test_no_font_is_advised_for_a_private_character() -> None:
    assert "install" not in about_characters({"\ue000"}).advice


def test_of_many_characters_the_first_are_named() -> None:
    assert (
        "and 12 more; the numbers are" in about_characters(map(chr, range(0x4E00, 0x4E14))).message
    )


def test_a_missing_font_is_a_complaint_of_the_entry(
    printed: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Bare(Typesetter):
        """A typesetter on a computer without fonts."""

        def __init__(self, room: Path, *, told: dict[str, str]) -> None:
            super().__init__(room, told=told, system_fonts=False)

    monkeypatch.setattr(builder, "Typesetter", Bare)
    result = printed({"1978/lens/index.md": "---\ntitle: 海\n---\nfour words and 日\n"})
    assert [(fault.file.split("/")[-2], fault.kind) for fault in result.heard] == [
        ("lens", "no_glyph")
    ]
    assert "four words and U+65E5" in result.text("1978/lens")
    assert "U+6D77" in result.bound()


def test_an_unknown_node_is_a_complaint_and_its_words_are_printed(
    printed: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    class marvel(nodes.Element):  # noqa: N801 - node classes are lower case
        """A node that nobody knows."""

    walkabout = nodes.document.walkabout

    def with_marvel(document: nodes.document, visitor: nodes.NodeVisitor) -> bool:
        document += marvel("", nodes.paragraph("", "its words"))
        return walkabout(document, visitor)

    monkeypatch.setattr(nodes.document, "walkabout", with_marvel)
    result = printed({"1926/a/index.md": "---\ntitle: T\n---\ntext\n"})
    assert "unknown_node" in result.kinds()
    assert "text its words" in result.text("1926/a")
