"""Numbers and words as the index writes them, and the files that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.search import coding, files, stems
from broadsheet.search.packing import encoded, split

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = st.lists(st.integers(0, 2**32 - 1))


@given(NUMBERS)
def test_numbers_come_back_as_they_were(numbers: list[int]) -> None:
    assert coding.Bytes(coding.varints(numbers)).numbers(len(numbers)) == numbers


@given(NUMBERS)
def test_streams_are_encoded_like_single_numbers(numbers: list[int]) -> None:
    found = encoded(np.array(numbers, np.int64))
    assert found.held.tobytes() == coding.varints(numbers)
    assert [found.part(n, n + 1) for n in range(len(numbers))] == list(map(coding.varint, numbers))


@given(NUMBERS)
def test_numbers_come_back_from_two_streams(numbers: list[int]) -> None:
    found = split(np.array(numbers, np.int64))
    assert coding.joined(*found.whole()) == numbers
    for at in range(len(numbers)):
        assert coding.joined(*found.part(at, at + 1)) == numbers[at : at + 1]


@pytest.mark.parametrize("number", [0, 127, 128, 255, 256, 16_383, 16_384, 2_113_535, 2_113_536])
def test_a_number_takes_a_head_of_one_byte(number: int) -> None:
    heads, tails = split(np.array([number])).whole()
    assert (len(heads), len(tails) > 0) == (1, number > 127)
    assert coding.joined(heads, tails) == [number]


@given(st.sets(st.text("abcäß'", max_size=14), max_size=9))
def test_words_come_back_from_a_list(words: set[str]) -> None:
    assert list(coding.unlisted(coding.listed(words - {""}))) == sorted(words - {""})


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "ja", "el", "ru"])
def test_quiet_words_can_be_listed(language: str) -> None:
    words = stems.quiet(language)
    assert set(coding.unlisted(coding.listed(words))) == words


@given(st.sets(st.binary()).map(sorted))
def test_words_come_back_from_front_coding(words: list[bytes]) -> None:
    assert coding.front_decoded(coding.front_coded(words), len(words)) == words


@given(st.integers())
def test_a_negative_number_comes_back_from_zigzag(number: int) -> None:
    assert coding.unzigzag(coding.zigzag(number)) == number
    assert coding.zigzag(number) >= 0


def test_a_file_is_a_script_that_holds_its_content(tmp_path: Path) -> None:
    files.Folder(tmp_path, "seg").write("t/0", b"content")
    file = tmp_path / "t" / "0.js"
    assert file.read_text().startswith('BS("seg/t/0","')
    assert files.read(file, "seg/t/0") == b"content"


@pytest.mark.parametrize(
    "spoilt", ["", 'BS("seg/t/1","eJwDAAAAAAE=")\n', 'BS("seg/t/0","eJwDAA==")\n']
)
def test_a_spoilt_file_is_told_from_a_whole_one(tmp_path: Path, spoilt: str) -> None:
    file = tmp_path / "0.js"
    file.write_text(spoilt)
    with pytest.raises(ValueError, match=r"0\.js"):
        files.read(file, "seg/t/0")
