"""What content becomes before Typst may see it."""

from __future__ import annotations

import pytest

from broadsheet.pdf.escape import array, content, literal, loosened, pieces, printable, prose


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("plain", '"plain"'),
        ('a "b" \\n', '"a \\"b\\" \\\\n"'),
        ("a\nb\tc", '"a\\nb\\tc"'),
        ("#$*_@<>[]{}", '"#$*_@<>[]{}"'),
    ],
)
def test_only_quotation_mark_and_backslash_are_escaped(given: str, expected: str) -> None:
    assert literal(given) == expected


def test_controls_are_left_out() -> None:
    assert printable("a\x00b\x07c\x7fd\x9fe") == "abcde"


def test_half_a_character_and_no_character_become_the_replacement_character() -> None:
    assert printable("a\ud800b\ufffec\U0001fffed") == "a\ufffdb\ufffdc\ufffdd"


def test_every_line_end_is_a_line_feed() -> None:
    assert printable("a\r\nb\rc\x0bd\x85e\u2028f") == "a\nb\nc\nd\ne\nf"


def test_running_text_has_single_spaces() -> None:
    assert prose("a\n  b\t c") == '"a b c"'


def test_empty_content_is_none() -> None:
    assert content(" ") == "none"


def test_an_array_of_one_stays_an_array() -> None:
    assert array(("a",)) == '("a", )'


def test_a_common_word_stays_whole() -> None:
    assert pieces("a word and " * 9) == ["a word and " * 9]


def test_an_endless_word_can_be_cut() -> None:
    assert "".join(pieces("x" * 100)) == "x" * 100
    assert max(map(len, pieces("x" * 100))) < 20


def test_no_cut_parts_an_accent_from_its_letter() -> None:
    assert not any(piece.startswith("\u0301") for piece in pieces("e\u0301" * 60))


def test_scripts_without_spaces_are_not_cut() -> None:
    assert len(pieces("字" * 100)) == 1


def test_the_mark_of_the_byte_order_is_left_out() -> None:
    assert printable("\ufeffa") == "a"


def test_a_text_of_nothing_but_endless_words_stays_one_piece() -> None:
    (piece,) = pieces("x" * 50_000)
    assert piece.replace("\u200b", "") == "x" * 50_000


def test_code_has_room_for_line_ends_only_where_no_page_could_hold_it() -> None:
    assert loosened("x" * 1000) == "x" * 1000
    assert loosened("x" * 5000).count("\u200b") > 100
